"""Approve, decline, reopen, exceptions: one at a time and several at once."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.mail.models import Mail
from events.models import Event, Signup
from events.signups import approve, cancel, decline
from tests.builders import make_event_row, signed_up, signed_up_and_confirmed
from tests.events.desk.people import at, entered, logged_in, make_clerk, make_reason, to_decide, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return make_clerk()


@pytest.fixture
def desk(clerk):
    return logged_in(clerk)


def mails(kind):
    return Mail.objects.filter(kind=f"signup.{kind}").count()


def states():
    return list(Signup.objects.order_by("pk").values_list("state", flat=True))


def bulk(desk, action, signups, data=None, **query):
    ids = urlencode([("id", signup.pk) for signup in signups] + list(query.items()))
    url = f"{reverse('wagtail_bulk_action', args=['events', 'signup', action])}?{ids}"
    return desk.get(url) if data is None else desk.post(url, data)


def test_a_sign_up_is_approved_with_one_click(desk):  # S14
    signup = to_decide(make_event_row())
    response = desk.post(at("approve", signup))
    assert (response.status_code, response["Location"]) == (302, at("detail", signup))
    assert (told(response), states(), mails("confirmed")) == (
        [f"The sign-up {signup.reference} is approved."],
        ["confirmed"],
        1,
    )


@pytest.mark.parametrize("name", ["approve", "decline"])
def test_after_a_decision_a_button_leads_to_the_others(desk, name):  # S14
    event = make_event_row()
    first, second = to_decide(event, 1), to_decide(event, 2)
    to_decide(make_event_row(), 3)
    url = f"{reverse('signups:index')}?event={event.pk}&amp;state=pending"
    answers = [told(desk.post(at(name, signup), {"own_text": "Nein.", "send": "1"})) for signup in (first, second)]
    assert [(url in text, "1 more to decide" in text) for [text] in answers] == [(True, True), (False, False)]


def test_a_second_click_sends_nothing(desk):  # S14
    signup = to_decide(make_event_row())
    desk.post(at("approve", signup))
    assert told(desk.post(at("approve", signup))) == ["Already decided by clerk: confirmed."]
    assert mails("confirmed") == 1


def test_two_reviewers_cannot_contradict_each_other(desk, clerk):  # S14
    signup = to_decide(make_event_row())
    other = logged_in(make_clerk("colleague"))
    # Both have the page open; the colleague is faster.
    assert (desk.get(at("decline", signup)).status_code, other.get(at("detail", signup)).status_code) == (200, 200)
    other.post(at("approve", signup))
    response = desk.post(at("decline", signup), {"own_text": "Nein.", "send": "1"})
    assert told(response) == ["Already decided by colleague: confirmed."]
    assert (states(), mails("declined")) == (["confirmed"], 0)


def test_declining_shows_the_mail_in_the_persons_language_first(desk):  # S14
    signup = to_decide(make_event_row(), language="en")
    reason = make_reason(en="All seats are taken.")
    response = desk.post(at("decline", signup), {"reason": reason.pk, "own_text": "Come on Sunday."})
    assert (response.status_code, states(), mails("declined")) == (200, ["pending"], 0)
    assert response.context["mail"].text.count("All seats are taken.\n\nCome on Sunday.") == 1
    assert response.context["wording"].is_foreign is False
    response = desk.post(at("decline", signup), {"reason": reason.pk, "own_text": "Come on Sunday.", "send": "1"})
    signup.refresh_from_db()
    assert (signup.state, signup.reason, mails("declined")) == (
        "declined",
        "All seats are taken.\n\nCome on Sunday.",
        1,
    )
    assert told(response) == [f"The sign-up {signup.reference} is declined."]


@pytest.mark.parametrize("translations", [{}, {"en": "Voll."}, {"en": " "}])
def test_a_reason_that_is_not_translated_stays_german_and_staff_are_told(desk, translations):  # S14
    signup = to_decide(make_event_row(), language="en")
    reason = make_reason("Voll.", **translations)
    response = desk.post(at("decline", signup), {"reason": reason.pk, "own_text": ""})
    assert (response.context["wording"].text, response.context["wording"].is_foreign) == ("Voll.", True)
    assert response.content.decode().count("The person reads the German one.") == 1


def test_the_text_can_be_changed_after_reading_it(desk):  # S14
    signup = to_decide(make_event_row())
    response = desk.post(at("decline", signup), {"own_text": "Nein.", "change": "1"})
    assert (response.context["step"], response.context["form"]["own_text"].value()) == ("write", "Nein.")


@pytest.mark.parametrize(
    "data", [{}, {"own_text": " "}, {"own_text": "x" * 1001}, {"reason": "77"}, {"own_text": "\x00"}]
)
@pytest.mark.parametrize("button", [{}, {"send": "1"}])
def test_nobody_is_declined_without_a_reason(desk, data, button):  # S14
    signup = to_decide(make_event_row())
    response = desk.post(at("decline", signup), {**data, **button})
    assert (response.status_code, response.context["form"].is_valid(), states()) == (200, False, ["pending"])


def test_somebody_without_an_address_is_declined_without_a_mail(desk, clerk):  # S15
    event = make_event_row(review=True)
    signup = entered(event, clerk)
    response = desk.post(at("decline", signup), {"own_text": "Nein."})
    assert response.context["mail"] is None
    desk.post(at("decline", signup), {"own_text": "Nein.", "send": "1"})
    assert (states(), Mail.objects.count()) == (["declined"], 0)


def test_a_declined_sign_up_is_reopened(desk, clerk):  # S14
    signup = to_decide(make_event_row())
    decline(signup.public_id, clerk, "Nein.")
    assert desk.get(at("reopen", signup)).status_code == 200
    response = desk.post(at("reopen", signup))
    assert told(response) == [f"The sign-up {signup.reference} is reopened: to be decided."]
    assert (states(), mails("reopened")) == (["pending"], 1)


def test_somebody_who_waits_gets_a_seat_beyond_the_capacity(desk):  # S14
    event = make_event_row(capacity=1)
    signed_up_and_confirmed(event, 1)
    waiting = signed_up_and_confirmed(event, 2)
    desk.post(at("exception", waiting))
    waiting.refresh_from_db()
    assert (waiting.state, waiting.seat_no, waiting.is_exception) == ("confirmed", 2, True)


def test_staff_take_an_offered_seat_for_somebody_without_an_address(desk, clerk):  # S15
    event = make_event_row(capacity=1)
    first = signed_up_and_confirmed(event, 1)
    second = entered(event, clerk, 2)
    cancel(first.public_id)
    response = desk.post(at("accept", second))
    second.refresh_from_db()
    assert (second.state, told(response)) == ("confirmed", ["The person has taken the seat: confirmed."])
    assert told(desk.post(at("exception", second))) == ["Already decided by clerk: confirmed."]


def test_several_are_approved_with_an_honest_count(desk, clerk):  # S14
    event = make_event_row()
    colleague = make_clerk("colleague")
    signups = [to_decide(event, number) for number in range(4)]
    approve(signups[0].public_id, colleague)
    decline(signups[1].public_id, colleague, "Nein.")
    page = bulk(desk, "approve", signups)
    assert (page.status_code, page.content.decode().count("Nummer")) == (200, 4)
    response = bulk(desk, "approve", signups, {})
    assert told(response) == [
        "2 sign-ups approved.",
        f"1 skipped: Already decided by colleague: confirmed. ({signups[0].reference})",
        f"1 skipped: Already decided by colleague: declined. ({signups[1].reference})",
    ]
    assert (states(), mails("confirmed")) == (["confirmed", "declined", "confirmed", "confirmed"], 3)
    assert response["Location"] == reverse("signups:index")


def test_several_are_declined_each_in_the_own_language(desk):  # S14
    event = make_event_row()
    signups = [to_decide(event, number, language=code) for number, code in enumerate(["de", "en", "de-simple"])]
    reason = make_reason("Voll.", en="Full.")
    page = bulk(desk, "decline", signups, {"reason": reason.pk})
    assert [(text["code"], text["count"], text["wording"].text) for text in page.context["texts"]] == [
        ("de", 1, "Voll."),
        ("de-simple", 1, "Voll."),
        ("en", 1, "Full."),
    ]
    assert page.content.decode().count("These people read the German one.") == 1
    assert (states(), mails("declined")) == (["pending"] * 3, 0)
    next_url = f"{reverse('signups:index')}?event={event.pk}"
    response = bulk(desk, "decline", signups, {"reason": reason.pk, "send": "1"}, next=next_url)
    assert (told(response), response["Location"]) == (["3 sign-ups declined."], next_url)
    assert list(Signup.objects.order_by("pk").values_list("reason", flat=True)) == ["Voll.", "Full.", "Voll."]


def test_looking_at_whom_several_decisions_would_meet_is_logged(desk, clerk):  # V5
    signups = [to_decide(make_event_row(), number) for number in (1, 2)]
    bulk(desk, "approve", signups)
    lines = ModelLogEntry.objects.filter(action="events.list").order_by("pk")
    expected = [(clerk.pk, str(signup.event_id)) for signup in signups]
    assert list(lines.values_list("user", "object_id")) == expected


def test_several_are_not_declined_without_a_reason(desk):  # S14
    signup = to_decide(make_event_row())
    response = bulk(desk, "decline", [signup], {"send": "1"})
    assert (response.status_code, list(response.context["form"].errors), states()) == (200, ["reason"], ["pending"])


def test_several_are_cancelled_and_those_who_wait_move_up(desk):  # S14
    event = make_event_row(capacity=2)
    signups = [signed_up_and_confirmed(event, number) for number in range(3)]
    response = bulk(desk, "cancel", signups[:2], {})
    assert told(response) == ["2 sign-ups cancelled."]
    assert states() == ["cancelled", "cancelled", "offered"]
    assert told(bulk(desk, "cancel", signups[:1], {})) == [
        f"1 skipped: Already decided by clerk: cancelled. ({signups[0].reference})"
    ]


@pytest.mark.parametrize("ids", ["", "id=all", "id=x", "id=99999999999999999999", "id=-1", "id=%00"])
def test_a_strange_choice_changes_nothing(desk, ids):  # X6
    to_decide(make_event_row())
    url = reverse("wagtail_bulk_action", args=["events", "signup", "approve"])
    for response in (desk.get(f"{url}?{ids}"), desk.post(f"{url}?{ids}")):
        assert (response.status_code, told(response), states()) == (302, ["No sign-up was chosen."], ["pending"])


def test_a_wave_of_holds_is_shown_and_released(desk):  # S22
    event = make_event_row(capacity=50, waiting_list_size=50)
    for number in range(11):
        signed_up(event, number)
    page = desk.get(reverse("signups:index"), {"event": event.pk})
    assert (page.context["numbers"].wave, page.content.decode().count("Release 11 unconfirmed holds")) == (11, 1)
    url = reverse("signups:release", args=[event.pk])
    assert (desk.get(url).context["count"], states()) == (11, ["unconfirmed"] * 11)
    assert (told(desk.post(url)), states()) == (["11 holds released."], ["expired"] * 11)
    assert told(desk.post(url)) == ["There was no unconfirmed hold any more."]


def test_what_is_usual_is_no_wave(desk):  # S22
    event = make_event_row(capacity=30)
    for number in range(10):
        signed_up(event, number)
    assert desk.get(reverse("signups:index"), {"event": event.pk}).context["numbers"].wave == 0
    Event.objects.filter(pk=event.pk).update(capacity=29)
    assert desk.get(reverse("signups:index"), {"event": event.pk}).context["numbers"].wave == 10
