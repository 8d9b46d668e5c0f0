"""The name under which a file is handed out, and its address."""

import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.urls import reverse

from cms.texts.characters import one_line

if TYPE_CHECKING:
    from ..models.publication import PublicationFile

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# Ethiopic and other scripts take three bytes a letter, and file systems end a name at 255 bytes.
MOST_LETTERS = 70


def file_name(file: "PublicationFile") -> str:
    """Return a name made of title and language, such as ``analyse-2-entwurf-de.pdf``.

    Letters, digits and their marks of every script stay; anything else becomes a hyphen, so no path, no quote and no
    control of the writing direction gets through.
    """
    title = unicodedata.normalize("NFKC", one_line(file.title)).lower()
    if file.language.startswith("de"):
        title = title.translate(GERMAN)
    kept = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in title)
    words = "-".join(kept.split())[:MOST_LETTERS].strip("-") or "file"
    return f"{words}-{file.language}{extension(file)}"


def extension(file: "PublicationFile") -> str:
    """Return the ending of the file's name with its dot, in small letters."""
    return PurePosixPath(file.file.name).suffix.lower()


def file_url(file: "PublicationFile") -> str:
    """Return the only address at which the file is served, to those who may fetch it."""
    return reverse("downloads:file", args=[file.public_id, file_name(file)])
