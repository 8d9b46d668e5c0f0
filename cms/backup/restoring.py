"""A restore: into an empty place, all of it or nothing, and without whoever was erased since.

The last part of the database is held back until every file is there and the archive has proved whole: only then does
the database appear. What fails afterwards takes all of it away again.
"""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from django.core.management import call_command
from django.db import DatabaseError, connection

from cms.erasures.again import UnknownKind, erase_again, refuse_unknown_kinds
from cms.erasures.journal import Journal, JournalMissing, open_journal, read_entries

from .archive import BROKEN, ArchiveReader, Member
from .databases import Restoration, database_here
from .empty_place import refuse_unless_empty
from .encryption import decrypted
from .files import FOLDER, STORED, remove_all, take_in
from .manifest import NO_BACKUP, Manifest, read_manifest, refuse_what_is_newer
from .places import opened_source
from .refusal import BackupRefused
from .row_counts import rows_of
from .secret_fingerprints import SECRET_KEY, secrets_that_differ

MANIFEST, COUNTS, DATABASE = "manifest.json", "counts.json", "database/"
MOST_BYTES_OF_JSON = 4 * 1024 * 1024
MEGABYTE = 1024 * 1024
Say = Callable[[str], None]


def restore(address: str, identity: str, *, without_journal: bool, with_other_secrets: bool, say: Say) -> None:
    """Restore the archive at ``address``. Raises BackupRefused; then the place is as empty as it was."""
    begun = time.monotonic()
    journal = None if without_journal else _readable_journal()
    database = database_here()
    with database.locked():
        refuse_unless_empty()
        with opened_source(address) as source, decrypted(source, identity) as stream:
            members = ArchiveReader(stream).members()
            manifest = _manifest(members)
            refuse_what_is_newer(manifest)
            _compare_secrets(manifest, with_other_secrets, say)
            if journal:
                _refuse_another_journal(journal, manifest)
            say(f"Backup of {manifest.made_at}, release {manifest.release}, {manifest.engine}.")
            with _undone_on_failure(database.restoration()) as restoration:
                _take_in(members, restoration, say)
                _make_current(journal, say)
    say(f"Restored after {time.monotonic() - begun:.0f} seconds. Now start the site and its worker.")


def _readable_journal() -> Journal:
    journal = open_journal()
    if journal is None:
        raise BackupRefused(
            "ERASURE_JOURNAL is not set, so nobody who was erased after the backup could be erased again: set it, or "
            "restore with --without-journal."
        )
    try:
        refuse_unknown_kinds(read_entries(journal))
    except (JournalMissing, UnknownKind) as error:
        raise BackupRefused(str(error)) from error
    return journal


def _manifest(members: Iterator[Member]) -> Manifest:
    first = next(members, None)
    if first is None or first.name != MANIFEST:
        raise BackupRefused(NO_BACKUP)
    return read_manifest(_all_of(first))


def _compare_secrets(manifest: Manifest, with_other_secrets: bool, say: Say) -> None:
    differ = secrets_that_differ(manifest.secrets, bytes.fromhex(manifest.salt))
    if SECRET_KEY in differ and not with_other_secrets:
        raise BackupRefused(
            "SECRET_KEY is another one than that of the backup, so links in mails and second factors would be void: "
            "set the old one, name it in SECRET_KEY_FALLBACKS, or restore with --with-other-secrets."
        )
    for name in differ:
        say(f"{name} is another one than that of the backup, or is not set.")


def _refuse_another_journal(journal: Journal, manifest: Manifest) -> None:
    last = manifest.last_erasure
    if last and not any(f"{entry.kind} {entry.public_id}" == last for entry in read_entries(journal)):
        raise BackupRefused(
            f"The journal of erasures {settings.ERASURE_JOURNAL} lacks what was erased before the backup, so it is "
            "another one or was cut: name the right one, or restore with --without-journal."
        )


@contextmanager
def _undone_on_failure(restoration: Restoration) -> Iterator[Restoration]:
    try:
        yield restoration
    except BaseException as error:
        restoration.undo()
        remove_all()
        if isinstance(error, OSError | DatabaseError | SuspiciousOperation):
            raise BackupRefused(f"The restore failed, and nothing of it is left ({error}).") from error
        raise
    restoration.finish()


def _take_in(members: Iterator[Member], restoration: Restoration, say: Say) -> None:
    held_back, counts = b"", {}
    found = dict.fromkeys(STORED, 0)
    for member in members:
        if member.name.startswith(DATABASE):
            restoration.write(held_back)
            held_back = member.stream.read(member.size)
        elif member.name.startswith(FOLDER):
            found[take_in(member)] += 1
        elif member.name == COUNTS:
            counts = json.loads(_all_of(member))
        else:
            raise BackupRefused(BROKEN)
    if not counts or {stored: count["number"] for stored, count in counts["files"].items()} != found:
        raise BackupRefused(BROKEN)
    restoration.write(held_back)
    restoration.put_in_place()
    if rows_of(sorted(counts["rows"])) != counts["rows"]:
        raise BackupRefused("The database has other numbers of rows than the backup says, so nothing was restored.")
    files = ", ".join(f"{number} {stored} files" for stored, number in found.items())
    say(f"Database: {counts['database_bytes'] / MEGABYTE:.1f} MB, {sum(counts['rows'].values())} rows. {files}.")


def _make_current(journal: Journal | None, say: Say) -> None:
    # What processes remember is about another database.
    ContentType.objects.clear_cache()
    cache.clear()
    _quietly("migrate")
    say("Migrations are applied.")
    Session.objects.all().delete()
    if journal:
        say(f"Erased once more by the journal: {erase_again(read_entries(journal))}.")
    else:
        say("Without a journal: whoever was erased after the backup is back.")
    _quietly("rebuild_references_index")
    _quietly("update_index")
    say("References and search are made anew.")
    connection.close()


def _quietly(command: str) -> None:
    call_command(command, verbosity=0, stdout=StringIO())


def _all_of(member: Member) -> bytes:
    if member.size > MOST_BYTES_OF_JSON:
        raise BackupRefused(BROKEN)
    return member.stream.read(member.size)
