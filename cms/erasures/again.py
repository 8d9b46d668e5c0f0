"""After a restore: whatever the journal says was erased is erased once more."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from cms.ground.write_ahead_log import empty_write_ahead_log

from .entry import Entry
from .models import JournalEntry

PORTION = 500


class UnknownKind(Exception):
    """The journal names something that this release can't erase; the text is one sentence for the operator."""


def refuse_unknown_kinds(entries: Iterable[Entry]) -> None:
    """Raises UnknownKind, before anything is restored."""
    for entry in entries:
        if entry.kind not in settings.ERASED_AGAIN:
            raise UnknownKind(
                f"The journal of erasures says that something of the kind {entry.kind!r} was erased, which this "
                "release doesn't know: restore with the release that wrote it."
            )


def erase_again(entries: Iterable[Entry]) -> int:
    """Erase what is back although it was erased; return how many there were.

    Whatever is gone already stays as it is, so the whole journal may be read as often as one likes.
    """
    erased = 0
    for portion in _portions(iter(entries)):
        for kind in sorted({entry.kind for entry in portion}):
            again = import_string(settings.ERASED_AGAIN[kind])
            erased += again({entry.public_id: entry.at for entry in portion if entry.kind == kind})
        _note_as_known(portion)
    if erased:
        empty_write_ahead_log()
    return erased


def _note_as_known(portion: list[Entry]) -> None:
    """From now on the database knows what the journal says, as it did before (``brought_back``)."""
    ids = {entry.public_id for entry in portion}
    known = set(JournalEntry.objects.filter(public_id__in=ids).values_list("kind", "public_id"))
    missing = {(entry.kind, entry.public_id): entry.at for entry in portion}
    JournalEntry.objects.bulk_create(
        JournalEntry(kind=kind, public_id=public_id, at=at, written_at=timezone.now())
        for (kind, public_id), at in missing.items()
        if (kind, public_id) not in known
    )


def _portions(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    while portion := list(islice(entries, PORTION)):
        yield portion
