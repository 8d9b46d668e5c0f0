"""Files that no row and no revision names: deleted, or stored by a transaction that came to nothing."""

from datetime import datetime, timedelta

from django.core.cache import cache

from cms.models.media import private_storage

from .draft_files import files_in_use
from .models.publication import FOLDER

# A file is stored before its row is committed, so a young one may belong to an upload that goes on.
KEPT = timedelta(days=1)
EVERY_SECONDS = 3600
TURN = "downloads.leftovers"


def remove_leftovers(now: datetime) -> int:
    """Delete them from the storage and return how many; at most once an hour, whichever worker comes first."""
    if not cache.add(TURN, 1, EVERY_SECONDS):
        return 0
    storage = private_storage()
    old = [name for name in _stored(storage) if storage.get_modified_time(name) <= now - KEPT]
    named = files_in_use()
    leftovers = [name for name in old if name not in named]
    for name in leftovers:
        storage.delete(name)
    return len(leftovers)


def _stored(storage) -> list[str]:
    try:
        _folders, files = storage.listdir(FOLDER)
    except FileNotFoundError:
        # Nothing was uploaded yet.
        return []
    return [f"{FOLDER}/{name}" for name in files]
