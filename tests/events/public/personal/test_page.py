"""The personal page in every state."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.mail.models import Mail
from events.models import Event, Need, Signup, Step
from events.signups import Needs
from events.signups.secret_links import Purpose
from tests.builders import hold_mail_delivered, signed_up_and_confirmed
from tests.events.public.personal.states import REASON, STATES, secret_path

pytestmark = pytest.mark.django_db

HEADINGS = {
    "unconfirmed": "Please confirm your email address",
    "unconfirmed_place": "Please confirm your email address",
    "pending": "We are looking at your request",
    "confirmed": "You have a seat",
    "waiting": "You are on the waiting list",
    "offered": "A seat has become free",
    "declined": "We cannot offer you a seat this time",
    "cancelled": "Your sign-up is cancelled",
    "expired": "This sign-up is no longer valid",
}
TITLES = {
    "pending": "Your request for a seat",
    "waiting": "Your place on the waiting list",
    "unconfirmed_place": "Your place on the waiting list",
    "offered": "A seat is free for you",
}
# Whose sign-up is still alive may correct it and give it back.
ENDED = ["declined", "cancelled", "expired"]


def everything() -> tuple:
    return tuple(list(model.objects.order_by("pk").values()) for model in (Signup, Need, Step, Mail))


@pytest.mark.parametrize("state", STATES)
def test_the_page_says_how_the_sign_up_stands(client, event, state):  # S6 S8
    response = client.get(secret_path(STATES[state](event), language="en"))
    page = response.content.decode()
    assert (response.status_code, response.context["panel"]) == (200, state)
    assert page.count(f"<h2>{HEADINGS[state]}</h2>") == 1
    assert page.count('<section class="panel') == 1
    assert page.count(f"<h1>{TITLES.get(state, 'Your sign-up')}</h1>") == 1


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", ["de", "en", "de-simple"])
def test_every_state_has_a_page_in_every_language(client, event, state, language):  # S8
    signup = STATES[state](event)
    for page in ("", "cancel/", "correct/", "erase/"):
        response = client.get(secret_path(signup, page, language))
        assert response.status_code == 200
        assert response.content.decode().count("<h1>") == 1
        assert f'<html lang="{language}"' in response.content.decode()


@pytest.mark.parametrize("state", STATES)
def test_the_page_offers_what_is_possible(client, event, state):  # S8
    urls = client.get(secret_path(STATES[state](event))).context["urls"]
    alive = state not in ENDED
    assert {name: bool(url) for name, url in urls.items()} == {
        "download": True,
        "erase": True,
        "correct": alive,
        "cancel": alive,
        "calendar": state == "confirmed",
    }


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(client, event, state, method):  # S4
    signup = STATES[state](event)
    before = everything()
    for page in ("", "confirm/", "accept/", "cancel/", "correct/", "erase/", "data.json", "event.ics"):
        for purpose in ("personal", "confirm", "accept"):
            getattr(client, method)(secret_path(signup, page, purpose=Purpose(purpose)))
    assert everything() == before


def test_nobody_who_waits_is_told_of_a_seat_of_their_own(client, event):  # S6
    signup = STATES["waiting"](event)
    for page in ("", "cancel/"):
        text = client.get(secret_path(signup, page, "en")).content.decode()
        assert ["Your seat" in text, "Cancel my sign-up" in text] == [False, False]
        assert "eave the waiting list" in text


def test_the_number_in_the_queue_counts_those_who_are_ahead(client, event):  # S6
    signups = [signed_up_and_confirmed(event, number) for number in range(1, 5)]
    places = [client.get(secret_path(signup)).context["place"] for signup in signups]
    assert places == [None, 1, 2, 3]


def test_the_reason_of_a_decline_is_shown(client, event):  # S14 S8
    assert REASON in client.get(secret_path(STATES["declined"](event))).content.decode()


@pytest.mark.parametrize("state", ["confirmed", "waiting", "pending"])
def test_after_the_event_the_page_says_that_it_is_over(client, event, state):  # S8
    signup = STATES[state](event)
    with time_machine.travel(event.ends_at, tick=False):
        response = client.get(secret_path(signup, language="en"))
    assert (response.context["panel"], response.context["urls"]["cancel"]) == ("over", "")


def test_nobody_is_promised_a_seat_once_the_event_has_started(client, event):  # S6
    signup = STATES["waiting"](event)
    with time_machine.travel(event.starts_at, tick=False):
        response = client.get(secret_path(signup, language="en"))
    page = response.content.decode()
    assert response.context["panel"] == "waited_in_vain"
    assert [page.count("The event has already started."), page.count("When a seat becomes free")] == [1, 0]


@pytest.mark.parametrize("status", ["planned", "cancelled"])
def test_nobody_is_sent_to_a_form_that_is_closed(client, event, status):  # S7
    signup = STATES["expired"](event)
    Event.objects.update(status=status)
    pages = [
        client.get(secret_path(signup, page, "en", purpose)).content.decode()
        for page, purpose in (("", Purpose.PERSONAL), ("confirm/", Purpose.CONFIRM))
    ]
    assert ["You can sign up again" in page for page in pages] == [status == "planned"] * 2


@pytest.mark.parametrize("state", ["unconfirmed", "pending", "confirmed", "offered", "waiting"])
def test_only_a_seat_that_ends_no_earlier_can_be_given_back_until_the_deadline(client, event, state):  # S8
    until = client.get(secret_path(STATES[state](event))).context["cancel_until"]
    assert until == (event.starts_at if state in ("pending", "confirmed") else None)


@pytest.mark.parametrize(("state", "panel"), [("unconfirmed", "expired"), ("offered", "offer_ended")])
def test_a_deadline_counts_although_the_worker_is_behind(client, event, state, panel):  # S5
    signup = hold_mail_delivered(STATES[state](event))
    with time_machine.travel(signup.expires_at, tick=False):
        assert client.get(secret_path(signup)).context["panel"] == panel
        page = "accept/" if state == "offered" else "confirm/"
        purpose = Purpose(page.strip("/"))
        assert b'method="post"' not in client.get(secret_path(signup, page, purpose=purpose)).content
        assert client.post(secret_path(signup, page, purpose=purpose)).status_code == 200
    assert Signup.objects.get(pk=signup.pk).state == state


def test_a_cancelled_event_stands_at_the_top(client, event):  # S18
    signup = STATES["confirmed"](event)
    Event.objects.update(status="cancelled")
    assert "This event will not take place." in client.get(secret_path(signup, language="en")).content.decode()


def test_everything_stored_stands_on_the_page(client, event):  # S8 V1 V2
    needs = Needs(("interpreter", "other"), "uk", "Zwei Kinder")
    signup = signed_up_and_confirmed(event, organisation="Verein", needs=needs, consent_text="Ja, speichern.")
    response = client.get(secret_path(signup, language="en"))
    told = [row["value"] for row in response.context["data"]]
    assert told[:5] == ["Person", "Nummer 1", "person-1@example.org", "Verein", "Deutsch"]
    assert told[5:8] == ["Interpreter, something else", "Українська", "Zwei Kinder"]
    noted = {row["label"]: row["value"] for row in response.context["standing"]}
    assert (noted["Reference"], noted["State"]) == (signup.reference, "Confirmed")
    assert noted["Seat number in our list"] == "1"
    assert response.context["consent"] == {"text": "Ja, speichern.", "at": signup.consent_at, "lang": "de"}
    assert [line["what"] for line in response.context["history"]] == ["Not confirmed yet", "Confirmed"]


def test_what_somebody_typed_is_inert(client, event):  # X6
    canary = "<script>canary()</script>"
    signup = signed_up_and_confirmed(event, given_name=canary, organisation=canary, consent_text=canary)
    for page in ("", "correct/"):
        text = client.get(secret_path(signup, page)).content.decode()
        assert (page, "&lt;script&gt;canary()" in text, canary in text) == (page, True, False)


def test_the_calendar_file_needs_no_public_page(client, event):  # S12
    signup = STATES["confirmed"](event)
    response = client.get(secret_path(signup, "event.ics"))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.content.count(b"BEGIN:VEVENT") == 1
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("private, no-store", "no-referrer")


def test_the_page_asks_the_database_as_often_however_many_wait(client, event):  # S8
    path = secret_path(STATES["waiting"](event))
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for number in range(3, 6):
        signed_up_and_confirmed(event, number)
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) == len(few)
