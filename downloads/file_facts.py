"""What a file tells about itself, read from its content: type, size, pages, whether it is tagged for screen readers."""

import hashlib
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

PDF = "application/pdf"
OFFICE_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
# How Word and Excel begin files that are protected with a password, and those of before 2007.
OLE_START = b"\xd0\xcf\x11\xe0"
NOT_WHAT_IT_SAYS = _(
    "The content of this file isn't what its name says. Please save it again as a PDF and upload that."
)


@dataclass(frozen=True)
class FileFacts:
    """What is kept of a file, under the names of PublicationFile's fields.

    ``size`` is in bytes, ``digest`` is the SHA-256 of the content; ``pages``, ``is_tagged`` and ``has_title`` are None
    where the format doesn't tell, ``written_language`` is empty then.
    """

    content_type: str
    size: int
    digest: str = ""
    pages: int | None = None
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
    from .office_facts import office_facts
    from .pdf_facts import pdf_facts

    _refuse_what_is_too_large(file)
    extension = (file.name or "").rsplit(".", 1)[-1].lower()
    file.open("rb")
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    if extension == "pdf" and start.startswith(b"%PDF-"):
        facts = pdf_facts(file)
    elif extension in OFFICE_TYPES and start.startswith(b"PK\x03\x04"):
        facts = office_facts(file, extension)
    elif extension in OFFICE_TYPES and start.startswith(OLE_START):
        raise FileRefused(
            _("This file is protected with a password or has an old format. Please save it as a PDF and upload that.")
        )
    else:
        raise FileRefused(NOT_WHAT_IT_SAYS)
    file.seek(0)
    digest = hashlib.file_digest(file.file, "sha256").hexdigest()
    file.seek(0)
    return replace(facts, digest=digest)


def _refuse_what_is_too_large(file: File) -> None:
    most = settings.DOWNLOADS_MAX_BYTES
    if file.size > most:
        message = gettext("This file has %(size)s; at most %(limit)s are possible. Please upload a smaller one.")
        raise FileRefused(message % {"size": filesizeformat(file.size), "limit": filesizeformat(most)})
    if not file.size:
        raise FileRefused(_("This file is empty. Please save it again and upload that."))
