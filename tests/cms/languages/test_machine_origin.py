"""Readers are told which text only a machine has written."""

import pytest
from django.utils import translation as languages
from django.utils.translation import gettext
from wagtail_localize.models import StringTranslation

from cms.languages.models import LanguageProfile
from cms.languages.reading.machine_origin import machine_of
from tests.builders import add_page, make_home, translate
from tests.cms.languages.translating import begin, page, publish, put, write

TITLE, SUMMARY = "Der Plan", "Über Der Plan."
NOTICE = "This text was translated by a machine (%(tool)s). Nobody has checked it yet."


@pytest.fixture
def plan(db):
    home = make_home()
    translate(home, "en", "Home")
    return add_page(home, TITLE, slug="plan")


@pytest.fixture
def work(plan, admin_client, django_capture_on_commit_callbacks):
    """The published English page; a machine wrote its title, a person the rest."""
    work = begin(plan)
    write(work, TITLE, "The plan", translation_type="machine", tool_name="DeepL")
    write(work, SUMMARY, "What it is about")
    publish(admin_client, work, django_capture_on_commit_callbacks)
    return work


def notice(client, url):
    """The text of the notice on a page, None without one."""
    with languages.override(url.split("/")[1]):
        text = gettext(NOTICE) % {"tool": "DeepL"}
    return text if f"<p>{text}</p>" in client.get(url).text else None


def test_a_page_with_a_machines_sentence_says_so_in_its_language(work, client):  # L12
    assert notice(client, "/en/plan/") == "This text was translated by a machine (DeepL). Nobody has checked it yet."
    assert notice(client, "/de/plan/") is None
    assert notice(client, "/en/") is None


def test_an_editor_writes_the_notice_of_a_language(work, client):  # L1 L12
    profiles = LanguageProfile.objects.filter(locale__language_code="en")
    profiles.update(machine_notice="Ask us if {machine} is unclear.")
    assert "<p>Ask us if DeepL is unclear.</p>" in client.get("/en/plan/").text


def test_whoever_saves_the_sentence_as_it_is_has_checked_it(work, client, admin_client):  # L12
    put(admin_client, work, TITLE, "The plan")
    assert machine_of(page(work)) == ""
    assert notice(client, "/en/plan/") is None


def test_a_sentence_that_has_left_the_german_page_counts_no_longer(work, plan):  # L12
    plan.title = "Ein anderer Titel"
    plan.save_revision().publish()
    work.source.update_from_db()
    write(work, "Ein anderer Titel", "Another title")
    assert machine_of(page(work)) == ""


def test_a_sentence_with_an_error_is_not_on_the_page(work):  # L12
    StringTranslation.objects.update(has_error=True)
    assert machine_of(page(work)) == ""


def test_a_page_that_is_written_by_itself_again_says_nothing(work):  # L12
    work.enabled = False
    work.save()
    assert machine_of(page(work)) == ""


def test_the_same_sentence_on_another_page_and_in_another_language_counts_nothing(work, plan):  # L12
    other = begin(add_page(plan.get_parent(), TITLE, slug="anderer"))
    german_home = plan.get_parent().specific
    translate(german_home, "fr", "Accueil")
    french = begin(plan, "fr")
    assert [machine_of(page(each)) for each in (work, other, french)] == ["DeepL", "", ""]


def test_the_decision_costs_one_query_and_none_in_german(work, plan, django_assert_num_queries):  # L12, P8
    english, simple = page(work), translate(plan, "de-simple", "Plan")
    for each in (english, simple, plan):
        assert each.locale
    with django_assert_num_queries(1):
        assert machine_of(english) == "DeepL"
    with django_assert_num_queries(0):
        assert [machine_of(simple), machine_of(plan)] == ["", ""]
