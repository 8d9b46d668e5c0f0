"""The files of the site: which there are, which the database names, and how they are taken in again.

A file is stored before its row is committed, and what nothing names stays in quarantine for thirty days
(``downloads/files/unused_files.py``). So a copy of the database first, then of the files, holds each file that the
database names; the other way round it would lack those that were uploaded in between. Only a picture that somebody
deletes meanwhile goes at once: its name is told at the end.
"""

import shutil
import tempfile
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db.models import FileField
from django.utils.module_loading import import_string

from .archive import ArchiveWriter, Member
from .refusal import BackupRefused

FOLDER = "files/"
PRIVATE, MEDIA = "private", "media"
# The name in an archive -> the name in ``settings.STORAGES``.
STORED = {PRIVATE: "private", MEDIA: "default"}
IN_MEMORY = 1024 * 1024


def all_names() -> Iterator[tuple[str, str]]:
    """Give each stored file as storage and name, private files first."""
    for stored, alias in STORED.items():
        for name in _names_below(storages[alias], ""):
            yield stored, name


def names_in_the_database() -> set[tuple[str, str]]:
    """Return each file that a row names, or something that is no row, such as a draft."""
    named = {(PRIVATE, name) for path in settings.FILES_NAMED_ELSEWHERE for name in import_string(path)()}
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, FileField):
                stored = PRIVATE if field.storage is storages[STORED[PRIVATE]] else MEDIA
                names = model._base_manager.values_list(field.name, flat=True).iterator()
                named.update((stored, name) for name in names if name)
    return named


def add_file(archive: ArchiveWriter, stored: str, name: str) -> int | None:
    """Write one file into the archive; return its bytes, None for one that has gone meanwhile."""
    try:
        opened = storages[STORED[stored]].open(name, "rb")
    except FileNotFoundError:
        return None
    with opened:
        archive.add_stream(f"{FOLDER}{stored}/{name}", opened.size, opened)
        return opened.size


def take_in(member: Member) -> str:
    """Store a file of the archive under its name; return its storage. Raises BackupRefused where that can't be."""
    stored, _slash, name = member.name.removeprefix(FOLDER).partition("/")
    if stored not in STORED:
        raise BackupRefused(f"The archive has a file for a storage that is unknown here ({stored}).")
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as copied:
        shutil.copyfileobj(member.stream, copied, IN_MEMORY)
        copied.seek(0)
        kept_as = storages[STORED[stored]].save(name, File(copied, name=name))
    if kept_as != name:
        raise BackupRefused(f"The file {name} can't be stored under its name: something else has it.")
    return stored


def remove_all() -> None:
    """Empty both storages; they were empty when the restore began."""
    for stored, name in list(all_names()):
        storages[STORED[stored]].delete(name)


def _names_below(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        # Nothing was stored there yet.
        return
    prefix = f"{folder}/" if folder else ""
    for name in sorted(names):
        yield prefix + name
    for inner in sorted(folders):
        yield from _names_below(storage, prefix + inner)
