"""Every road on which something becomes live, or goes, asks; and none goes on without the answer."""

from datetime import timedelta

import pytest
import time_machine
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.models import Page, WorkflowState

from cms.consequences.answers import answered_by
from cms.consequences.gate import Unanswered
from cms.consequences.models import Answer
from cms.publishing import publish_scheduled
from cms.to_dos.registry import Urgency, to_dos_of
from events.models import DeclineReason, Event, EventPage
from events.signups import facts_published
from events.signups.announcing import announce_due
from tests.builders import (
    make_event_index,
    make_event_page,
    make_event_row,
    make_home,
    open_language,
    signed_up_and_confirmed,
    translate,
)
from tests.events.consequences.asking import EDIT, Editor, chief_editor, sentences, typed
from tests.events.desk.people import make_reason
from tests.events.signups.stories import mails_to

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def event() -> Event:
    """Announced, with one person who has a seat."""
    start = (timezone.now() + timedelta(days=30)).replace(second=0, microsecond=0)
    event = make_event_row(capacity=3, starts_at=start, ends_at=start + timedelta(hours=6))
    event.save_revision().publish()
    facts_published(event.pk)
    signed_up_and_confirmed(event)
    return Event.objects.get()


@pytest.fixture
def event_page(event) -> EventPage:
    open_language("de")
    return make_event_page(make_event_index(make_home()), event)


@pytest.fixture
def leitung() -> Editor:
    return chief_editor()


def tasks_of(user) -> list:
    return [to_do for to_do in to_dos_of(user) if to_do.urgency is Urgency.OVERDUE]


def draft_of_a_move(event: Event, **facts):
    event.starts_at, event.ends_at = event.starts_at + WEEK, event.ends_at + WEEK
    for name, value in facts.items():
        setattr(event, name, value)
    return event.save_revision()


def kinds(response) -> list[str]:
    question = response.context.get("question") if response.context else None
    return [one.kind for one in question.consequences] if question else []


def test_whoever_approves_is_asked_and_the_workflow_ends_with_the_answer(event, leitung):  # E9 E6
    draft_of_a_move(event)
    event.get_workflow().start(event, chief_editor("redaktion").user)
    state = event.current_workflow_task_state
    url = reverse("wagtailsnippets_events_event:workflow_action", args=[event.pk, "approve", state.pk])
    response = leitung.post(url, {"comment": "Gut so."})
    assert kinds(response) == ["mail_moved"]
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    leitung.press(response)
    state.refresh_from_db()
    assert (WorkflowState.objects.get().status, state.comment, state.finished_by) == (
        WorkflowState.STATUS_APPROVED,
        "Gut so.",
        leitung.user,
    )
    assert (Event.objects.get().starts_at, Answer.objects.get().person) == (event.starts_at, leitung.user)


def test_a_dialog_of_wagtail_is_led_to_the_question(event, leitung):  # E9
    revision = draft_of_a_move(event)
    event.get_workflow().start(event, leitung.user)
    url = reverse(
        "wagtailsnippets_events_event:workflow_action",
        args=[event.pk, "approve", event.current_workflow_task_state.pk],
    )
    leitung.client.handler.enforce_csrf_checks = False
    answer = leitung.client.post(url, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"}).json()
    assert answer == {
        "step": "success",
        "redirect": reverse("consequences_question", args=["approve", revision.pk]),
    }


def test_who_may_not_publish_may_not_answer(event):  # E9 X1
    from tests.builders import make_staff

    revision = draft_of_a_move(event)
    clerk = Editor(make_staff("clerk", "events.view_event", "events.change_event"))
    for road in ("publish", "approve"):
        url = reverse("consequences_question", args=[road, revision.pk])
        assert clerk.client.get(url).status_code == 302
        assert clerk.post(url, {}).redirect_chain[0][0] == reverse("wagtailadmin_home")
    assert Answer.objects.count() == 0


def test_an_older_version_that_is_published_again_asks(event, leitung):  # E9
    first = event.live_revision
    with answered_by("tests"):
        draft_of_a_move(event).publish()
    facts_published(event.pk)
    old = first.as_object()
    url = reverse("wagtailsnippets_events_event:revisions_revert", args=[event.pk, first.pk])
    response = leitung.post(url, {**typed(old), "action-publish": "1"})
    # Earlier than it is now, so its data goes earlier too.
    assert kinds(response) == ["mail_moved", "erased"]


def test_a_schedule_is_answered_for_when_it_is_set(event, leitung):  # E9
    moment = (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)
    revision = draft_of_a_move(event, go_live_at=moment)
    with pytest.raises(Unanswered):
        revision.publish()
    response = leitung.client.get(reverse("consequences_question", args=["publish", revision.pk]))
    assert (kinds(response), response.context["is_for_later"]) == (["mail_moved"], True)
    leitung.press(response)
    assert Event.objects.get().approved_schedule
    with time_machine.travel(moment + timedelta(minutes=1), tick=False):
        with TestCase.captureOnCommitCallbacks(execute=True):
            assert publish_scheduled(timezone.now()) == 1
        assert tasks_of(leitung.user) == []
    assert Event.objects.get().starts_at == event.starts_at
    assert mails_to(event.signups.get())[-1] == "moved"


def test_an_editor_schedules_the_facts_of_an_event_as_those_of_a_page(event, leitung):  # E2 E9
    form = leitung.client.get(reverse(EDIT, args=[event.pk])).context["form"]
    assert {"go_live_at", "expire_at"}.issubset(form.fields)
    go_live = (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)
    moved = typed(event, starts_at=event.starts_at + WEEK, ends_at=event.ends_at + WEEK, go_live_at=go_live)
    response = leitung.post(reverse(EDIT, args=[event.pk]), {**moved, "action-publish": "1"})
    assert (kinds(response), response.context["is_for_later"]) == (["mail_moved"], True)
    leitung.press(response)
    assert Event.objects.get().starts_at == event.starts_at
    with time_machine.travel(go_live + timedelta(minutes=1), tick=False):
        assert publish_scheduled(timezone.now()) == 1
    assert Event.objects.get().starts_at == event.starts_at + WEEK


def test_an_expiry_of_an_event_with_people_is_answered_for_when_it_is_set(event, leitung):  # E9
    expire = (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)
    response = leitung.post(reverse(EDIT, args=[event.pk]), {**typed(event, expire_at=expire), "action-publish": "1"})
    assert kinds(response) == ["taken_down"]
    leitung.press(response)
    with time_machine.travel(expire + timedelta(minutes=1), tick=False):
        assert publish_scheduled(timezone.now()) == 1
    assert Event.objects.get().live is False


def scheduled(event: Event):
    revision = draft_of_a_move(event, go_live_at=timezone.now() + timedelta(days=2))
    with answered_by("tests"):
        revision.publish()
    return revision


def test_a_schedule_that_would_do_more_by_now_waits_as_a_task(event, leitung, logged_errors):  # E9
    revision = scheduled(event)
    Event.objects.update(capacity=20)
    for number in range(2, 8):
        signed_up_and_confirmed(event, number)
    before = Event.objects.get().starts_at
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        assert (publish_scheduled(timezone.now()), Event.objects.get().starts_at) == (0, before)
        (task,) = tasks_of(leitung.user)
        leitung.client.force_login(leitung.user)
        dashboard = leitung.client.get(reverse("wagtailadmin_home")).content.decode()
        assert (task.url in dashboard, "wartet auf Ihre Antwort" in task.sentence) == (True, True)
        leitung.press(leitung.client.get(task.url))
        assert tasks_of(leitung.user) == []
    assert Event.objects.get().live_revision_id == revision.pk
    assert logged_errors == []


def test_a_schedule_that_would_do_less_by_now_needs_no_second_answer(event):  # E9
    from events.signups import cancel

    scheduled(event)
    cancel(event.signups.get().public_id)
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        assert publish_scheduled(timezone.now()) == 1


def test_an_event_that_expires_was_answered_for(event, leitung):  # E9
    event.expire_at = timezone.now() + timedelta(days=1)
    revision = event.save_revision()
    with pytest.raises(Unanswered):
        revision.publish()
    with answered_by("tests"):
        revision.publish()
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert publish_scheduled(timezone.now()) == 1
    assert Event.objects.get().live is False


def test_that_an_event_vanishes_later_is_said_with_its_moment(event, leitung):  # E9
    expire = timezone.localtime(timezone.now() + timedelta(days=1)).replace(hour=8, minute=0, second=0, microsecond=0)
    response = leitung.post(reverse(EDIT, args=[event.pk]), {**typed(event, expire_at=expire), "action-publish": "1"})
    with translation.override("en"):
        day = date_format(expire, "DATETIME_FORMAT")
    what = "1 person has signed up. The event vanishes, nobody is told, and nobody else can sign up."
    assert sentences(response) == [f"On {day} it is taken down by itself: {what}"]


def test_an_expiry_that_nobody_answered_for_waits_as_a_task(event, leitung):  # E9
    Event.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    assert publish_scheduled(timezone.now()) == 0
    assert [task.url for task in tasks_of(leitung.user)] == [
        reverse("wagtailsnippets_events_event:unpublish", args=[event.pk])
    ]


def test_taking_down_an_event_asks(event, leitung):  # E9
    response = leitung.post(reverse("wagtailsnippets_events_event:unpublish", args=[event.pk]), {})
    assert (kinds(response), Event.objects.get().live) == (["taken_down"], True)
    leitung.press(response)
    assert (Event.objects.get().live, Answer.objects.get().action) == (False, "unpublish")


def test_taking_down_the_page_of_an_event_asks_for_all_languages(event_page, leitung):  # E9 L15
    english = translate(event_page, "en")
    url = reverse("wagtailadmin_pages:unpublish", args=[event_page.pk])
    response = leitung.post(url, {})
    assert (kinds(response), EventPage.objects.get(pk=event_page.pk).live) == (["page_hidden"], True)
    leitung.press(response)
    assert [EventPage.objects.get(pk=one.pk).live for one in (event_page, english)] == [False, False]


def test_a_parent_that_takes_the_page_down_with_it_asks(event_page, leitung):  # E9
    url = reverse("wagtailadmin_pages:unpublish", args=[event_page.get_parent().pk])
    response = leitung.post(url, {"include_descendants": "on"})
    assert (kinds(response), Page.objects.get(pk=event_page.pk).live) == (["page_hidden"], True)
    leitung.press(response)
    assert Page.objects.filter(pk__in=[event_page.pk, event_page.get_parent().pk], live=True).count() == 0


def bulk(action: str, *pages: Page) -> str:
    ids = "&".join(f"id={one.pk}" for one in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{ids}"


def test_ticked_pages_ask_before_they_are_taken_down(event_page, leitung):  # E9
    response = leitung.post(bulk("unpublish", event_page), {})
    assert (kinds(response), Page.objects.get(pk=event_page.pk).live) == (["page_hidden"], True)
    leitung.press(response)
    assert Page.objects.get(pk=event_page.pk).live is False


def test_deleting_a_page_asks_and_so_do_ticked_ones(event_page, leitung):  # E9
    from django.contrib.auth.models import Permission
    from wagtail.models import GroupPagePermission

    group = leitung.user.groups.get()
    right = Permission.objects.get(codename="bulk_delete_page")
    GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=right)
    parent = event_page.get_parent()
    for url in (bulk("delete", parent), reverse("wagtailadmin_pages:delete", args=[parent.pk])):
        response = leitung.post(url, {})
        assert (kinds(response), Page.objects.filter(pk=parent.pk).exists()) == (["page_hidden", "pages_below"], True)
    leitung.press(response)
    assert Page.objects.filter(pk__in=[parent.pk, event_page.pk]).count() == 0


def test_the_editor_of_pages_asks_before_it_publishes(event_page, leitung):  # E9
    event_page.expire_at = timezone.now().replace(microsecond=0) + timedelta(days=1)
    revision = event_page.save_revision()
    with pytest.raises(Unanswered):
        revision.publish()
    response = leitung.post(bulk("publish", event_page), {})
    assert kinds(response) == ["page_hidden"]
    leitung.press(response)
    assert Page.objects.get(pk=event_page.pk).expire_at == event_page.expire_at


def test_a_new_address_asks_for_all_events_and_the_worker_tells_them(event, leitung):  # E9 S18
    other = make_event_row(name="Zweite", venue=event.venue)
    facts_published(other.pk)
    signed_up_and_confirmed(other)
    url = reverse("wagtailsnippets_events_venue:edit", args=[event.venue_id])
    response = leitung.post(url, {**typed_venue(event.venue), "street": "Altmarkt 2"})
    question = response.context["question"]
    assert [(one.kind, one.number) for one in question.consequences] == [("mail_moved", 2), ("events_moved", 2)]
    assert Event.objects.get(pk=event.pk).venue.street == "Rathausplatz 1"
    back = leitung.press(response, "consequences-back")
    assert (back.context["form"]["street"].value(), announce_due(timezone.now())) == ("Altmarkt 2", 0)
    leitung.press(response)
    assert (Event.objects.get(pk=event.pk).venue.street, announce_due(timezone.now())) == ("Altmarkt 2", 2)
    assert [mails_to(one.signups.get())[-1] for one in (event, other)] == ["moved", "moved"]


def typed_venue(venue) -> dict:
    empty = '{"blocks": [], "entityMap": {}}'
    names = ("name", "street", "postal_code", "city", "entrance")
    return {**{name: getattr(venue, name) for name in names}, "directions": empty, "access_notes": empty}


def test_what_something_needs_is_not_deleted_and_the_rest_asks(event, leitung):  # E9
    for name, pk in (("event", event.pk), ("venue", event.venue_id), ("signupform", event.signup_form_id)):
        leitung.post(reverse(f"wagtailsnippets_events_{name}:delete", args=[pk]), {})
    assert Event.objects.get().venue_id == event.venue_id
    reason = make_reason(en="All seats are taken.")
    response = leitung.post(reverse("wagtailsnippets_events_declinereason:delete", args=[reason.pk]), {})
    assert (kinds(response), DeclineReason.objects.count()) == (["reason_gone"], 2)
    leitung.press(response)
    assert not DeclineReason.objects.filter(pk=reason.pk).exists()


def test_what_was_changed_past_every_road_is_a_task_and_not_announced(event, leitung):  # E9
    Event.objects.update(starts_at=event.starts_at + WEEK, ends_at=event.ends_at + WEEK)
    assert announce_due(timezone.now()) == 0
    assert [task.url for task in tasks_of(leitung.user)] == [
        reverse("consequences_question", args=["publish", event.live_revision_id])
    ]


def test_the_second_of_two_publishers_is_asked_about_what_is_left(event, leitung):  # E9
    first = leitung.post(reverse(EDIT, args=[event.pk]), {**typed(event, capacity=5), "action-publish": "1"})
    assert sentences(first) == []
    facts_published(event.pk)
    moved = {"starts_at": event.starts_at + WEEK, "ends_at": event.ends_at + WEEK}
    other = chief_editor("stellvertretung")
    questions = [
        editor.post(reverse(EDIT, args=[event.pk]), {**typed(event, **moved), "action-publish": "1"})
        for editor in (leitung, other)
    ]
    assert [kinds(question) for question in questions] == [["mail_moved"], ["mail_moved"]]
    leitung.press(questions[0])
    facts_published(event.pk)
    other.press(questions[1])
    facts_published(event.pk)
    told = [kind for kind in mails_to(event.signups.get()) if kind == "moved"]
    assert (told, Answer.objects.count()) == (["moved"], 1)
