"""Whom to tell, what they will read and the note that goes out with it are one question, before anything is mailed."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from cms.consequences.models import Answer
from cms.mail.models import Mail
from events.models import Event, EventPage, Venue
from events.signups import facts_published
from events.signups.announcing import announce_due
from tests.builders import (
    make_event_index,
    make_event_page,
    make_event_row,
    make_home,
    make_venue_row,
    open_language,
    signed_up_and_confirmed,
    translate,
)
from tests.events.consequences.asking import EDIT, Editor, chief_editor, sentences, typed
from tests.events.signups.stories import mails_to
from tests.events.signups.test_arriving import last_mail, text_of

pytestmark = pytest.mark.django_db
OLD, NEW = "Kommen Sie durch die Goldene Pforte.", "Kommen Sie durch den Haupteingang."


@pytest.fixture
def page() -> EventPage:
    """Of an announced event with a note, in German and English."""
    open_language("de")
    start = (timezone.now() + timedelta(days=10)).replace(second=0, microsecond=0)
    event = make_event_row(
        capacity=3, starts_at=start, ends_at=start + timedelta(hours=6), venue=make_venue_row(entrance="Goldene Pforte")
    )
    event.save_revision().publish()
    page = make_event_page(make_event_index(make_home()), event, participants_note=OLD)
    facts_published(event.pk)
    return page


@pytest.fixture
def leitung() -> Editor:
    return chief_editor()


def publish(editor: Editor, event: Event, **changes):
    url = reverse(EDIT, args=[event.pk])
    return editor.post(url, {**typed(event, **changes), "action-publish": "1"})


def answer(editor: Editor, question, **fields):
    """Press "Publish and tell" with what was chosen and typed in the question."""
    data = {"consequences-answer": question.context["token"], **fields}
    token = question.context["csrf_token"]
    with TestCase.captureOnCommitCallbacks(execute=True):
        return editor.post(question.request["PATH_INFO"], data, str(token))


def told(question) -> str:
    """What the question says, as it is read."""
    assert len(question.context["parts"]) == 1
    return unescape(question.content.decode())


def test_another_room_is_asked_about_shown_and_told(page, leitung):  # S33
    seat = signed_up_and_confirmed(page.event)
    question = publish(leitung, page.event, room="Raum 2.13")
    assert sentences(question) == ["1 person gets an e-mail with what is new: room."]
    assert mails_to(seat)[-1] == "confirmed"
    shown = told(question)
    assert [text in shown for text in ("Raum: Raum 2.13", OLD, "Es hat sich etwas geändert")] == [True] * 3
    answer(leitung, question)
    assert (mails_to(seat)[-1], announce_due(timezone.now())) == ("changed", 0)


def test_whoever_says_nobody_tells_nobody_and_is_not_asked_again(page, leitung):  # S33
    seat = signed_up_and_confirmed(page.event)
    question = publish(leitung, page.event, room="Raum 2.13")
    answer(leitung, question, **{"consequences-choice": "nobody"})
    assert (mails_to(seat)[-1], announce_due(timezone.now())) == ("confirmed", 0)
    assert Answer.objects.get().kinds["mail_changed"]["choice"] == "nobody"
    assert sentences(publish(leitung, Event.objects.get(), name="Anders")) == []


def test_the_old_note_does_not_go_out_with_a_new_date(page, leitung):  # S33
    seat = signed_up_and_confirmed(page.event)
    event = page.event
    question = publish(
        leitung, event, starts_at=event.starts_at + timedelta(days=7), ends_at=event.ends_at + timedelta(days=7)
    )
    assert OLD in told(question)
    again = leitung.post(question.request["PATH_INFO"], {"consequences-again": "1", "participants-note-de": NEW})
    assert (NEW in told(again), OLD in told(again), mails_to(seat)[-1]) == (True, False, "confirmed")
    answer(leitung, again, **{"participants-note-de": NEW})
    assert EventPage.objects.get().participants_note == NEW
    text = text_of(last_mail(seat))
    assert (NEW in text, OLD in text) == (True, False)
    assert announce_due(timezone.now()) == 0


def test_the_note_is_changed_in_each_language_and_drafts_stay_drafts(page, leitung):  # S33
    open_language("en")
    english = translate(page, "en")
    english.participants_note = "Come through the Golden Gate."
    english.save_revision().publish()
    draft = EventPage.objects.get(pk=page.pk)
    draft.organizer = "Noch nicht fertig"
    draft.save_revision()
    seat = signed_up_and_confirmed(page.event, language="en")
    question = publish(leitung, page.event, room="Raum 2.13")
    answer(leitung, question, **{"participants-note-de": NEW, "participants-note-en": "Come through the main door."})
    german, english = EventPage.objects.get(pk=page.pk), EventPage.objects.get(pk=english.pk)
    assert (german.participants_note, german.organizer) == (NEW, "")
    assert english.participants_note == "Come through the main door."
    waiting = german.get_latest_revision_as_object()
    assert (waiting.organizer, waiting.participants_note) == ("Noch nicht fertig", NEW)
    assert "Come through the main door." in text_of(last_mail(seat))


def test_a_note_that_is_too_long_publishes_nothing(page, leitung):  # S33
    signed_up_and_confirmed(page.event)
    question = publish(leitung, page.event, room="Raum 2.13")
    answer(leitung, question, **{"participants-note-de": "x" * 2001})
    assert (Event.objects.get().room, EventPage.objects.get().participants_note) == ("", OLD)


def test_another_entrance_of_a_place_is_asked_about_with_its_mail(page, leitung):  # S33
    seat = signed_up_and_confirmed(page.event)
    venue = page.event.venue
    data = {name: getattr(venue, name) for name in ("name", "street", "postal_code", "city")}
    data |= {"entrance": "Haupteingang", "directions": "null", "access_notes": "null"}
    question = leitung.post(reverse("wagtailsnippets_events_venue:edit", args=[venue.pk]), data)
    assert sentences(question)[0] == "1 person gets an e-mail with what is new about this place."
    assert "Eingang: Haupteingang" in told(question)
    assert Venue.objects.get().entrance == "Goldene Pforte"
    leitung.press(question)
    assert (Venue.objects.get().entrance, announce_due(timezone.now())) == ("Haupteingang", 1)
    assert mails_to(seat)[-1] == "changed"


def test_another_note_on_the_page_is_asked_about_with_its_mail(page, leitung):  # S33
    seat = signed_up_and_confirmed(page.event)
    page.participants_note = NEW
    revision = page.save_revision()
    question = leitung.client.get(reverse("consequences_question", args=["publish", revision.pk]))
    assert sentences(question) == ["1 person gets an e-mail with what is new: what participants should know."]
    assert NEW in told(question)
    answer(leitung, question)
    assert (announce_due(timezone.now()), announce_due(timezone.now())) == (1, 0)
    assert mails_to(seat)[-1] == "changed"


def test_the_mails_of_an_event_that_is_postponed_are_shown(page, leitung):  # S28 S33
    seat = signed_up_and_confirmed(page.event)
    question = publish(leitung, page.event, status="postponed")
    assert sentences(question) == [
        "1 person gets an e-mail that the event is postponed and that the seat is kept.",
        "Sign-up closes at once, for those too who are filling in the form. 1 person has signed up.",
    ]
    assert "Verschoben: Werkstatt" in told(question)
    answer(leitung, question)
    assert (mails_to(seat)[-1], Mail.objects.filter(kind="signup.postponed").count()) == ("postponed", 1)
