"""What must always be true of sign-ups, as questions to the database; ``manage.py check_invariants`` asks them."""

from collections.abc import Iterator

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from .enums import ACTIVE, HOLDING_A_SEAT, SignupState
from .models.event import Event, SeatBook
from .models.signup import Signup


def broken_invariants() -> Iterator[str]:
    """Yield one sentence for each rule that doesn't hold; none on a sound database."""
    yield from _more_holders_than_seats()
    yield from _seat_without_holder()
    yield from _shared(_("Seat %(value)s of event %(event)s is held twice."), "seat_no", Q(seat_no__isnull=False))
    yield from _shared(
        _("An address has signed up twice for event %(event)s."),
        "email_key",
        Q(state__in=ACTIVE, email_key__isnull=False),
    )
    yield from _overtaken()
    yield from _without_history()
    yield from _without_seat_book()


def _more_holders_than_seats() -> Iterator[str]:
    ordinary = Count("signups", filter=Q(signups__state__in=HOLDING_A_SEAT, signups__is_exception=False))
    for event in Event.objects.annotate(held=ordinary).filter(held__gt=F("capacity")):
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


def _shared(sentence: str, column: str, condition: Q) -> Iterator[str]:
    rows = Signup.objects.filter(condition).order_by().values("event__public_id", column).annotate(n=Count("id"))
    for row in rows.filter(n__gt=1):
        yield sentence % {"value": row[column], "event": row["event__public_id"]}


def _overtaken() -> Iterator[str]:
    """Somebody was offered a seat although another one with the same priority had waited longer."""
    for offer in Signup.objects.filter(state=SignupState.OFFERED, queued_at__isnull=False):
        earlier = Signup.objects.in_queue().filter(
            event_id=offer.event_id, priority__gte=offer.priority, queued_at__lt=offer.queued_at
        )
        if earlier.exists():
            yield _("Sign-up %(signup)s was offered a seat before somebody who had waited longer.") % {
                "signup": offer.public_id
            }


def _without_history() -> Iterator[str]:
    for signup in Signup.objects.filter(steps__isnull=True):
        yield _("Sign-up %(signup)s has no history.") % {"signup": signup.public_id}


def _without_seat_book() -> Iterator[str]:
    known = SeatBook.objects.values("event_id")
    for event in Event.objects.exclude(pk__in=known):
        yield _("Event %(event)s has no seat book.") % {"event": event.public_id}
