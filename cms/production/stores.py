"""Whether what is kept beside the database can be written and read."""

import contextlib
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages

from .checking import first_line

FOLDER = "check"


def cache() -> Iterator[str]:
    """Limits are counted there, and by the database where it fails."""
    for alias in settings.CACHES:
        word = secrets.token_hex(8)
        try:
            caches[alias].set("check_production", word, timeout=60)
            answer = caches[alias].get("check_production")
        except Exception as error:
            # Each kind of cache has errors of its own.
            answer = first_line(error)
        if answer != word:
            place = "CACHE_URL" if alias == "limits" else f"{settings.CACHES[alias].get('LOCATION', alias)}"
            yield f"The cache {alias!r} doesn't keep what is written there ({answer}): check {place}."


def private_storage() -> Iterator[str]:
    """Drafts, videos and the originals of pictures lie there."""
    try:
        with probe() as (name, content), storages["private"].open(name) as opened:
            is_same = opened.read() == content
    except Exception as error:
        # Each kind of storage has errors of its own.
        yield f"Private files can't be written and read ({first_line(error)}): check who owns VAR_DIR, or the bucket."
        return
    if not is_same:
        yield "Private files are not read as they were written."


def private_place() -> Iterator[str]:
    """What lies below the folder of public files is public."""
    storage = storages["private"]
    if not isinstance(storage, FileSystemStorage):
        return
    place = Path(storage.location).resolve()
    for name in ("MEDIA_ROOT", "STATIC_ROOT"):
        public = getattr(settings, name)
        if public and place.is_relative_to(Path(public).resolve()):
            yield f"Private files lie below {name}, where everybody may read them."
    if place.exists() and place.stat().st_mode & 0o007:
        yield f"Every user of this machine may look into {place}: run chmod o= on it."


@contextlib.contextmanager
def probe() -> Iterator[tuple[str, bytes]]:
    """Hand out name and content of a small private file, which is gone afterwards."""
    content = secrets.token_hex(16).encode()
    name = storages["private"].save(f"{FOLDER}/{secrets.token_hex(16)}.txt", ContentFile(content))
    try:
        yield name, content
    finally:
        storages["private"].delete(name)
