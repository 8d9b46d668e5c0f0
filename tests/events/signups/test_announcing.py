from datetime import timedelta

import pytest
from django.utils import timezone

from cms.consequences.answers import answered_by
from cms.mail.models import Mail, MailState
from events.models import Event, SeatBook, Signup
from events.models.enums import EventStatus
from events.signups import facts_published
from events.signups.announcing import announce_due
from tests.builders import change_facts, make_event_row, signed_up, signed_up_and_confirmed
from tests.events.signups.stories import mails_to, state_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced():
    event = make_event_row(capacity=2)
    facts_published(event.pk)
    return event


def sequence(event: Event) -> int:
    return SeatBook.objects.get(event=event).sequence


def test_the_first_publish_of_an_event_is_no_news_for_anybody():  # S18
    event = make_event_row()
    signup = signed_up_and_confirmed(event)
    assert (announce_due(timezone.now()), announce_due(timezone.now())) == (1, 0)
    assert (mails_to(signup), sequence(event)) == (["please_confirm", "confirmed"], 0)


def test_a_new_date_is_told_once_to_all_who_have_confirmed(announced):  # S18 S12
    seat, hold = signed_up_and_confirmed(announced, 1), signed_up(announced, 2)
    waiting = signed_up_and_confirmed(announced, 3)
    start = announced.starts_at + timedelta(days=7)
    change_facts(announced, starts_at=start, ends_at=start + timedelta(hours=2))
    facts_published(announced.pk)
    assert announce_due(timezone.now()) == 0
    assert [mails_to(signup)[-1] for signup in (seat, hold, waiting)] == ["moved", "please_confirm", "moved"]
    payload = Mail.objects.get(kind="signup.moved", payload__signup=str(seat.public_id)).payload
    assert payload == {
        "signup": str(seat.public_id),
        "old_start": announced.starts_at.isoformat(),
        "old_end": announced.ends_at.isoformat(),
        "old_place": "Rathausplatz 1, 01067 Dresden",
        "old_status": "planned",
        "old_arrival": SeatBook.objects.get().announced_arrival,
    }


def test_a_second_move_is_told_as_well(announced):  # S18 S12
    seat = signed_up_and_confirmed(announced)
    for days in (1, 2):
        change_facts(announced, ends_at=announced.ends_at + timedelta(days=days))
        facts_published(announced.pk)
        Mail.objects.update(state=MailState.SENT)
    assert (mails_to(seat)[-2:], sequence(announced)) == (["moved", "moved"], 2)


def test_a_new_street_is_told_and_a_new_spelling_of_the_house_is_not(announced):  # S18
    seat = signed_up_and_confirmed(announced)
    venue = announced.venue
    venue.name = "Neues Rathaus"
    venue.save()
    assert announce_due(timezone.now()) == 0
    venue.street = "Altmarkt 2"
    with answered_by("tests"):
        venue.save()
    assert announce_due(timezone.now()) == 1
    assert mails_to(seat)[-1] == "moved"


def test_holds_and_offers_end_with_the_earlier_start(announced):  # S5 S18
    hold = signed_up(announced)
    start = timezone.now() + timedelta(minutes=30)
    change_facts(announced, starts_at=start)
    facts_published(announced.pk)
    hold.refresh_from_db()
    assert hold.expires_at == start


def test_a_cancelled_event_closes_everything_and_tells_those_who_have_confirmed_once(announced):  # S18
    people = [signed_up_and_confirmed(announced, 1), signed_up(announced, 2), signed_up_and_confirmed(announced, 3)]
    change_facts(announced, status=EventStatus.CANCELLED)
    facts_published(announced.pk)
    facts_published(announced.pk)
    assert [state_of(signup) for signup in people] == ["cancelled"] * 3
    assert [mails_to(signup)[-1] for signup in people] == ["event_cancelled", "please_confirm", "event_cancelled"]
    assert (Signup.objects.filter(seat_no__isnull=False).count(), sequence(announced)) == (0, 1)


def test_an_event_that_is_planned_again_promises_nothing_to_those_who_were_told(announced):  # S18
    seat = signed_up_and_confirmed(announced)
    change_facts(announced, status=EventStatus.CANCELLED)
    facts_published(announced.pk)
    before = Mail.objects.count()
    start = announced.starts_at + timedelta(days=30)
    change_facts(announced, status=EventStatus.PLANNED, starts_at=start, ends_at=start + timedelta(hours=1))
    facts_published(announced.pk)
    assert (state_of(seat), Mail.objects.count(), sequence(announced)) == ("cancelled", before, 2)


def test_what_a_crash_left_untold_is_told_by_the_worker(announced):  # S18 R1
    seat = signed_up_and_confirmed(announced)
    change_facts(announced, status=EventStatus.CANCELLED)
    assert (announce_due(timezone.now()), announce_due(timezone.now())) == (1, 0)
    assert mails_to(seat)[-1] == "event_cancelled"


def test_a_raised_capacity_is_offered_by_whoever_notices_it_first(announced):  # S5
    for number in (1, 2):
        signed_up_and_confirmed(announced, number)
    waiting = signed_up_and_confirmed(announced, 3)
    change_facts(announced, capacity=3)
    announce_due(timezone.now())
    assert (state_of(waiting), SeatBook.objects.get().capacity_ceiling) == ("offered", 3)


def test_a_lowered_capacity_throws_nobody_out_and_is_remembered(announced):  # S1
    people = [signed_up_and_confirmed(announced, number) for number in (1, 2)]
    change_facts(announced, capacity=1)
    facts_published(announced.pk)
    assert [state_of(signup) for signup in people] == ["confirmed", "confirmed"]
    assert SeatBook.objects.get().capacity_ceiling == 2


def test_nothing_is_told_about_an_event_that_is_over_or_taken_down(announced):  # S18
    seat = signed_up_and_confirmed(announced)
    before = Mail.objects.count()
    Event.objects.update(live=False, status=EventStatus.CANCELLED)
    assert announce_due(timezone.now()) == 0
    past = timezone.now() - timedelta(days=1)
    Event.objects.update(live=True, starts_at=past - timedelta(hours=1), ends_at=past)
    facts_published(announced.pk)
    assert (state_of(seat), Mail.objects.count()) == ("confirmed", before)


def test_an_event_without_a_seat_book_does_not_hold_up_the_others(announced):
    SeatBook.objects.filter(event=make_event_row()).delete()
    change_facts(announced, status=EventStatus.CANCELLED)
    assert announce_due(timezone.now()) == 1
