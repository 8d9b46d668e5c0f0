"""Links inside of texts that lead to pages."""

import pytest
from django.utils import translation
from wagtail.models import Site
from wagtail.templatetags.wagtailcore_tags import richtext

from tests.builders import add_page, make_home, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    home = make_home()
    translate(home, "en", "Home")
    german, both, draft = (add_page(home, name, slug=name) for name in ("deutsch", "beides", "entwurf"))
    translate(both, "en", "Both")
    draft.unpublish()
    Site.get_site_root_paths()
    return german, both, draft


def text(*pages, code="en"):
    links = [f'<a id="{page.pk}" linktype="page">Wort</a>' for page in pages]
    with translation.override(code):
        return richtext(f"<p>{', '.join(links)}</p>")


def test_a_link_leads_to_the_readers_language_or_says_that_it_leads_to_german(pages):  # L14
    german, both, draft = pages
    note = ' <span class="text-language">(in German)</span>'
    assert text(german, both, draft) == (
        f'<p><a href="/de/deutsch/" hreflang="de">Wort{note}</a>, <a href="/en/beides/">Wort</a>, <a>Wort</a></p>'
    )
    assert text(german, both.get_translation(both.locale), code="de") == (
        '<p><a href="/de/deutsch/">Wort</a>, <a href="/de/beides/">Wort</a></p>'
    )


def test_a_link_to_a_page_that_is_gone_leads_nowhere(pages):  # L14
    assert richtext('<p><a id="99999" linktype="page">Wort</a></p>') == "<p><a>Wort</a></p>"


@pytest.mark.parametrize("count", [1, 3])
def test_a_text_costs_one_query_however_many_links_it_has(pages, django_assert_num_queries, count):  # F5 L14
    with django_assert_num_queries(1):
        text(*[pages[0], pages[1], pages[0]][:count])
