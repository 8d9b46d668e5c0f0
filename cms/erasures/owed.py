"""What was erased is owed to the journal, from the transaction that erased it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from .models import JournalEntry

# So long a worker may take; then a restore would bring back too much.
PATIENCE = timedelta(minutes=5)


def note_erasure(kind: str, public_id: UUID | str) -> None:
    """Owe the journal a line. Called inside the transaction that erases, so both happen or neither.

    ``kind`` is one of ``settings.ERASED_AGAIN``.
    """
    if kind not in settings.ERASED_AGAIN:
        raise ValueError(f"Nobody could erase {kind!r} once more after a restore: it is not in ERASED_AGAIN.")
    JournalEntry.objects.create(kind=kind, public_id=str(public_id))


def journal_is_behind(now: datetime) -> bool:
    """Return whether something was erased more than five minutes ago and is not in the journal yet.

    Without a journal nothing can be behind.
    """
    if not settings.ERASURE_JOURNAL:
        return False
    return JournalEntry.objects.filter(written_at__isnull=True, at__lt=now - PATIENCE).exists()
