"""Rows that name a file which their storage hasn't."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import FileSystemStorage, Storage
from django.db.models import Model, QuerySet

# Where all are gone, nobody reads their names.
MOST = 20


def missing_files(rows: QuerySet[Any]) -> Iterator[Model]:
    """Yield the rows whose ``file`` is not in its storage, twenty at most.

    A folder is asked for each file; of a bucket, the names are listed once for each of its folders, because each
    question is a request there.
    """
    listed: dict[tuple[int, str], set[str]] = {}
    suspects = []
    for row in rows.order_by("pk").iterator(chunk_size=500):
        if row.file and not _is_stored(row.file.storage, row.file.name, listed):
            suspects.append(row)
        if len(suspects) == MOST:
            break
    # What was stored, replaced or deleted while the others were asked for is not missing.
    for row in suspects:
        names_it = type(row)._default_manager.filter(pk=row.pk, file=row.file.name)
        if not row.file.storage.exists(row.file.name) and names_it.exists():
            yield row


def _is_stored(storage: Storage, name: str, listed: dict[tuple[int, str], set[str]]) -> bool:
    if isinstance(storage, FileSystemStorage):
        return storage.exists(name)
    path = PurePosixPath(name)
    folder = str(path.parent)
    place = (id(storage), folder)
    if place not in listed:
        listed[place] = _names(storage, "" if folder == "." else folder)
    # A file may have been stored since the list was read.
    return path.name in listed[place] or storage.exists(name)


def _names(storage: Storage, folder: str) -> set[str]:
    try:
        _folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return set()
    return set(names)
