"""What must always be true of sign-ups, as questions to the database; ``manage.py check_invariants`` asks them.

The database shows the design's invariants 1 to 4, 9 and 10, and 5 by its result: nobody waits beside a free seat.
Of the mails that are owed (8) it shows those that must still be there. It can't show that a second click sends nothing
(6), and that GET never writes (7): tests hold those.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from django.db.models import Count, F, Q
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from ...models.enums import ACTIVE, HOLDING_A_SEAT, EventStatus, SignupState, StepKind
from ...models.event import Event
from ...models.seat_book import SeatBook
from ...models.signup import InvitationCode, Signup, Step
from ..lapse import LAPSING
from ..transition import TRANSITIONS
from .deleted_rows import traces_of_deleted_rows
from .holds import ended_before_their_mail_had_left
from .keys import wrong_keys
from .option_places import wrong_option_places
from .overtaking import overtaken, waiting_beside_a_free_seat
from .owed_mails import owed_and_missing
from .retention import kept_or_left_over
from .seat_numbers import beyond_the_capacity

# The worker comes by every few seconds; who waits for it so long waits in vain.
WORKER_IS_DEAD_AFTER = timedelta(hours=1)


def broken_invariants() -> Iterator[str]:
    """Yield one sentence for each rule that doesn't hold; none on a sound database."""
    yield from _without_seat_book()
    yield from _more_holders_than_seats()
    yield from _seat_without_holder()
    yield from beyond_the_capacity()
    yield from _shared(_("Seat %(value)s of event %(event)s is held twice."), "seat_no", Q(seat_no__isnull=False))
    yield from _shared(
        _("Person %(value)s of a mailbox has signed up twice for event %(event)s."),
        "mailbox_no",
        Q(state__in=ACTIVE, email_key__isnull=False),
        "email_key",
    )
    yield from _scattered_party()
    yield from wrong_keys()
    yield from _overdrawn_codes()
    yield from overtaken()
    yield from waiting_beside_a_free_seat(WORKER_IS_DEAD_AFTER)
    yield from _offered_after_the_start()
    yield from _overdue()
    yield from ended_before_their_mail_had_left()
    yield from owed_and_missing()
    yield from _history()
    yield from traces_of_deleted_rows()
    yield from _there_without_a_seat()
    yield from wrong_option_places()
    yield from kept_or_left_over()


def _without_seat_book() -> Iterator[str]:
    known = SeatBook.objects.values("event_id")
    for event in Event.objects.exclude(pk__in=known):
        yield _("Event %(event)s has no seat book.") % {"event": event.public_id}


def _more_holders_than_seats() -> Iterator[str]:
    """A capacity that was published below the seats held throws nobody out, so the ceiling of that moment counts."""
    ordinary = Count("signups", filter=Q(signups__state__in=HOLDING_A_SEAT, signups__is_exception=False))
    events = Event.objects.annotate(held=ordinary, most=Greatest("capacity", "seat_book__capacity_ceiling"))
    for event in events.filter(held__gt=F("most")):
        yield _("Event %(event)s has %(capacity)d seats, but %(held)d are held.") % {
            "event": event.public_id,
            "capacity": event.capacity,
            "held": event.held,
        }


def _seat_without_holder() -> Iterator[str]:
    wrong = Signup.objects.filter(
        Q(state__in=HOLDING_A_SEAT, seat_no__isnull=True) | (~Q(state__in=HOLDING_A_SEAT) & Q(seat_no__isnull=False))
    )
    for signup in wrong:
        yield _("Sign-up %(signup)s holds a seat number that its state doesn't allow.") % {"signup": signup.public_id}


def _scattered_party() -> Iterator[str]:
    """Who came together is at one event."""
    parties = Signup.objects.filter(party__isnull=False).order_by().values("party")
    for row in parties.annotate(events=Count("event", distinct=True)).filter(events__gt=1):
        yield _("Party %(party)s is at several events.") % {"party": row["party"]}


def _shared(sentence: str, column: str, condition: Q, *besides: str) -> Iterator[str]:
    rows = Signup.objects.filter(condition).order_by().values("event__public_id", column, *besides)
    rows = rows.annotate(n=Count("id"))
    for row in rows.filter(n__gt=1):
        yield sentence % {"value": row[column], "event": row["event__public_id"]}


def _overdrawn_codes() -> Iterator[str]:
    people = Count("signups", filter=Q(signups__state__in=ACTIVE))
    for code in InvitationCode.objects.annotate(people=people).filter(people__gt=F("seats")).select_related("event"):
        yield _("%(people)d people have signed up for event %(event)s with a code for %(seats)d.") % {
            "people": code.people,
            "event": code.event.public_id,
            "seats": code.seats,
        }


def _offered_after_the_start() -> Iterator[str]:
    """An offer that came after the start; one of before a start that was moved since doesn't count."""
    offers = Step.objects.filter(kind=StepKind.MOVED, to_state=SignupState.OFFERED).select_related("signup")
    late = offers.filter(at__gte=F("signup__event__starts_at")).exclude(at__lt=F("signup__event__last_published_at"))
    for step in late:
        yield _("Sign-up %(signup)s was offered a seat after the start.") % {"signup": step.signup.public_id}


def _overdue() -> Iterator[str]:
    over = timezone.now() - WORKER_IS_DEAD_AFTER
    endless = Q(expires_at__isnull=True)
    late = Q(expires_at__lt=over) | (Q(event__starts_at__lt=over) & ~Q(event__status=EventStatus.POSTPONED))
    for signup in Signup.objects.filter(LAPSING).filter(endless | late):
        yield _("Sign-up %(signup)s is held longer than it may be.") % {"signup": signup.public_id}


def _history() -> Iterator[str]:
    for signup in Signup.objects.prefetch_related("steps").order_by("pk").iterator(chunk_size=500):
        steps = list(signup.steps.all())
        if not steps:
            yield _("Sign-up %(signup)s has no history.") % {"signup": signup.public_id}
        elif not _leads_to(signup.state, steps):
            yield _("The history of sign-up %(signup)s doesn't lead to its state.") % {"signup": signup.public_id}


def _leads_to(state: str, steps: list[Step]) -> bool:
    allowed = all(
        step.to_state in TRANSITIONS[step.from_state]
        if step.kind == StepKind.MOVED
        else step.from_state == step.to_state
        for step in steps
    )
    joined = all(later.from_state == earlier.to_state for earlier, later in pairwise(steps))
    return allowed and joined and steps[0].from_state == "" and steps[-1].to_state == state


def _there_without_a_seat() -> Iterator[str]:
    for signup in Signup.objects.filter(attended_at__isnull=False).exclude(state=SignupState.CONFIRMED):
        yield _("Sign-up %(signup)s was checked in without a confirmed seat.") % {"signup": signup.public_id}
