"""Roads beside the editor's button: what is locked is not published, what people signed up for is not restricted."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.models import Event
from events.signups import cancel, facts_published
from tests.builders import (
    make_event_index,
    make_event_page,
    make_event_row,
    make_home,
    open_language,
    signed_up_and_confirmed,
    translate,
)
from tests.events.consequences.asking import Editor, chief_editor

pytestmark = pytest.mark.django_db
REFUSED = reverse("wagtailadmin_home")


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
def leitung() -> Editor:
    return chief_editor()


def publish(editor: Editor, event: Event) -> str:
    url = reverse("consequences_question", args=["publish", event.latest_revision_id])
    return editor.post(url, {}).redirect_chain[0][0]


def test_what_somebody_else_locked_is_not_published_by_answering(event, leitung):  # E9 X1
    other = chief_editor("other")
    event.capacity = 4
    event.save_revision()
    Event.objects.update(locked=True, locked_by=other.user)
    event = Event.objects.get()
    assert (publish(leitung, event), Event.objects.get().capacity) == (REFUSED, 3)
    edit = reverse("wagtailsnippets_events_event:edit", args=[event.pk])
    assert (publish(other, event), Event.objects.get().capacity) == (edit, 4)


def test_what_waits_for_approval_by_others_is_not_published_by_answering(event, leitung):  # E9 E6
    event.capacity = 4
    event.save_revision()
    event.get_workflow().start(event, leitung.user)
    for group in event.current_workflow_task.specific.groups.all():
        event.current_workflow_task.specific.groups.remove(group)
    assert (publish(leitung, Event.objects.get()), Event.objects.get().capacity) == (REFUSED, 3)


@pytest.fixture
def pages(event):
    """The pages above the event's, and its own in German and in English."""
    open_language("de")
    home = make_home()
    index = make_event_index(home)
    page = make_event_page(index, event)
    return {"home": home, "index": index, "page": page, "english": translate(page, "en")}


def restrict(editor: Editor, page, kind: str = "login"):
    return editor.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), {"restriction_type": kind}).json()


@pytest.mark.parametrize("name", ["home", "index", "page"])
def test_no_page_of_an_event_that_people_signed_up_for_is_restricted(pages, leitung, name):  # E9 X2
    answer = restrict(leitung, pages[name])
    assert "an event on it, or on a page below" in answer["html"]
    assert PageViewRestriction.objects.count() == 0


def test_a_page_that_hides_nothing_from_people_is_restricted(pages, event, leitung):  # E9 X2
    # Nobody signed up in English.
    assert restrict(leitung, pages["english"]) == {"step": "set_privacy_done", "is_public": False}
    cancel(event.signups.get().public_id)
    assert restrict(leitung, pages["page"]) == {"step": "set_privacy_done", "is_public": False}


def test_a_restriction_that_stands_can_be_lifted_in_all_languages(pages, leitung):  # E9 L15
    PageViewRestriction.objects.create(page=pages["page"], restriction_type=PageViewRestriction.LOGIN)
    assert PageViewRestriction.objects.count() == 2
    assert restrict(leitung, pages["page"], "none") == {"step": "set_privacy_done", "is_public": True}
    assert PageViewRestriction.objects.count() == 0
