"""The demo's translations say the same dates, times and numbers as its German texts."""

from wagtail.models import Page

from cms.languages.state.facts_check import facts_missing_in


def test_the_demo_keeps_its_facts_in_every_language(demo):  # L10
    pages = Page.objects.live().exclude(locale__language_code="de").specific()
    lacking = {str(page.url): [str(fact) for fact in facts_missing_in(page)] for page in pages}
    assert {url: facts for url, facts in lacking.items() if facts} == {}
