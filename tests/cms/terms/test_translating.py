"""The list of words speaks up where somebody translates, and rules what a machine writes."""

import pytest
from django.utils.translation import override

from cms.languages.translating.sentence_remarks import remarks_of
from cms.terms.models import Term
from tests.builders import add_page, make_home, translate
from tests.builders.locales import locale_of
from tests.cms.languages.test_machine_translation import ask
from tests.cms.languages.translating import begin, segment, speak_english, texts, write
from tests.cms.terms.test_terms import make_term
from tests.translator_server import run_machine

pytestmark = pytest.mark.django_db

TITLE = "Der Klimabeirat"
SUMMARY = "Der Haushalt des Klimabeirats."


@pytest.fixture
def work():
    home = make_home()
    translate(home, "en", "Home")
    return begin(add_page(home, TITLE, slug="plan", summary=SUMMARY))


@pytest.fixture
def words() -> Term:
    make_term("Klimabeirat", forms="Klimabeirats", stays=True)
    budget = make_term("Haushalt")
    return make_term("budget", "en", forms="budgets", translation_key=budget.translation_key)


@pytest.fixture
def machine(settings):
    with run_machine() as machine:
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine.deepl()
        yield machine


def remarks(work, german: str) -> list[str]:
    place = segment(work, german)
    with override("en"):
        return remarks_of(work, work.source.stringsegment_set.filter(pk=place.pk)).get(place.pk, [])


AGREED = "Agreed word: “Haushalt” is “budget” here."
STAYS = "The name “Klimabeirat” stays as it is."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, [STAYS, AGREED]),
        ("The household of the climate council.", [STAYS, AGREED]),
        ("The Klimabeirat has no household.", [AGREED]),
        ("Budgets of the Klimabeirat.", []),
    ],
)
def test_agreed_words_and_names_stand_beside_the_sentence(work, words, text, expected):  # L13
    if text:
        write(work, SUMMARY, text)
    assert remarks(work, SUMMARY) == expected


def test_what_is_a_draft_or_of_another_language_is_not_agreed(work, words):  # L13
    Term.objects.filter(pk=words.pk).update(live=False)
    locale_of("ar")
    make_term("الميزانية", "ar", translation_key=words.translation_key)
    assert remarks(work, SUMMARY) == [STAYS]


@pytest.mark.parametrize("kind", ["deepl", "libretranslate"])
def test_a_machine_keeps_names_and_agreed_words(work, words, machine, kind, settings, admin_user, admin_client):  # L13
    speak_english(admin_user)
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = getattr(machine, kind)()
    # It alters the inside of a mark as well.
    machine.translate = lambda german: german.replace(">Klimabeirat<", ">climate council<").replace("Der ", "The ")
    ask(admin_client, work)
    [question] = machine.questions
    assert question["text" if kind == "deepl" else "q"] == [
        'Der <x id="w0">Klimabeirat</x>',
        'Der <x id="w0">budget</x> des <x id="w1">Klimabeirat</x>.',
    ]
    assert question.get("ignore_tags") == (["x"] if kind == "deepl" else None)
    assert texts(work) == {TITLE: "The Klimabeirat", SUMMARY: "The budget des Klimabeirat."}


def test_a_sentence_in_which_a_machine_lost_a_name_is_not_kept(work, words, machine, admin_user, admin_client):  # L13
    speak_english(admin_user)
    machine.translate = lambda german: "The climate council"
    assert ask(admin_client, work) == ["2 sentences are still missing. Ask again, or translate them yourself."]
    assert texts(work) == {}
