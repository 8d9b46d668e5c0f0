"""Files that no row and no revision names any more: they are put into quarantine, and removed thirty days later.

The quarantine is a small file beside them in the same store, so it works for folders and buckets, survives a restart
and another database, and a file in it can still be fetched: a row that names it again only takes the mark away.

Nothing goes in bulk. A database that names none of the files is the wrong one, or an empty one, far more often than a
site whose files are all left over. So nothing is marked and nothing removed where more than LARGEST_SHARE of the files
would be concerned: a tenth, because hour by hour a site leaves over single files, and the largest clearing-up that
staff do by hand are the language versions of one publication, which FEW allows for a site with few files.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models.media import private_storage

from ..models.publication import FOLDER, Publication
from .draft_files import files_in_use

logger = logging.getLogger(__name__)

# A file is stored before its row is committed, so a young one may belong to an upload that goes on.
KEPT = timedelta(days=1)
QUARANTINE = timedelta(days=30)
MARKS = "quarantine"
LARGEST_SHARE = 0.1
FEW = 5
EVERY_SECONDS = 3600
TURN = "downloads.files.unused_files"


@dataclass(frozen=True)
class Leftovers:
    """``unnamed`` are the files that nothing names; ``is_refused`` says that they are too many to be true."""

    stored: list[str]
    unnamed: list[str]
    has_publications: bool

    @property
    def is_refused(self) -> bool:
        too_many = len(self.unnamed) > max(FEW, LARGEST_SHARE * len(self.stored))
        return bool(self.unnamed) and (too_many or not self.has_publications)


def remove_leftovers(now: datetime) -> int:
    """Mark new leftovers, take marks back, remove what was marked long enough; return how many files were removed.

    At most once an hour, whichever worker comes first.
    """
    if not cache.add(TURN, 1, EVERY_SECONDS):
        return 0
    storage = private_storage()
    found = find_leftovers(storage, now)
    if found.is_refused:
        logger.warning(
            "%d of %d files of publications are named by nothing in this database. That is too many to be true, so "
            "none is removed. Is it the right database? manage.py quarantine_leftovers says more.",
            len(found.unnamed),
            len(found.stored),
        )
        return 0
    marks = marks_in(storage)
    _take_back(storage, marks, found)
    quarantine(storage, [name for name in found.unnamed if name not in marks], now)
    over = [name for name in found.unnamed if name in marks and now - marks[name] >= QUARANTINE]
    for name in over:
        storage.delete(name)
        storage.delete(_mark_of(name))
    return len(over)


def find_leftovers(storage: Storage, now: datetime) -> Leftovers:
    """Return which stored files no row and no revision names; those of uploads that go on are left out."""
    stored = _files(storage, FOLDER)
    old = [name for name in stored if storage.get_modified_time(name) <= now - KEPT]
    named = files_in_use()
    return Leftovers(stored, [name for name in old if name not in named], Publication.objects.exists())


def quarantine(storage: Storage, names: list[str], now: datetime) -> None:
    """Mark files as left over since ``now``."""
    for name in names:
        storage.save(_mark_of(name), ContentFile(json.dumps({"file": name, "since": now.isoformat()}).encode()))


def marks_in(storage: Storage) -> dict[str, datetime]:
    """Return since when which files are in quarantine; a mark that can't be read counts for nothing and goes."""
    marks = {}
    for path in _files(storage, MARKS):
        with storage.open(path) as mark:
            content = mark.read()
        try:
            read = json.loads(content)
            marks[read["file"]] = datetime.fromisoformat(read["since"])
        except (ValueError, KeyError, TypeError):
            logger.warning("The mark %s in the quarantine can't be read.", path)
            storage.delete(path)
    return marks


def broken_invariants() -> Iterator[str]:
    """Yield a sentence where so many files are left over that the database can't be the right one."""
    found = find_leftovers(private_storage(), timezone.now())
    if found.is_refused:
        yield _("%(count)d of %(stored)d files of publications are named by nothing, so none of them is removed.") % {
            "count": len(found.unnamed),
            "stored": len(found.stored),
        }


def _take_back(storage: Storage, marks: dict[str, datetime], found: Leftovers) -> None:
    for name in set(marks) - set(found.unnamed):
        storage.delete(_mark_of(name))


def _mark_of(name: str) -> str:
    return f"{MARKS}/{name.removeprefix(f'{FOLDER}/')}.json"


def _files(storage: Storage, folder: str) -> list[str]:
    try:
        _folders, files = storage.listdir(folder)
    except FileNotFoundError:
        # Nothing was stored there yet.
        return []
    return [f"{folder}/{name}" for name in files]
