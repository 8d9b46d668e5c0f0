"""Whatever a participant needs to arrive is told once when it changes, to those whom somebody chose."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.consequences.answers import answered_by
from cms.mail.models import Mail, MailState
from events.mails import KINDS
from events.models import Event, SeatBook, Signup
from events.models.enums import EventStatus
from events.signups import facts_published
from events.signups.announcing import announce_due
from tests.builders import (
    change_facts,
    make_event_index,
    make_event_page,
    make_event_row,
    make_home,
    make_venue_row,
    signed_up_and_confirmed,
)
from tests.events.signups.stories import mails_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    """Announced, with one seat."""
    event = make_event_row(capacity=1, venue=make_venue_row(entrance="Goldene Pforte"))
    facts_published(event.pk)
    return event


def last_mail(signup: Signup) -> Mail:
    return Mail.objects.filter(payload__signup=str(signup.public_id)).latest("pk")


def text_of(mail: Mail) -> str:
    (kind,) = [kind for kind in KINDS if f"signup.{kind.kind}" == mail.kind]
    return kind(mail.payload, mail.language).body


def new_room(event: Event, room: str, choice: str = "") -> None:
    event = Event.objects.get(pk=event.pk)
    event.room = room
    with answered_by("tests", choice=choice):
        event.save_revision(clean=False).publish()
    facts_published(event.pk)


@pytest.mark.parametrize(
    "facts",
    [
        {"room": "Raum 2.13"},
        {"languages_interpreted": ["ar"]},
        {"access_features": ["step_free"]},
        {"attendance_mode": "hybrid"},
        {"attendance_mode": "hybrid", "online_link": "https://video.example/42"},
    ],
)
def test_each_of_these_facts_is_told_once(event, facts):  # S33
    seat = signed_up_and_confirmed(event)
    change_facts(event, **facts)
    facts_published(event.pk)
    assert announce_due(timezone.now()) == 0
    assert (mails_to(seat)[-2:], SeatBook.objects.get().sequence) == (["confirmed", "changed"], 1)


@pytest.mark.parametrize(
    ("field", "text"), [("entrance", "Haupteingang"), ("access_notes", "<p>Aufzug</p>"), ("directions", "<p>Bus</p>")]
)
def test_so_is_what_changes_at_a_place(event, field, text):  # S33
    seat = signed_up_and_confirmed(event)
    venue = event.venue
    setattr(venue, field, text)
    with answered_by("tests"):
        venue.save()
    assert (announce_due(timezone.now()), announce_due(timezone.now())) == (1, 0)
    assert mails_to(seat)[-1] == "changed"


def test_another_house_with_the_same_address_is_told_by_its_name(event):  # S33
    seat = signed_up_and_confirmed(event)
    change_facts(event, venue=make_venue_row(name="Anbau"))
    facts_published(event.pk)
    assert "Ort: Anbau" in text_of(last_mail(seat))


@pytest.mark.parametrize(
    ("choice", "told"), [("all", ["changed", "changed"]), ("seats", ["changed", "waiting_place"]), ("nobody", [])]
)
def test_those_are_told_whom_somebody_chose(event, choice, told):  # S33
    seat, waiting = signed_up_and_confirmed(event, 1), signed_up_and_confirmed(event, 2)
    new_room(event, "Raum 1", choice)
    assert announce_due(timezone.now()) == 0
    assert [mails_to(signup)[-1] for signup in (seat, waiting)] == (told or ["confirmed", "waiting_place"])


def test_a_second_change_replaces_a_mail_that_has_not_left_and_says_all_that_is_new(event):  # S33
    seat = signed_up_and_confirmed(event)
    new_room(event, "Raum 1")
    change_facts(event, starts_at=event.starts_at + timedelta(days=1), ends_at=event.ends_at + timedelta(days=1))
    facts_published(event.pk)
    assert mails_to(seat)[-2:] == ["confirmed", "moved"]
    mail = last_mail(seat)
    assert mail.payload["old_start"] == event.starts_at.isoformat()
    assert "Raum: Raum 1" in text_of(mail)
    assert Mail.objects.get(kind="signup.changed").state == MailState.STOPPED


def test_a_mail_that_has_left_stays_and_the_next_one_says_what_came_after_it(event):  # S33
    seat = signed_up_and_confirmed(event)
    new_room(event, "Raum 1")
    Mail.objects.update(state=MailState.SENT)
    new_room(event, "Raum 2")
    assert mails_to(seat)[-2:] == ["changed", "changed"]
    assert last_mail(seat).payload["old_arrival"]["room"] == "Raum 1"


def test_nobody_is_told_what_was_changed_back_before_the_mail_left(event):  # S33
    seat = signed_up_and_confirmed(event)
    new_room(event, "Raum 1")
    new_room(event, "")
    mail = last_mail(seat)
    (kind,) = [kind for kind in KINDS if kind.kind == "changed"]
    assert (mail.kind, kind(mail.payload, "de")) == ("signup.changed", None)


def test_a_correction_that_is_told_nobody_takes_no_earlier_mail_away(event):  # S33
    seat = signed_up_and_confirmed(event)
    new_room(event, "Raum 1")
    new_room(event, "Raum 1a", "nobody")
    assert mails_to(seat)[-2:] == ["confirmed", "changed"]
    assert "Raum: Raum 1a" in text_of(last_mail(seat))


def test_the_status_moved_is_told_when_somebody_chooses_it(event):  # S33
    seat = signed_up_and_confirmed(event)
    change_facts(event, status=EventStatus.MOVED)
    facts_published(event.pk)
    assert mails_to(seat)[-1] == "moved"


def test_what_people_were_told_before_there_was_more_than_date_and_place_is_taken_as_known(event):  # S33 R5
    seat = signed_up_and_confirmed(event)
    SeatBook.objects.update(announced_arrival=None)
    assert (announce_due(timezone.now()), mails_to(seat)[-1]) == (1, "confirmed")
    new_room(event, "Raum 1")
    assert mails_to(seat)[-1] == "changed"


def test_a_new_note_on_the_german_page_is_told(event):  # S33
    seat = signed_up_and_confirmed(event)
    page = make_event_page(make_event_index(make_home()), event, participants_note="Durch die Goldene Pforte.")
    announce_due(timezone.now())
    assert mails_to(seat)[-1] == "confirmed"
    page.participants_note = "Durch den Haupteingang."
    with answered_by("tests"):
        page.save_revision().publish()
    assert (announce_due(timezone.now()), announce_due(timezone.now())) == (1, 0)
    assert mails_to(seat)[-1] == "changed"
    assert "Durch den Haupteingang." in text_of(last_mail(seat))
    with answered_by("tests"):
        page.unpublish()
    assert announce_due(timezone.now()) == 0
