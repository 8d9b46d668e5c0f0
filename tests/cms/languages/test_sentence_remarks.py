"""What a translator finds beside a sentence: facts that it lacks, and German that was reworded."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import override

from cms.languages.core.admin_addresses import edit_url
from cms.languages.translating.sentence_remarks import remarks_of
from home.roles import TRANSLATORS
from tests.builders import add_page, make_home, make_signup_form, make_staff, translate
from tests.cms.languages.test_translators_editor import as_one_of
from tests.cms.languages.translating import begin, page, publish, segment, speak_english, write

TITLE = "Der Plan"
SUMMARY = "Am 3. Mai 2031 um 18:00 Uhr, Telefon 0351 488 20 00."


@pytest.fixture
def work(db):
    home = make_home()
    translate(home, "en", "Home")
    return begin(add_page(home, TITLE, slug="plan", summary=SUMMARY))


def remarks(work, german: str) -> list[str]:
    place = segment(work, german)
    with override("en"):
        return remarks_of(work, work.source.stringsegment_set.filter(pk=place.pk)).get(place.pk, [])


def address(work, german: str) -> str:
    return reverse("translation_remarks", args=[work.pk, segment(work, german).pk])


def test_the_facts_that_a_sentence_lacks_stand_beside_it(work):  # L10 E6
    write(work, SUMMARY, "On 3 May 2031 at 7 pm, phone 0351 488 20 00.")
    assert remarks(work, SUMMARY) == ["Please check, it was not found here: 18:00"]
    write(work, SUMMARY, "On 4 May 2031 at 6 pm.")
    assert remarks(work, SUMMARY) == ["Please check, it was not found here: 3. Mai 2031 and 0351 488 20 00"]
    write(work, SUMMARY, "On 3 May 2031 at 6 pm, phone 0351 488 20 00.")
    assert remarks(work, SUMMARY) == []


def test_a_sentence_that_nobody_has_translated_lacks_nothing_yet(work):  # E6
    assert remarks_of(work, work.source.stringsegment_set.all()) == {}


def test_the_facts_of_marked_up_sentences_are_found_too(work):  # L10 E6
    form = begin(make_signup_form(intro="Nur <bis> 31. März & ab 18 Jahren."))
    german = "Nur &lt;bis&gt; 31. März &amp; ab 18 Jahren."
    write(form, german, "Until &lt;31 March&gt;.")
    assert remarks(form, german) == ["Please check, it was not found here: 18"]


def test_german_that_was_reworded_is_said_beside_its_translation(
    work, client, django_capture_on_commit_callbacks, admin_client
):  # L8 E6
    write(work, TITLE, "The plan")
    write(work, SUMMARY, "On 3 May 2031 at 6 pm, phone 0351 488 20 00.")
    publish(admin_client, work, django_capture_on_commit_callbacks)
    german = work.source.get_source_instance()
    german.title = "Der neue Plan"
    german.save_revision().publish()
    work.refresh_from_db()
    assert remarks(work, "Der neue Plan") == [
        "The German sentence was reworded. Before, it said: “Der Plan” Save yours when it fits."
    ]
    write(work, "Der neue Plan", "The new plan")
    assert remarks(work, "Der neue Plan") == []


def test_the_editor_brings_the_remarks_of_all_sentences(work, client):  # E6
    as_one_of(client, TRANSLATORS)
    write(work, SUMMARY, "On 3 May 2031 at 6 pm.")
    editor = BeautifulSoup(client.get(edit_url(page(work))).content, "html.parser")
    assert json.loads(editor.select_one("#sentence-remarks").string) == {
        str(segment(work, SUMMARY).pk): ["Please check, it was not found here: 0351 488 20 00"]
    }


def test_after_saving_a_sentence_its_remarks_are_asked_anew(work, client):  # E6
    as_one_of(client, TRANSLATORS)
    write(work, SUMMARY, "On 3 May 2031 at 7 pm, phone 0351 488 20 00.")
    answer = client.get(address(work, SUMMARY))
    assert answer.json() == {"remarks": ["Please check, it was not found here: 18:00"], "facts": ["18:00"]}
    assert client.post(address(work, SUMMARY)).status_code == 404


def test_who_may_not_edit_the_text_reads_no_remark(work, client):  # E6
    nobody = make_staff("nobody")
    speak_english(nobody)
    for user in (None, nobody):
        client.logout()
        if user:
            client.force_login(user)
        assert client.get(address(work, SUMMARY)).status_code == 302


def test_a_sentence_of_another_text_is_not_found(work, client):  # E6
    as_one_of(client, TRANSLATORS)
    other = begin(make_signup_form(intro="Willkommen"))
    strange = reverse("translation_remarks", args=[work.pk, segment(other, "Willkommen").pk])
    assert client.get(strange).status_code == 404


def test_remarks_cost_the_same_for_many_sentences(work, django_assert_num_queries):  # E6
    write(work, TITLE, "The plan")
    for count in (1, 2):
        segments = work.source.stringsegment_set.order_by("pk")[:count]
        with django_assert_num_queries(6):
            remarks_of(work, segments)
