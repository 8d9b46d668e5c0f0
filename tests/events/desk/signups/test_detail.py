"""The page of one sign-up."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.mail.models import Mail
from events.models import Event, Signup
from events.signups import Needs, cancel, erase
from tests.builders import make_event_row, make_staff, signed_up, signed_up_and_confirmed
from tests.events.desk.people import at, entered, logged_in, make_clerk, to_decide

pytestmark = pytest.mark.django_db
CANARY = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture
def clerk():
    return make_clerk()


@pytest.fixture
def desk(clerk):
    return logged_in(clerk)


def offered_actions(desk, signup):
    return [button.action.name for button in desk.get(at("detail", signup)).context["buttons"]]


def rows(response, panel):
    return {
        row["label"]: row["value"] for shown in response.context["panels"] if shown.id == panel for row in shown.rows
    }


def test_all_that_is_known_stands_on_the_page(desk):  # S14
    signup = to_decide(make_event_row(), 7, organisation="Verein", consent_text="Ich bin einverstanden.")
    labels = {"q1": {"kind": "one_of", "label": "Essen?", "options": {"o1": "vegetarisch"}}}
    Signup.objects.filter(pk=signup.pk).update(answers={"q1": "o1"}, labels=labels)
    response = desk.get(at("detail", signup))
    assert list(rows(response, "person").values()) == [
        "Person",
        "Nummer 7",
        "person-7@example.org",
        "Verein",
        "Deutsch",
    ]
    assert rows(response, "answers") == {"Essen?": "vegetarisch"}
    assert rows(response, "standing")["Reference"] == signup.reference
    assert rows(response, "consent")["Text"] == "Ich bin einverstanden."
    assert [(line["what"], line["before"]) for line in response.context["history"]] == [
        ("Not confirmed yet", ""),
        ("To be decided", "not confirmed yet"),
    ]


def test_buttons_follow_the_state(desk, clerk):  # S14
    event = make_event_row(capacity=1, waiting_list_size=5)
    pending = to_decide(event, 1)
    waiting = signed_up_and_confirmed(event, 2)
    unverified = signed_up(event, 3)
    change = ["correct", "address", "again", "sheet", "cancel", "erase"]
    assert offered_actions(desk, pending) == ["approve", "decline", *change]
    assert offered_actions(desk, waiting) == ["exception", *change]
    assert offered_actions(desk, unverified) == ["confirm", *change]
    cancel(pending.public_id)
    assert offered_actions(desk, pending) == ["reopen", "again", "erase"]
    assert offered_actions(desk, waiting) == ["accept", *change]
    erase(pending.public_id, user=clerk)
    assert offered_actions(desk, pending) == []


def test_buttons_follow_the_event(desk):  # S14
    event = make_event_row()
    pending = to_decide(event)
    Event.objects.filter(pk=event.pk).update(status="cancelled")
    assert offered_actions(desk, pending)[:1] == ["correct"]
    Event.objects.filter(pk=event.pk).update(status="planned")
    with time_machine.travel(event.ends_at + timedelta(hours=1)):
        assert offered_actions(logged_in(make_clerk("later")), pending) == ["sheet", "erase"]


def test_buttons_follow_the_permissions():  # S14
    pending = to_decide(make_event_row())
    assert offered_actions(logged_in(make_clerk("reader", "view")), pending) == ["sheet"]
    assert offered_actions(logged_in(make_clerk("judge", "view", "decide")), pending) == ["approve", "decline", "sheet"]


def test_access_needs_show_only_with_their_own_permission(desk):  # S16, V5
    signup = signed_up(make_event_row(), needs=Needs(("interpreter",), "ar", "zwei Kinder"))
    assert "zwei Kinder" not in desk.get(at("detail", signup)).content.decode()
    assert ModelLogEntry.objects.filter(action="events.needs").count() == 0
    helper = logged_in(make_staff("helper", "events.view_signup", "events.view_need"))
    assert helper.get(at("detail", signup)).content.decode().count("zwei Kinder") == 1
    assert ModelLogEntry.objects.filter(action="events.needs").count() == 1


def test_reading_is_logged_without_contents(desk, clerk):  # V5
    signup = signed_up(make_event_row())
    desk.get(at("detail", signup))
    line = ModelLogEntry.objects.get(action="events.read")
    assert (line.user, line.object_id, line.label, line.data) == (clerk, str(signup.pk), signup.reference, {})


@pytest.mark.parametrize("name", ["decline", "reopen", "exception", "accept", "correct", "address", "sheet", "cancel"])
def test_every_screen_that_shows_somebody_is_logged(desk, clerk, name):  # V5
    signup = to_decide(make_event_row())
    desk.get(at(name, signup))
    line = ModelLogEntry.objects.get(action="events.read")
    assert (line.user, line.object_id, line.data) == (clerk, str(signup.pk), {})


def test_correcting_access_needs_is_logged_as_reading_them(desk):  # S16, V5
    signup = signed_up(make_event_row(), needs=Needs(("interpreter",), "ar"))
    desk.get(at("correct", signup))
    assert ModelLogEntry.objects.filter(action="events.needs").count() == 0
    helper = make_staff("helper", "events.view_signup", "events.change_signup", "events.view_need")
    logged_in(helper).get(at("correct", signup))
    line = ModelLogEntry.objects.get(action="events.needs")
    assert (line.user, line.object_id) == (helper, str(signup.pk))


def test_a_sign_up_leads_back_to_its_event_and_list(desk):  # S14
    event = make_event_row()
    page = desk.get(at("cancel", signed_up(event))).content.decode()
    ways = [reverse("event_desk", args=[event.pk]), f"{reverse('signups:index')}?event={event.pk}"]
    assert [f'"{way}"' in page for way in ways] == [True, True]


def test_a_mail_that_failed_is_a_task(desk):  # S13
    signup = signed_up(make_event_row())
    Mail.objects.update(state="failed", tries=5)
    response = desk.get(at("detail", signup))
    assert [(mail["failed"], mail["tries"]) for mail in response.context["mails"]] == [(True, 5)]
    assert response.content.decode().count("Please phone the person or correct the address.") == 1
    Mail.objects.update(state="sent", payload={})
    assert desk.get(at("detail", signup)).context["mails"] == []


def test_an_erased_sign_up_shows_only_state_and_history(desk, clerk):  # S8
    signup = to_decide(make_event_row(), organisation="Verein", answers={"x": "geheim"})
    erase(signup.public_id, user=clerk)
    response = desk.get(at("detail", signup))
    page = response.content.decode()
    assert [word for word in ("Nummer", "Verein", "geheim", "example.org", 'id="person-section"') if word in page] == []
    assert (response.context["name"], response.context["buttons"]) == (signup.reference, [])
    assert [line["who"] for line in response.context["history"]][-2:] == ["clerk", "clerk"]


def test_the_place_on_the_waiting_list_stands_there(desk):  # S6
    event = make_event_row(capacity=1)
    signed_up_and_confirmed(event, 1)
    signed_up_and_confirmed(event, 2)
    third = signed_up_and_confirmed(event, 3)
    assert rows(desk.get(at("detail", third)), "standing")["Place on the waiting list"] == 2


def test_what_strangers_typed_stays_text_on_every_screen(clerk):  # X6
    user = clerk
    user.first_name = CANARY[:40]
    user.save()
    desk = logged_in(user)
    event = make_event_row(name=CANARY)
    labels = {"q1": {"kind": "text", "label": CANARY, "options": {}}}
    signup = to_decide(event, given_name=CANARY, family_name=CANARY, organisation=CANARY, consent_text=CANARY)
    Signup.objects.filter(pk=signup.pk).update(answers={"q1": CANARY}, labels=labels, reason=CANARY)
    names = ["detail", "decline", "correct", "address", "sheet", "cancel", "erase"]
    pages = {name: desk.get(at(name, signup)).content.decode() for name in names}
    pages["list"] = desk.post("/admin/signups/", {"event": event.pk, "q": CANARY}, follow=True).content.decode()
    pages["approved"] = desk.post(at("approve", signup), follow=True).content.decode()
    pages["twice"] = desk.post(at("approve", signup), follow=True).content.decode()
    pages["bulk"] = desk.get(f"/admin/bulk/events/signup/cancel/?id={signup.pk}").content.decode()
    pages["enter"] = desk.post(f"/admin/signups/enter/{event.pk}/", {"given_name": CANARY}).content.decode()
    assert [name for name, page in pages.items() if CANARY in page or "<img src=x" in page] == []
    assert {name: page.count("&lt;script&gt;") > 0 for name, page in pages.items()} == dict.fromkeys(pages, True)


def test_the_page_costs_the_same_with_a_long_history(desk, clerk):  # S14
    event = make_event_row()
    signup = entered(event, clerk)
    costs = []
    for _step in range(3):
        signup.steps.create(kind="corrected", from_state="confirmed", to_state="confirmed", actor="staff", user=clerk)
        Mail.objects.create(kind="signup.moved", language="de", payload={"signup": str(signup.public_id)})
        desk.get(at("detail", signup))
        with CaptureQueriesContext(connection) as queries:
            desk.get(at("detail", signup))
        costs.append(len(queries))
    assert costs == [costs[0]] * 3


def test_a_sign_up_that_does_not_exist_is_not_found(desk):
    signup = Signup(pk=999, created_at=timezone.now())
    assert desk.get(at("detail", signup), follow=True).status_code == 404
