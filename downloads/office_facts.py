"""The facts of an office document, which is an archive, and what none of them may hold: macros, programs, a password.

Nothing is unpacked but a bounded start of the parts that tell; no XML is parsed, so no entity can unfold.
"""

import re
import zipfile
from pathlib import PurePosixPath

from django.core.files import File
from django.utils.translation import gettext_lazy as _

from .file_facts import NOT_WHAT_IT_SAYS, OFFICE_TYPES, FileFacts, FileRefused

# The part of the archive that holds the document itself.
MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml", "ods": "content.xml"}
MOST_PARTS = 5_000
MOST_UNFOLDED = 500 * 1024 * 1024
# Texts fold to a tenth; more than a hundredth is made to fill a machine.
MOST_RATIO = 100
UNSUSPICIOUS = 20 * 1024 * 1024
START = 1024 * 1024
ENCRYPTED = 0x1
END_RECORD = b"PK\x05\x06"
END_RECORD_BYTES = 22
MACRO_PARTS = re.compile(r"(^|/)(vbaproject[^/]*\.bin|vbadata\.xml|activex/.+|basic/.+|scripts/.+)$", re.IGNORECASE)
# Charts keep their numbers as a workbook inside; a ".bin" there is a program's own object.
PROGRAM_PARTS = re.compile(
    r"/embeddings/[^/]+\.bin$|\.(bat|cmd|com|dll|exe|hta|html?|jar|js|lnk|msi|ps1|scr|sh|vbs|wsf)$", re.IGNORECASE
)
MACROS = _("This file holds macros. Please save it without macros and upload that.")
PROGRAMS = _("This file holds objects of other programs. Please save it as a PDF and upload that.")
PROTECTED = _("This file is protected with a password. Please upload it without protection.")
BROKEN = _("This file is broken and can't be read. Please save it again and upload that.")


def office_facts(file: File, extension: str) -> FileFacts:
    """Return the facts, without the digest. Raises FileRefused."""
    try:
        with zipfile.ZipFile(file) as archive:
            _check(archive, file, extension)
    except FileRefused:
        raise
    except Exception as error:  # an archive of strangers may be broken in any way
        raise FileRefused(BROKEN) from error
    return FileFacts(OFFICE_TYPES[extension], file.size)


def _check(archive: zipfile.ZipFile, file: File, extension: str) -> None:
    parts = archive.infolist()
    _refuse_two_files_in_one(parts, file)
    _refuse_bombs(parts, file.size)
    _refuse_strange_names([part.filename for part in parts])
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise FileRefused(PROTECTED)
    names = {part.filename for part in parts}
    if any(MACRO_PARTS.search(name) for name in names):
        raise FileRefused(MACROS)
    if any(PROGRAM_PARTS.search(f"/{name}") for name in names):
        raise FileRefused(PROGRAMS)
    if MAIN_PARTS[extension] not in names:
        raise FileRefused(NOT_WHAT_IT_SAYS)
    if extension in ("odt", "ods"):
        _check_open_document(archive, names, extension)
    else:
        _check_office_open_xml(archive, names)


def _refuse_two_files_in_one(parts: list[zipfile.ZipInfo], file: File) -> None:
    file.seek(max(0, file.size - END_RECORD_BYTES))
    ends_with_the_archive = file.read(END_RECORD_BYTES).startswith(END_RECORD)
    begins_with_it = bool(parts) and min(part.header_offset for part in parts) == 0
    if not (ends_with_the_archive and begins_with_it):
        raise FileRefused(NOT_WHAT_IT_SAYS)


def _refuse_bombs(parts: list[zipfile.ZipInfo], size: int) -> None:
    unfolded = sum(part.file_size for part in parts)
    # Several parts may lie on the same bytes: then they claim more than there is.
    folded = sum(part.compress_size for part in parts)
    is_bomb = unfolded > MOST_UNFOLDED or (unfolded > UNSUSPICIOUS and unfolded > MOST_RATIO * size) or folded > size
    if is_bomb or len(parts) > MOST_PARTS:
        raise FileRefused(
            _("This file unfolds to far more than its size. Please save it again as a PDF and upload that.")
        )


def _refuse_strange_names(names: list[str]) -> None:
    strange = any(
        name.startswith("/") or "\\" in name or "\0" in name or ".." in PurePosixPath(name).parts for name in names
    )
    if strange or len(names) != len({name.lower() for name in names}):
        raise FileRefused(BROKEN)


def _check_open_document(archive: zipfile.ZipFile, names: set[str], extension: str) -> None:
    told = _start_of(archive, "mimetype", names).decode("ascii", "replace").strip()
    if told != OFFICE_TYPES[extension]:
        raise FileRefused(NOT_WHAT_IT_SAYS)
    if b"encryption-data" in _start_of(archive, "META-INF/manifest.xml", names):
        raise FileRefused(PROTECTED)


def _check_office_open_xml(archive: zipfile.ZipFile, names: set[str]) -> None:
    types = _start_of(archive, "[Content_Types].xml", names).lower()
    if b"macroenabled" in types or b"vbaproject" in types:
        raise FileRefused(MACROS)
    # A template from elsewhere brings its macros along when the file is opened.
    relations = _start_of(archive, "word/_rels/settings.xml.rels", names).lower()
    if b"attachedtemplate" in relations and b"external" in relations:
        raise FileRefused(MACROS)


def _start_of(archive: zipfile.ZipFile, part: str, names: set[str]) -> bytes:
    if part not in names:
        return b""
    with archive.open(part) as opened:
        # XML may be written in two bytes a letter.
        return opened.read(START).replace(b"\0", b"")
