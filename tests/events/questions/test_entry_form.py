"""Name, address and consent."""

import unicodedata

import pytest
from django.http import QueryDict

from cms.forms.form_start import new_start
from events.models import Event
from events.public.visitors_form import visitors_form
from tests.builders import make_event_row, make_signup_form_row

pytestmark = pytest.mark.django_db

PUBLIC_ID = "abcdefghjk"
PERSON = {"given_name": "Zoë", "family_name": "Nguyễn", "email": "zoe@example.org", "consent": "on"}


def typed(**changes):
    data = QueryDict(mutable=True)
    data.update({**PERSON, "started": new_start(PUBLIC_ID), **changes})
    form = visitors_form(
        Event.objects.filter(public_id=PUBLIC_ID).first() or make_event_row(public_id=PUBLIC_ID), "de", data
    )
    form.full_clean()
    return form


def test_a_person_is_what_was_typed():  # V1
    person = typed(organisation=" Verein ").person()
    assert (person.given_name, person.family_name, person.email) == ("Zoë", "Nguyễn", "zoe@example.org")
    assert (person.organisation, person.language, person.answers, person.labels) == ("Verein", "de", {}, {})
    assert person.consent_text == make_signup_form_row().consent


def test_names_are_composed():  # X6
    assert typed(given_name=unicodedata.normalize("NFD", "Zoë")).person().given_name == "Zoë"


@pytest.mark.parametrize("name", ["given_name", "family_name", "email", "organisation"])
@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\u202e", "\uffff"])
def test_characters_that_steer_are_refused_at_their_field(name, character):  # X6
    value = f"ab{character}cd" if name != "email" else f"a{character}b@example.org"
    assert list(typed(**{name: value}).errors) == [name]


@pytest.mark.parametrize("character", ["\n", "\r", "\x85", "\u2028", "\t", "\u00a0"])
def test_what_ends_a_line_or_parts_columns_is_a_space_in_a_name_and_a_fault_in_an_address(character):  # S32 X6
    assert typed(given_name=f"ab{character}cd").person().given_name == "ab cd"
    assert list(typed(email=f"a{character}b@example.org").errors) == ["email"]


@pytest.mark.parametrize(("name", "length"), [("given_name", 100), ("family_name", 100), ("organisation", 200)])
def test_lengths_end_where_the_columns_end(name, length):  # X6
    assert typed(**{name: "ü" * length}).errors == {}
    assert list(typed(**{name: "ü" * (length + 1)}).errors) == [name]


@pytest.mark.parametrize(
    "email",
    [
        "a",
        "a@b",
        "a@b@c.org",
        "a b@c.org",
        "a@c.org, d@e.org",
        f"{'a' * 250}@c.org",
        "a@c.org>",
        "ſ@c.org",
        f"a@{'ü.' * 60}org",
    ],
)
def test_what_is_no_address_is_refused(email):  # X6
    assert list(typed(email=email).errors) == ["email"]


@pytest.mark.parametrize("name", ["given_name", "family_name", "email", "consent"])
def test_what_is_needed_is_asked_for(name):  # S3
    assert list(typed(**{name: ""}).errors) == [name]


def test_browsers_know_what_to_fill_in_and_consent_is_not_ticked():  # S3
    form = visitors_form(make_event_row(), "de")
    tokens = {name: form.fields[name].widget.attrs["autocomplete"] for name in ["given_name", "family_name", "email"]}
    assert tokens == {"given_name": "given-name", "family_name": "family-name", "email": "email"}
    assert form["consent"].value() is None
    assert [field.name for field in form.visible_fields()][-1] == "consent"


@pytest.mark.parametrize("name", ["given_name", "email"])
def test_a_long_run_of_accents_is_refused_at_once(name):  # X6
    # Composing these takes minutes: the time grows with the square of the run.
    assert list(typed(**{name: "a" + "\u0327\u0301" * 200_000}).errors) == [name]


def test_a_name_in_decomposed_letters_may_be_as_long_as_a_composed_one():  # X6
    letters = unicodedata.normalize("NFD", "\u1ebf" * 100)
    assert (len(letters), typed(given_name=letters).person().given_name) == (300, "\u1ebf" * 100)
