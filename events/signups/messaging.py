from cms.models import User

from ..models.message import Message, MessageText
from ..models.signup import Signup
from .seat_lock import locked_event
from .transition import mail


def send_message(event_id: int, states: list[str], texts: dict[str, tuple[str, str]], user: User) -> Message:
    """Owe everybody whose sign-up is in one of ``states`` a mail; ``texts`` are subject and body by language.

    The German text is always there; people whose language has none get that one, and are told so.
    """
    with locked_event(event_id) as event:
        people = recipients(event.pk, states)
        message = Message.objects.create(event=event, states=states, created_by=user, recipients=len(people))
        MessageText.objects.bulk_create(
            MessageText(message=message, language=language, subject=subject, body=body)
            for language, (subject, body) in texts.items()
        )
        for signup in people:
            mail("message", signup, message=message.pk)
        return message


def recipients(event_id: int, states: list[str]) -> list[Signup]:
    """Return who gets a message: those in these states who have confirmed the address."""
    rows = Signup.objects.filter(event_id=event_id, state__in=states, email_key__isnull=False)
    return list(rows.filter(verified_at__isnull=False, anonymised_at__isnull=True))
