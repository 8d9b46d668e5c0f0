"""Whoever makes the facts of an event live is told first what that does to people."""

from datetime import timedelta

import pytest
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from cms.consequences.answers import answered_by
from cms.consequences.gate import Unanswered
from cms.consequences.models import Answer
from events.models import Event
from events.models.enums import EventStatus
from events.signups import facts_published
from tests.builders import make_event_row, signed_up, signed_up_and_confirmed
from tests.events.consequences.asking import EDIT, Editor, chief_editor, sentences, typed
from tests.events.signups.stories import mails_to, state_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    """Announced, with three seats; the form knows whole minutes."""
    start = (timezone.now() + timedelta(days=10)).replace(second=0, microsecond=0)
    event = make_event_row(capacity=3, starts_at=start, ends_at=start + timedelta(hours=6))
    facts_published(event.pk)
    return event


@pytest.fixture
def leitung() -> Editor:
    return chief_editor()


def publish(editor: Editor, event: Event, **changes):
    url = reverse(EDIT, args=[event.pk])
    return editor.post(url, {**typed(event, **changes), "action-publish": "1"})


def moved(event: Event, days: int = 7) -> dict:
    return {"starts_at": event.starts_at + timedelta(days=days), "ends_at": event.ends_at + timedelta(days=days)}


def test_a_publish_that_does_nothing_to_anybody_asks_nothing(event, leitung):  # E9
    signed_up_and_confirmed(event)
    response = publish(leitung, event, name="Andere Werkstatt")
    event.refresh_from_db()
    assert (sentences(response), event.name, Answer.objects.count()) == ([], "Andere Werkstatt", 0)


def test_a_moved_date_is_asked_about_and_told_after_the_answer(event, leitung):  # E9 S18
    seat = signed_up_and_confirmed(event)
    change = moved(event)
    response = publish(leitung, event, **change)
    assert [sentence.partition(",")[0] for sentence in sentences(response)] == [
        "1 person gets an e-mail that the date has moved"
    ]
    unchanged = Event.objects.get()
    assert (unchanged.starts_at, unchanged.has_unpublished_changes) == (event.starts_at, True)
    with TestCase.captureOnCommitCallbacks(execute=True):
        leitung.press(response)
    assert Event.objects.get().starts_at == change["starts_at"]
    assert mails_to(seat)[-1] == "moved"
    answer = Answer.objects.get()
    assert (answer.action, answer.person, answer.revision_id) == (
        "publish",
        leitung.user,
        Event.objects.get().live_revision_id,
    )
    assert {kind: told["number"] for kind, told in answer.kinds.items()} == {"mail_moved": 1}


def test_back_to_editing_shows_the_draft_as_it_was_typed(event, leitung):  # E9 E10
    signed_up_and_confirmed(event)
    response = publish(leitung, event, **moved(event))
    form = leitung.client.get(response.context["back_url"]).context["form"]
    assert form.instance.starts_at == moved(event)["starts_at"]


def test_whoever_saw_less_than_would_happen_now_is_asked_again(event, leitung):  # E9
    signed_up_and_confirmed(event)
    response = publish(leitung, event, **moved(event))
    event.capacity = 20
    Event.objects.update(capacity=20)
    for number in range(2, 8):
        signed_up_and_confirmed(event, number)
    again = leitung.press(response)
    assert (sentences(again)[0].split()[0], Event.objects.get().starts_at) == ("7", event.starts_at)
    leitung.press(again)
    assert Event.objects.get().starts_at == moved(event)["starts_at"]


def test_the_domain_refuses_without_an_answer(event):  # E9
    signed_up_and_confirmed(event)
    event.status = EventStatus.CANCELLED
    revision = event.save_revision()
    with pytest.raises(Unanswered) as refused:
        revision.publish()
    assert [one.kind for one in refused.value.consequences] == ["cancelled", "mail_cancelled"]
    with answered_by("a command"):
        revision.publish()
    assert (Event.objects.get().status, Answer.objects.get().by) == ("cancelled", "a command")


def test_nothing_is_announced_that_nobody_answered_for(event):  # E9 S18
    seat = signed_up_and_confirmed(event)
    Event.objects.update(status=EventStatus.CANCELLED)
    facts_published(event.pk)
    assert (state_of(seat), mails_to(seat)[-1]) == ("confirmed", "confirmed")


def test_a_token_of_somebody_else_is_no_answer(event, leitung):  # E9
    signed_up_and_confirmed(event)
    response = publish(leitung, event, **moved(event))
    other = chief_editor("stellvertretung")
    page = other.client.get(response.request["PATH_INFO"])
    page.content = response.content.replace(
        response.context["csrf_token"].encode(), page.context["csrf_token"].encode()
    )
    assert sentences(other.press(page)) != []
    assert Event.objects.get().starts_at == event.starts_at


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({"status": "cancelled"}, {"cancelled": 4, "mail_cancelled": 3}),
        ({"capacity": 4}, {"promoted": 1}),
        ({"signup_closes_at": "now"}, {"closes": 4}),
        ({"signup_form": None}, {"closes": 4}),
        ({"access": "invitation"}, {"access": 4}),
        ({"waiting_list_size": 0}, {"shorter_list": 1}),
        ({"retention_days": 30}, {"erased": 4}),
        ({"retention_days": 90}, {"erased": 4}),
    ],
)
def test_each_kind_is_said_with_its_number(event, leitung, changes, kinds):  # E9
    for number in (1, 2):
        signed_up_and_confirmed(event, number)
    signed_up(event, 3)
    signed_up_and_confirmed(event, 4)
    if changes.get("signup_closes_at"):
        changes = {"signup_closes_at": timezone.now()}
    response = publish(leitung, event, **changes)
    assert {one.kind: one.number for one in response.context["question"].consequences} == kinds
    assert Event.objects.get().has_unpublished_changes
