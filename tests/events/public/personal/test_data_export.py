"""All stored data as a file."""

import json

import pytest

from events.models import Need, Signup
from events.public.personal.data_export import all_data
from events.signups import Needs
from tests.builders import signed_up_and_confirmed
from tests.events.public.personal.states import STATES, secret_path

pytestmark = pytest.mark.django_db

# Column -> where it stands in the file; None: it names a row or counts links and says nothing about the person.
PLACES = {
    "id": None,
    "event": "event",
    "link_version": None,
    "anonymised_at": None,
    "public_id": "sign_up.id",
    "state": "sign_up.state",
    "seat_no": "sign_up.seat_number",
    "is_exception": "sign_up.seat_beyond_the_capacity",
    "language": "person.language",
    "given_name": "person.given_name",
    "family_name": "person.family_name",
    "email": "person.email",
    "email_key": "person.email_compared_as",
    "mailbox_no": "person.person_of_the_mailbox",
    "party": "sign_up.signed_up_by",
    "search_key": "person.name_compared_as",
    "sort_key": "person.name_sorted_and_found_as",
    "organisation": "person.organisation",
    "answers": "answers",
    "labels": "answers",
    "consent_text": "consent.text",
    "consent_language": "consent.language",
    "consent_at": "consent.given_at",
    "source": "sign_up.source",
    "code": "sign_up.invitation_code",
    "priority": "sign_up.priority_on_the_waiting_list",
    "created_at": "sign_up.signed_up_at",
    "verified_at": "sign_up.address_confirmed_at",
    "queued_at": "sign_up.waiting_since",
    "expires_at": "sign_up.held_until",
    "network_hash": "sign_up.keyed_hash_of_the_network",
    "held_since": "sign_up.held_since",
    "held_for": "sign_up.held_for_seconds",
    "hold_mail": "sign_up.mail_about_the_hold",
    "offers_lapsed": "sign_up.offers_lapsed",
    "repeated_at": "sign_up.mail_repeated_at",
    "reminded_start": "sign_up.reminded_of_the_start",
    "reason": "sign_up.reason_of_the_decision",
    "attended_at": "sign_up.was_there_at",
    "kinds": "access_needs.kinds",
    "interpreter_language": "access_needs.interpreter_language",
    "note": "access_needs.note",
    "need.consent_text": "access_needs.consent_text",
    "need.consent_at": "access_needs.consent_given_at",
}


def test_every_column_stands_in_the_file_or_says_nothing_about_the_person(event):  # S8 V1
    columns = {field.name for field in Signup._meta.concrete_fields}
    named = {field.name for field in Need._meta.concrete_fields} - {"id", "signup"}
    needs = {f"need.{name}" if name in columns else name for name in named}
    assert columns | needs == set(PLACES)
    data = all_data(signed_up_and_confirmed(event, needs=Needs(("step_free",))))
    for place in filter(None, PLACES.values()):
        found = data
        for key in place.split("."):
            assert list(found).count(key) == 1, place
            found = found[key]


@pytest.mark.parametrize("state", STATES)
def test_the_file_is_an_attachment_that_nobody_keeps(client, event, state):  # S8 X3
    signup = STATES[state](event)
    response = client.get(secret_path(signup, "data.json"))
    data = json.loads(response.content)
    assert (data["sign_up"]["state"], data["person"]["email"]) == (signup.state, signup.email)
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="sign-up-{signup.reference}.json"'
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("private, no-store", "no-referrer")


def test_the_history_names_no_staff(client, event):  # S8
    signup = STATES["declined"](event)
    content = client.get(secret_path(signup, "data.json")).content.decode()
    assert content.count("staff") == 1
    history = json.loads(content)["history"]
    assert [(line["to_state"], line["by"]) for line in history] == [
        ("unconfirmed", "visitor"),
        ("pending", "visitor"),
        ("declined", "staff"),
    ]
    assert {frozenset(line) for line in history} == {frozenset({"at", "what", "from_state", "to_state", "by"})}


def test_answers_stand_there_as_they_were_asked(event):  # S11
    labels = {"a": {"kind": "yes_no", "label": "Essen?", "options": {}}}
    signup = signed_up_and_confirmed(event, answers={"a": True, "lost": "x"}, labels=labels)
    assert [(row["question"], row["stored_as"]) for row in all_data(signup)["answers"]] == [
        ("Essen?", True),
        ("lost", "x"),
    ]
