"""Whether somebody was passed over on the waiting list; two of the invariants."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ...models.enums import HOLDING_A_SEAT, EventStatus, SignupState, StepKind
from ...models.event import Event
from ...models.signup import InvitationCode, Signup, Step
from ..seats import open_seats, seats, unclaimed_by_code


def overtaken() -> Iterator[str]:
    """Somebody got a seat while another one had waited longer and still waits.

    Seats held back for a code, and exceptions, pass by the queue.
    """
    for event_id in Signup.objects.in_queue().order_by().values_list("event_id", flat=True).distinct():
        yield from _overtaken_at(event_id)


def _overtaken_at(event_id: int) -> Iterator[str]:
    queue = list(Signup.objects.in_queue().filter(event_id=event_id).only("queued_at", "priority"))
    seat_given = Step.objects.filter(
        kind=StepKind.MOVED,
        to_state__in=HOLDING_A_SEAT,
        signup__event_id=event_id,
        signup__state__in=HOLDING_A_SEAT,
        signup__is_exception=False,
        signup__code__isnull=True,
        signup__anonymised_at__isnull=True,
    ).exclude(from_state__in=HOLDING_A_SEAT)
    last = {step.signup_id: step for step in seat_given.select_related("signup").order_by("id")}
    for step in last.values():
        if any(_passed_over(waiting, step) for waiting in queue):
            yield _("Sign-up %(signup)s got a seat before somebody who had waited longer.") % {
                "signup": step.signup.public_id
            }


def _passed_over(waiting: Signup, step: Step) -> bool:
    if waiting.queued_at is None or waiting.queued_at >= step.at:
        return False
    if step.from_state != SignupState.WAITING or step.signup.queued_at is None:
        return True
    return _rank(waiting) < _rank(step.signup)


def _rank(signup: Signup) -> tuple:
    return -signup.priority, signup.queued_at, signup.pk


def waiting_beside_a_free_seat(patience: timedelta) -> Iterator[str]:
    """A seat is free and somebody waits, and for ``patience`` nothing has happened that the worker may not know yet.

    Seats get free by a transition, by a publish, or by the end of a code.
    """
    now = timezone.now()
    events = Event.objects.published().with_a_date().exclude(status=EventStatus.CANCELLED).filter(starts_at__gt=now)
    for event in events.filter(pk__in=Signup.objects.in_queue().order_by().values("event_id")):
        if _is_quiet_since(event, now - patience, now) and _could_be_offered(event):
            yield _("Somebody waits for event %(event)s beside a free seat.") % {"event": event.public_id}


def _could_be_offered(event: Event) -> bool:
    if seats(event).free:
        return True
    unclaimed = [code_id for code_id, left in unclaimed_by_code([event.pk]).get(event.pk, {}).items() if left]
    waiting = Signup.objects.in_queue().filter(event=event, code_id__in=unclaimed)
    return bool(open_seats(event)) and waiting.exists()


def _is_quiet_since(event: Event, moment: datetime, now: datetime) -> bool:
    last_step = Step.objects.filter(signup__event=event).aggregate(last=Max("at"))["last"]
    last_code = InvitationCode.objects.filter(event=event, valid_until__lte=now).aggregate(last=Max("valid_until"))
    happened = [last_step, last_code["last"], event.last_published_at]
    return all(when is None or when <= moment for when in happened)
