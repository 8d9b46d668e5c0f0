"""A backup: the database as it is in one moment, then the files, in one stream and in the memory of a few blocks."""

import json
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.utils import timezone

from .archive import ArchiveWriter
from .databases import Database, database_here
from .encryption import encrypted
from .files import STORED, add_file, all_names, names_in_the_database
from .manifest import manifest_of_now
from .places import opened_target
from .row_counts import row_counts

# In memory while it is written: a member of a tar says first how long it is.
DATABASE_PART = 4 * 1024 * 1024
MEGABYTE = 1024 * 1024
NAMED_AT_MOST = 10


def back_up(address: str, recipient: str, say: Callable[[str], None]) -> None:
    """Write a new archive to ``address``, encrypted for ``recipient`` if there is one. Raises BackupRefused."""
    begun = time.monotonic()
    database = database_here()
    with (
        opened_target(address, _bytes_needed(database)) as target,
        encrypted(target, recipient) as stream,
        ArchiveWriter(stream) as archive,
    ):
        with database.snapshot() as snapshot:
            archive.add("manifest.json", manifest_of_now(timezone.now()).as_json())
            rows, missing = row_counts(), names_in_the_database()
            size = _add_database(archive, database, snapshot)
        say(f"Database: {size / MEGABYTE:.1f} MB, {sum(rows.values())} rows.")
        files = _add_files(archive, missing, say)
        archive.add("counts.json", json.dumps({"rows": rows, "files": files, "database_bytes": size}).encode())
        archive.finish()
    _tell_of_missing(missing, say)
    if not settings.ERASURE_JOURNAL:
        say("ERASURE_JOURNAL is not set: a restore of this backup brings back whoever is erased from now on.")
    say(f"The backup is complete after {time.monotonic() - begun:.0f} seconds.")


def _add_database(archive: ArchiveWriter, database: Database, snapshot: str) -> int:
    size, number, part = 0, 0, bytearray()
    for block in database.dump(snapshot):
        part += block
        size += len(block)
        if len(part) >= DATABASE_PART:
            archive.add(f"database/{number:06}", bytes(part))
            number, part = number + 1, bytearray()
    archive.add(f"database/{number:06}", bytes(part))
    return size


def _add_files(
    archive: ArchiveWriter, missing: set[tuple[str, str]], say: Callable[[str], None]
) -> dict[str, dict[str, int]]:
    counts = {stored: {"number": 0, "bytes": 0} for stored in STORED}
    for stored, name in all_names():
        size = add_file(archive, stored, name)
        if size is not None:
            counts[stored]["number"] += 1
            counts[stored]["bytes"] += size
            missing.discard((stored, name))
    for stored, count in counts.items():
        say(f"Files, {stored}: {count['number']} with {count['bytes'] / MEGABYTE:.1f} MB.")
    return counts


def _tell_of_missing(missing: set[tuple[str, str]], say: Callable[[str], None]) -> None:
    """Each file that the database names has to be in the archive, unless somebody deleted it in the meantime."""
    if not missing:
        say("Each file that the database names is in the archive.")
        return
    lost = sorted(missing & names_in_the_database())
    if deleted := len(missing) - len(lost):
        say(f"{deleted} files were deleted while the backup ran; their rows are in it without them.")
    if lost:
        shown = ", ".join(f"{stored}/{name}" for stored, name in lost[:NAMED_AT_MOST])
        say(f"{len(lost)} files that the database names are lost and not in the archive: {shown}")


def _bytes_needed(database: Database) -> int:
    """What buckets hold isn't asked for: that would be one question for each file."""
    needed = database.size()
    for alias in STORED.values():
        storage = storages[alias]
        if isinstance(storage, FileSystemStorage):
            folder = Path(storage.location)
            needed += sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return needed
