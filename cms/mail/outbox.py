from collections.abc import Iterable

from django.conf import settings

from cms.ground.compiled_queries import PreparedInsert

from .models import Mail, MailState

OWED = PreparedInsert(Mail)


def queue_first(kind: str, language: str, payload: dict) -> Mail:
    """Owe somebody a mail about something that is new, so no mail about it can wait; otherwise as ``queue``."""
    mail = Mail(kind=kind, language=language, payload=payload)
    OWED.save(mail)
    return mail


def queue(kind: str, language: str, payload: dict) -> Mail:
    """Owe somebody a mail. Called inside the transaction that makes it owed, so both happen or neither.

    The same mail isn't owed twice while the first one waits to be sent.
    """
    waiting = Mail.objects.filter(kind=kind, language=language, payload=payload, state=MailState.QUEUED, tries=0)
    # An UPDATE locks the row: a worker that is about to send it waits, and then tells what is written here.
    if waiting.update(tries=0) and (mail := waiting.first()):
        return mail
    return queue_first(kind, language, payload)


def replace_failed(key: str, value: str) -> None:
    """Take mails that failed off the list of tasks: another one is owed to a new address.

    Those that were sent to the old one may come back as they like.
    """
    if settings.BOUNCE_MAILBOX is not None:
        Mail.objects.filter(state=MailState.SENT, **{f"payload__{key}": value}).update(payload={})
    Mail.objects.filter(state=MailState.FAILED, **{f"payload__{key}": value}).update(
        state=MailState.STOPPED, payload={}, error=""
    )


def forget(key: str, value: str) -> None:
    """Stop all mails whose payload names ``value`` under ``key`` and empty them: what they are about was erased."""
    owed = Mail.objects.filter(**{f"payload__{key}": value})
    owed.exclude(state=MailState.SENT).update(state=MailState.STOPPED, leased_until=None)
    owed.update(payload={}, error="")


def take_back(kinds: Iterable[str], key: str, values: Iterable[str]) -> dict[str, dict]:
    """Stop the mails of these kinds that have not left, and return what they were about, the earliest for each value.

    For a mail that says newer things in their place. What a worker is sending just now has left.
    """
    kept: dict[str, dict] = {}
    waiting = Mail.objects.filter(kind__in=list(kinds), state=MailState.QUEUED, **{f"payload__{key}__in": list(values)})
    for mail in waiting.order_by("pk"):
        if Mail.objects.filter(pk=mail.pk, state=MailState.QUEUED).update(state=MailState.STOPPED, payload={}):
            kept.setdefault(mail.payload[key], mail.payload)
    return kept
