"""What staff write to participants."""

from django.db.models import Count, QuerySet

from cms.models import User

from ..models.message import Message, MessageText
from ..models.signup import Signup
from .party import one_of_each_party
from .refusal import Reason, Refused
from .seat_lock import locked_event
from .transition import mail


def send_message(
    event_id: int,
    states: list[str],
    texts: dict[str, tuple[str, str]],
    user: User,
    *,
    after: int | None = None,
) -> Message:
    """Owe everybody whose sign-up is in one of ``states`` a mail; ``texts`` are subject and body by language.

    The German text is always there; people whose language has none get that one, and are told so. ``after`` is what
    ``newest_message`` said when the text was written: Refused(SENT) when another one, or this one, has gone out since.
    """
    with locked_event(event_id) as event:
        if after is not None and after != newest_message(event.pk):
            raise Refused(Reason.SENT)
        people = recipients(event.pk, states)
        message = Message.objects.create(event=event, states=states, created_by=user, recipients=len(people))
        MessageText.objects.bulk_create(
            MessageText(message=message, language=language, subject=subject, body=body)
            for language, (subject, body) in texts.items()
        )
        for signup in one_of_each_party(people):
            mail("message", signup, message=message.pk)
        return message


def newest_message(event_id: int) -> int:
    """Return the number of the message that the event's participants got last; 0 when they got none."""
    return Message.objects.filter(event_id=event_id).order_by("-pk").values_list("pk", flat=True).first() or 0


def recipients(event_id: int, states: list[str]) -> list[Signup]:
    """Return who gets a message: those in these states who have confirmed the address."""
    return list(_reachable(event_id).filter(state__in=states))


def count_recipients(event_id: int) -> dict[tuple[str, str], int]:
    """Return how many people a message would reach, by state and language. One query."""
    rows = _reachable(event_id).order_by().values_list("state", "language").annotate(count=Count("id"))
    return {(state, language): count for state, language, count in rows}


def _reachable(event_id: int) -> QuerySet[Signup]:
    rows = Signup.objects.filter(event_id=event_id, email_key__isnull=False)
    return rows.filter(verified_at__isnull=False, anonymised_at__isnull=True)
