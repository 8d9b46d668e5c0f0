"""What a file tells about itself: type by content, size, pages, whether it is tagged for screen readers."""

import hashlib
import zipfile
from dataclasses import dataclass

from django.conf import settings
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pypdf import PdfReader
from pypdf.errors import DependencyError
from pypdf.generic import BooleanObject, DictionaryObject

PDF = "application/pdf"
OFFICE_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
# The part of the archive that holds the document itself.
MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml", "ods": "content.xml"}
MACRO_PARTS = ("vbaproject.bin", "basic/script-lc.xml")
MOST_BYTES = 50 * 1024 * 1024
MOST_LETTERS_OF_A_LANGUAGE = 35


@dataclass(frozen=True)
class FileFacts:
    """What is kept of a file, under the names of PublicationFile's fields.

    ``size`` is in bytes, ``digest`` is the SHA-256 of the content; ``pages``, ``is_tagged`` and ``has_title`` are None
    where the format doesn't tell, ``written_language`` is empty then.
    """

    content_type: str
    size: int
    digest: str
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
    _refuse_what_is_too_large(file)
    extension = (file.name or "").rsplit(".", 1)[-1].lower()
    file.open("rb")
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    if extension == "pdf" and start.startswith(b"%PDF-"):
        facts = _pdf_facts(file)
    elif extension in OFFICE_TYPES and start.startswith(b"PK\x03\x04"):
        facts = _office_facts(file, extension)
    else:
        raise FileRefused(_not_what_it_says())
    file.seek(0)
    return facts


def _refuse_what_is_too_large(file: File) -> None:
    most = getattr(settings, "DOWNLOADS_MAX_BYTES", MOST_BYTES)
    if file.size > most:
        message = gettext("This file has %(size)s; at most %(limit)s are possible. Please upload a smaller one.")
        raise FileRefused(message % {"size": filesizeformat(file.size), "limit": filesizeformat(most)})
    if not file.size:
        raise FileRefused(_("This file is empty. Please save it again and upload that."))


def _pdf_facts(file: File) -> FileFacts:
    try:
        reader = PdfReader(file)
        if reader.is_encrypted:
            raise FileRefused(_protected())
        root = reader.root_object
        if _runs_a_script(root):
            raise FileRefused(_("This PDF holds a script. Please save it without scripts and upload that."))
        is_tagged = _entry(_entry(root, "/MarkInfo"), "/Marked") == BooleanObject(True) and "/StructTreeRoot" in root
        pages = len(reader.pages)
        has_title = bool(reader.metadata and (reader.metadata.title or "").strip())
        language = str(_entry(root, "/Lang") or "").strip()[:MOST_LETTERS_OF_A_LANGUAGE]
    except FileRefused:
        raise
    except DependencyError as error:  # pypdf lacks the cipher, so there is one
        raise FileRefused(_protected()) from error
    except Exception as error:  # a parser that is fed with anything may fail in any way
        raise FileRefused(_("This PDF is broken and can't be read. Please make it anew and upload that.")) from error
    if not pages:
        raise FileRefused(_("This PDF has no pages. Please make it anew and upload that."))
    return FileFacts(PDF, file.size, _digest(file), pages, is_tagged, has_title, language)


def _digest(file: File) -> str:
    file.seek(0)
    return hashlib.file_digest(file.file, "sha256").hexdigest()


def _runs_a_script(root: DictionaryObject) -> bool:
    if _entry(_entry(root, "/OpenAction"), "/S") in ("/JavaScript", "/Launch"):
        return True
    return _entry(_entry(root, "/Names"), "/JavaScript") is not None


def _entry(dictionary: object, key: str) -> object:
    # Indexing follows a reference to another place in the file; ``get`` doesn't.
    return dictionary[key] if isinstance(dictionary, DictionaryObject) and key in dictionary else None


def _office_facts(file: File, extension: str) -> FileFacts:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = set(archive.namelist())
            told = _start_of(archive, "mimetype") if "mimetype" in parts else ""
    except Exception as error:  # as above
        raise FileRefused(_("This file is broken and can't be read. Please save it again and upload that.")) from error
    if any(part.lower().endswith(MACRO_PARTS) for part in parts):
        raise FileRefused(_("This file holds macros. Please save it without macros and upload that."))
    is_open_document = extension in {"odt", "ods"}
    if MAIN_PARTS[extension] not in parts or (is_open_document and told.strip() != OFFICE_TYPES[extension]):
        raise FileRefused(_not_what_it_says())
    return FileFacts(OFFICE_TYPES[extension], file.size, _digest(file))


def _start_of(archive: zipfile.ZipFile, part: str) -> str:
    # Only as much as is needed: a small archive may unfold to any size.
    with archive.open(part) as opened:
        return opened.read(100).decode("ascii", "replace")


def _not_what_it_says() -> Promise:
    return _("The content of this file isn't what its name says. Please save it again as a PDF and upload that.")


def _protected() -> Promise:
    return _("This PDF is protected with a password. Please upload it without protection.")
