"""Questions of editors as fields."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from wagtail.models import Locale

from cms.forms.form_start import new_start
from events.models import SignupForm
from events.models.signup_form import QuestionsBlock
from events.public.visitors_form import visitors_form
from events.questions.questions import answers_in_words, form_in_language, languages_of
from tests.builders import make_event_row, make_signup_form_row
from tests.events.road import consent, passage, question

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
    question("phone", "Telefon?", "phone"),
    question("postcode", "Postleitzahl?", "plz"),
    consent("Fotos", "photos", "Ich bin einverstanden, dass Fotos von mir gezeigt werden."),
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
    "q-phone": " +49 (0)351 / 488-12 ",
    "q-plz": "01067",
    "q-photos": "on",
}
ENGLISH_PHOTOS = consent("Photos", "photos", "I agree that photos of me are shown.")
PHOTOS = ALL_KINDS[-1]["value"]["text"]
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
        "phone": "+49 (0)351 / 488-12",
        "plz": "01067",
        "photos": True,
    }


def test_the_labels_are_kept_in_german_whatever_the_language(form):  # S11
    texts = [question("one_of", "Role?", "role", {"a": "Guest", "b": "Expert"}), ENGLISH_PHOTOS]
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
        ("q-count", "01067"),
        ("q-count", "-007"),
        ("q-phone", "siehe oben"),
        ("q-phone", "12"),
        ("q-phone", "+49 351 x"),
        ("q-phone", "1" * 41),
        ("q-plz", "1067"),
        ("q-plz", "010678"),
        ("q-plz", "D-01067"),
        ("q-day", "32.13.2026"),
        ("q-day", "0001-01-01"),
        ("q-mail2", "b@"),
        ("q-job", "x" * 201),
        ("q-job", "a\x0bb\x00"),
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


@pytest.mark.parametrize(
    ("name", "attributes"),
    [
        ("q-mail2", {"type": "email", "autocomplete": "email", "inputmode": "email"}),
        ("q-phone", {"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        ("q-plz", {"type": "text", "autocomplete": "postal-code", "inputmode": "numeric"}),
        # A browser's own field for numbers sends nothing where letters were typed.
        ("q-count", {"type": "text", "inputmode": "numeric"}),
        ("q-job", {"type": "text"}),
    ],
)
def test_each_kind_of_field_tells_the_browser_what_belongs_there(form, name, attributes):  # S31
    widget = typed(form).fields[name].widget
    found = {"type": widget.input_type} | {
        key: widget.attrs[key] for key in ("autocomplete", "inputmode") if key in widget.attrs
    }
    assert found == attributes


@pytest.mark.parametrize("number", ["0", "-3", "10"])
def test_a_number_without_a_zero_in_front_is_a_number(form, number):  # S31
    assert typed(form, **{"q-count": number}).person().answers["count"] == int(number)


def test_a_postcode_may_be_typed_in_other_digits(form):  # S31
    assert typed(form, **{"q-plz": "٠١٠٦٧"}).person().answers["plz"] == "01067"


def test_a_further_consent_is_kept_as_it_was_read(form):  # S31 V2
    person = typed(form).person()
    label = person.labels["photos"]
    assert (label["label"], label["text"], label["language"]) == ("Fotos", PHOTOS, "de")
    assert ("text" in person.labels["job"], person.answers["photos"]) == (False, True)
    rows = answers_in_words(form, {"photos": True}, {"photos": label}, "en")
    assert [(row["label"], row["value"], row["lang"], row["value_lang"]) for row in rows] == [
        ("Fotos", PHOTOS, "de", "de")
    ]


@pytest.mark.parametrize(("text", "is_open"), [("I agree to photos.", True), ("", False), (None, False)])
def test_a_further_consent_that_lacks_closes_the_form_in_that_language(form, text, is_open):  # S31 L9
    english(form, [consent("Photos", "photos", text)] if text is not None else [])
    entry = visitors_form(make_event_row(signup_form=form), "en")
    assert (entry is not None, languages_of(form)) == (is_open, ["de", "en"] if is_open else ["de"])
    assert not entry or entry.fields["q-photos"].label == text


def test_a_text_stands_before_the_question_that_follows_and_the_last_one_behind(client):  # S31
    passages = [passage("first", "<p>Zum <b>Essen</b></p>"), passage("second", "<p>Zum Schluss</p>")]
    asked = [question("text", "Beruf?", "job", required=True), question("yes_no", "Essen?", "food", required=True)]
    form = make_signup_form_row(questions=json.dumps([asked[0], passages[0], asked[1], passages[1]]))
    english(form, [passage("first", "<p>About <b>food</b></p>"), question("text", "Job?", "job")])
    event = make_event_row(signup_form=form)
    page = client.get(f"/de/signup/{event.public_id}/").text
    places = [page.index(text) for text in ("Beruf?", "Zum <b>Essen</b>", "Essen?", "Zum Schluss", 'name="consent"')]
    assert places == sorted(places)
    texts = form_in_language(form.pk, "en").questions
    assert [[text.text for text in one.before] for one in texts] == [[], ["<p>About <b>food</b></p>"]]
    assert [(text.text, text.lang) for text in texts[1].after] == [("<p>Zum Schluss</p>", "de")]
    entry = typed(form, **{"q-job": "Lehrerin", "q-food": "no"})
    assert (entry.errors, list(entry.person().answers), list(entry.person().labels)) == (
        {},
        ["job", "food"],
        ["job", "food"],
    )


@pytest.mark.parametrize(
    ("blocks", "is_wrong"),
    [
        ([question("number", "Ihre PLZ", "plz")], True),
        ([question("number", "Wie viele Kinder?", "plz")], False),
        ([question("postcode", "Ihre PLZ", "plz")], False),
        ([{"type": "passage", "id": "p", "value": {"text": "<p>Allein</p>"}}], True),
    ],
)
def test_an_editor_is_told_of_a_number_that_is_none_and_of_a_text_without_a_question(blocks, is_wrong):  # S31 E1
    block = QuestionsBlock()
    value = block.to_python(blocks)
    try:
        block.clean(value)
    except ValidationError:
        assert is_wrong
    else:
        assert not is_wrong


def test_texts_come_by_id_and_what_is_missing_stands_in_german_with_its_language(form):  # S11 L3
    english(
        form,
        [question("text", "Job?", "job"), question("one_of", "Role?", "role", {"b": "Expert"}), ENGLISH_PHOTOS],
        intro="Hello",
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
        "Telefon?": "+49 (0)351 / 488-12",
        "Postleitzahl?": "01067",
        "Fotos": PHOTOS,
    }


def test_a_date_may_be_typed_as_people_write_it(form):  # S11
    assert typed(form, **{"q-day": "24.12.2026"}).cleaned_data["q-day"] == date(2026, 12, 24)
