"""What a file tells about itself, read from its content: type, size, pages, whether it is tagged for screen readers."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .file_refusals import REFUSALS
from .findings import Finding, Found
from .open_document import OFFICE_TYPES as OPEN_DOCUMENT_TYPES
from .process import examine

PDF = "application/pdf"
OFFICE_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    **OPEN_DOCUMENT_TYPES,
}
STARTS = {"pdf": b"%PDF-", **dict.fromkeys(OFFICE_TYPES, b"PK\x03\x04")}
# How Word and Excel begin files that are protected with a password, and those of before 2007.
OLE_START = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class FileFacts:
    """What is kept of a file, under the names of PublicationFile's fields.

    ``size`` is in bytes, ``digest`` is the SHA-256 of the content; ``pages``, ``has_text``, ``is_tagged`` and
    ``has_title`` are None where the format doesn't tell, ``written_language`` is empty then. ``has_text``: whether at
    least half of the pages hold text, not only a picture of it.
    """

    content_type: str
    size: int
    digest: str = ""
    pages: int | None = None
    has_text: bool | None = None
    is_tagged: bool | None = None
    has_title: bool | None = None
    written_language: str = ""


class FileRefused(Exception):
    """The file may not be offered for download; ``message`` says why, for the editor."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


def read_file_facts(file: File) -> FileFacts:
    """Read the facts from the content, never from the name alone. Raises FileRefused for what isn't what it says."""
    _refuse_what_is_too_large(file)
    kind = (file.name or "").rsplit(".", 1)[-1].lower()
    file.open("rb")
    file.seek(0)
    start = file.read(8)
    if kind in OFFICE_TYPES and start.startswith(OLE_START):
        raise FileRefused(
            _("This file is protected with a password or has an old format. Please save it as a PDF and upload that.")
        )
    if kind not in STARTS or not start.startswith(STARTS[kind]):
        raise FileRefused(REFUSALS[Finding.NOT_WHAT_IT_SAYS])
    facts = _examined(_Content(file), kind)
    file.seek(0)
    if isinstance(facts, Finding):
        raise FileRefused(REFUSALS[facts])
    return facts


class _Content:
    """A file that is the same as another of the same bytes: a form looks twice at each, and so does who repeats it."""

    def __init__(self, file: File) -> None:
        self.file: File | None = file
        file.seek(0)
        self.digest = hashlib.file_digest(file.file, "sha256").hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


@lru_cache(maxsize=256)
def _examined(content: _Content, kind: str) -> FileFacts | Finding:
    file, content.file = content.file, None
    assert file is not None
    content_type = OFFICE_TYPES.get(kind, PDF)
    try:
        return FileFacts(content_type=content_type, size=file.size, digest=content.digest, **examine(file, kind))
    except Found as found:
        if found.finding == Finding.TOO_COMPLICATED:
            # The machine may have been busy: the next try is looked at again.
            raise FileRefused(REFUSALS[found.finding]) from found
        return found.finding


def _refuse_what_is_too_large(file: File) -> None:
    most = settings.DOWNLOADS_MAX_BYTES
    if file.size > most:
        message = gettext("This file has %(size)s; at most %(limit)s are possible. Please upload a smaller one.")
        raise FileRefused(message % {"size": filesizeformat(file.size), "limit": filesizeformat(most)})
    if not file.size:
        raise FileRefused(_("This file is empty. Please save it again and upload that."))
