"""Questions of editors as fields."""

import json
from datetime import date

import pytest
from django.http import QueryDict
from wagtail.models import Locale

from cms.forms.form_start import new_start
from events.models import SignupForm
from events.public.visitors_form import visitors_form
from events.questions.questions import answers_in_words, form_in_language, languages_of
from tests.builders import make_event_row, make_signup_form_row
from tests.events.road import question

pytestmark = pytest.mark.django_db

ALL_KINDS = [
    question("text", "Beruf?", "job"),
    question("long_text", "Anliegen?", "wish"),
    question("email", "Zweite Adresse?", "mail2"),
    question("number", "Wie viele?", "count"),
    question("one_of", "Rolle?", "role", {"a": "Gast", "b": "Fachkraft, Amt"}),
    question("several_of", "Themen?", "topics", {"c": "Wohnen", "d": "Arbeit"}),
    question("yes_no", "Essen?", "food"),
    question("date", "Wann?", "day"),
]
ANSWERS = {
    "q-job": " Lehrerin ",
    "q-wish": "Eins\r\nzwei",
    "q-mail2": "b@example.org",
    "q-count": "3",
    "q-role": "b",
    "q-topics": ["c", "d"],
    "q-food": "no",
    "q-day": "2026-12-24",
}
PUBLIC_ID = "abcdefghjk"
PERSON = {"given_name": "A", "family_name": "B", "email": "a@example.org", "consent": "on"}


@pytest.fixture
def form():
    return make_signup_form_row(questions=json.dumps(ALL_KINDS), intro="Hallo")


def typed(form, language="de", **changes):
    """The form filled in with an answer to each question."""
    data = QueryDict(mutable=True)
    for name, value in {**PERSON, **ANSWERS, "started": new_start(PUBLIC_ID), **changes}.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    entry = visitors_form(make_event_row(signup_form=form, public_id=PUBLIC_ID), language, data)
    entry.full_clean()
    return entry


def english(form, texts=None, **fields):
    copy = form.copy_for_translation(Locale.objects.get(language_code="en"))
    for name, value in {"consent": "I agree.", "intro": "", **fields}.items():
        setattr(copy, name, value)
    if texts is not None:
        copy.questions = json.dumps(texts)
    copy.save()
    return copy


def test_each_kind_of_question_is_stored_in_its_own_type(form):  # S11
    entry = typed(form)
    assert entry.errors == {}
    assert entry.person().answers == {
        "job": "Lehrerin",
        "wish": "Eins\nzwei",
        "mail2": "b@example.org",
        "count": 3,
        "role": "b",
        "topics": ["c", "d"],
        "food": False,
        "day": "2026-12-24",
    }


def test_the_labels_are_kept_in_german_whatever_the_language(form):  # S11
    texts = [question("one_of", "Role?", "role", {"a": "Guest", "b": "Expert"})]
    english(form, texts)
    person = typed(form, "en").person()
    assert person.labels["role"] == {
        "kind": "one_of",
        "label": "Rolle?",
        "options": {"a": "Gast", "b": "Fachkraft, Amt"},
    }
    assert (person.language, person.consent_text) == ("en", "I agree.")


def test_open_questions_are_left_out(form):  # S11
    empty = dict.fromkeys(ANSWERS, "") | {"q-topics": []}
    assert typed(form, **empty).person().answers == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("q-role", "c"),
        ("q-role", "Gast"),
        ("q-topics", ["c", "forged"]),
        ("q-food", "perhaps"),
        ("q-count", "1e9"),
        ("q-count", "99999999999"),
        ("q-count", "NaN"),
        ("q-day", "32.13.2026"),
        ("q-day", "0001-01-01"),
        ("q-mail2", "b@"),
        ("q-job", "x" * 201),
        ("q-job", "a\nb"),
        ("q-wish", "x" * 2001),
        ("q-wish", "a\x00b"),
    ],
)
def test_absurd_and_forged_answers_are_refused_at_their_field(form, name, value):  # S11 X6
    assert list(typed(form, **{name: value}).errors) == [name]


@pytest.mark.parametrize("entry", ALL_KINDS, ids=lambda entry: entry["type"])
def test_a_required_question_says_so_at_its_field(entry):  # S11
    entry = {**entry, "value": {**entry["value"], "required": True}}
    form = make_signup_form_row(questions=json.dumps([entry]))
    name = f"q-{entry['id']}"
    assert list(typed(form, **{name: ""}).errors) == [name]


def test_texts_come_by_id_and_what_is_missing_stands_in_german_with_its_language(form):  # S11 L3
    english(
        form, [question("text", "Job?", "job"), question("one_of", "Role?", "role", {"b": "Expert"})], intro="Hello"
    )
    texts = form_in_language(form.pk, "en")
    assert [asked.id for asked in texts.questions] == [entry["id"] for entry in ALL_KINDS]
    job, wish, role = texts.questions[0], texts.questions[1], texts.questions[4]
    assert (job.label.text, job.lang) == ("Job?", "")
    assert (wish.label.text, wish.lang) == ("Anliegen?", "de")
    assert [(option.id, option.label.text, option.label.lang) for option in role.options] == [
        ("a", "Gast", "de"),
        ("b", "Expert", ""),
    ]
    assert (texts.intro.text, texts.intro.lang) == ("Hello", "")
    entry = visitors_form(make_event_row(signup_form=form), "en")
    assert (entry.fields["q-job"].lang, entry.fields["q-wish"].lang) == ("", "de")


def test_a_german_page_marks_no_language(form):
    assert {asked.lang for asked in form_in_language(form.pk, "de").questions} == {""}


@pytest.mark.parametrize("consent", ["", "  "])
def test_without_a_consent_text_the_form_is_closed_in_that_language(form, consent):  # S11
    english(form, consent=consent)
    assert visitors_form(make_event_row(signup_form=form), "en") is None
    assert visitors_form(make_event_row(signup_form=form), "de") is not None


def test_a_draft_form_is_no_form(form):
    english(form, live=False)
    assert languages_of(form) == ["de"]
    assert visitors_form(make_event_row(signup_form=form), "en") is None
    SignupForm.objects.update(live=False)
    assert (visitors_form(make_event_row(signup_form=form), "de"), form_in_language(None, "de")) == (None, None)


def test_a_form_chosen_in_another_language_still_asks_the_german_questions(form):  # S11
    copy = english(form, [])
    assert len(form_in_language(copy.pk, "en").questions) == len(ALL_KINDS)


def test_old_answers_stay_readable_after_the_form_changed(form):  # S11
    person = typed(form).person()
    form.questions = json.dumps([question("one_of", "Welche Rolle?", "role", {"a": "Besuch"})])
    form.save()
    rows = answers_in_words(form, person.answers, person.labels, "de")
    assert {row["label"]: row["value"] for row in rows} == {
        "Beruf?": "Lehrerin",
        "Anliegen?": "Eins\nzwei",
        "Zweite Adresse?": "b@example.org",
        "Wie viele?": "3",
        "Welche Rolle?": "Fachkraft, Amt",
        "Themen?": "Wohnen, Arbeit",
        "Essen?": rows[6]["value"],
        "Wann?": "24.\u00a0Dezember\u00a02026",
    }


def test_a_date_may_be_typed_as_people_write_it(form):  # S11
    assert typed(form, **{"q-day": "24.12.2026"}).cleaned_data["q-day"] == date(2026, 12, 24)
