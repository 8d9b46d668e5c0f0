from .models import Mail, MailState


def queue(kind: str, language: str, payload: dict) -> Mail:
    """Owe somebody a mail. Called inside the transaction that makes it owed, so both happen or neither.

    The same mail isn't owed twice while the first one waits to be sent.
    """
    waiting = Mail.objects.filter(kind=kind, language=language, payload=payload, state=MailState.QUEUED, tries=0)
    return waiting.first() or Mail.objects.create(kind=kind, language=language, payload=payload)


def forget(key: str, value: str) -> None:
    """Stop all mails whose payload names ``value`` under ``key`` and empty them: what they are about was erased."""
    owed = Mail.objects.filter(**{f"payload__{key}": value})
    owed.exclude(state=MailState.SENT).update(state=MailState.STOPPED, leased_until=None)
    owed.update(payload={}, error="")
