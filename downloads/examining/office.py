"""Examines an office document, which is an archive: its parts, then the XML in them."""

import re
import zipfile
from pathlib import PurePosixPath
from typing import BinaryIO

from .findings import Finding, Found, refuse
from .markup import Budget
from .office_open_xml import check_office_open_xml
from .open_document import check_open_document

# The part of the archive that holds the document itself.
MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml", "ods": "content.xml"}
OPEN_DOCUMENT = ("odt", "ods")
MOST_PARTS = 5_000
MOST_UNFOLDED = 500 * 1024 * 1024
# Texts fold to a tenth; more than a hundredth is made to fill a machine.
MOST_RATIO = 100
UNSUSPICIOUS = 20 * 1024 * 1024
ENCRYPTED = 0x1
END_RECORD = b"PK\x05\x06"
END_RECORD_BYTES = 22
MACRO_PARTS = re.compile(
    r"(^|/)(vbaproject[^/]*\.bin|vbadata\.xml|activex/.+|macrosheets/.+|customui[^/]*/.+|basic/.+|scripts/.+)$",
    re.IGNORECASE,
)
# What the parts of an honest document end in; an open document has parts without any ending, too.
XML = {"xml", "rels", "vml", "rdf"}
PICTURES = {"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "svg", "svm", "webp", "wdp", "heic"}
FONTS = {"ttf", "otf", "odttf", "fntdata"}
OTHERS = {"psmdcp", "sigs", "thumb"}
PRINTER_SETTINGS = re.compile(r"xl/printersettings/printersettings\d+\.bin", re.IGNORECASE)
# Charts keep their figures as a workbook inside.
WORKBOOKS = re.compile(r"(word|xl)/embeddings/[^/]+\.xlsx", re.IGNORECASE)
PROGRAM_STARTS = (b"\xd0\xcf\x11\xe0", b"MZ")


def examine_office(stream: BinaryIO, extension: str, budget: Budget | None = None, deepest: int = 1) -> dict:
    """Return no facts, as these formats tell none. Raises Found."""
    try:
        with zipfile.ZipFile(stream) as archive:
            _check(archive, stream, extension, budget or Budget(), deepest)
    except Found:
        raise
    except Exception as error:  # an archive of strangers may be broken in any way
        raise Found(Finding.OFFICE_BROKEN) from error
    return {}


def _check(archive: zipfile.ZipFile, stream: BinaryIO, extension: str, budget: Budget, deepest: int) -> None:
    parts = [part for part in archive.infolist() if not part.is_dir()]
    names = {part.filename for part in parts}
    _refuse_two_files_in_one(archive, stream)
    _refuse_bombs(archive)
    _refuse_strange_names([part.filename for part in archive.infolist()])
    if any(part.flag_bits & ENCRYPTED for part in parts):
        refuse(Finding.OFFICE_PASSWORD)
    if any(MACRO_PARTS.search(name) for name in names):
        refuse(Finding.OFFICE_MACROS)
    if MAIN_PARTS[extension] not in names:
        refuse(Finding.NOT_WHAT_IT_SAYS)
    for name in names:
        _refuse_what_is_no_part(archive, name, extension, budget, deepest)
    if extension in OPEN_DOCUMENT:
        check_open_document(archive, names, extension, budget)
    else:
        check_office_open_xml(archive, names, extension, budget)


def _refuse_two_files_in_one(archive: zipfile.ZipFile, stream: BinaryIO) -> None:
    size = stream.seek(0, 2)
    stream.seek(max(0, size - END_RECORD_BYTES))
    ends_with_the_archive = stream.read(END_RECORD_BYTES).startswith(END_RECORD)
    parts = archive.infolist()
    begins_with_it = bool(parts) and min(part.header_offset for part in parts) == 0
    if not (ends_with_the_archive and begins_with_it):
        refuse(Finding.NOT_WHAT_IT_SAYS)


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    size = archive.fp.seek(0, 2)
    unfolded = sum(part.file_size for part in parts)
    # Several parts may lie on the same bytes: then they claim more than there is.
    folded = sum(part.compress_size for part in parts)
    is_bomb = unfolded > MOST_UNFOLDED or (unfolded > UNSUSPICIOUS and unfolded > MOST_RATIO * size) or folded > size
    if is_bomb or len(parts) > MOST_PARTS:
        refuse(Finding.OFFICE_BOMB)
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        refuse(Finding.OFFICE_BROKEN)


def _refuse_strange_names(names: list[str]) -> None:
    strange = any(
        name.startswith("/") or "\\" in name or not name.isprintable() or ".." in PurePosixPath(name).parts
        for name in names
    )
    if strange or len(names) != len({name.lower() for name in names}):
        refuse(Finding.OFFICE_BROKEN)


def _refuse_what_is_no_part(archive: zipfile.ZipFile, name: str, extension: str, budget: Budget, deepest: int) -> None:
    # ``.rels`` is an ending here, which a path takes for a name.
    ending = name.rpartition("/")[2].rpartition(".")[2].lower() if "." in name.rpartition("/")[2] else ""
    if ending in XML | PICTURES | FONTS | OTHERS:
        return
    if WORKBOOKS.fullmatch(name) and deepest:
        with archive.open(name) as workbook:
            examine_office(workbook, "xlsx", budget, deepest - 1)
        return
    with archive.open(name) as part:
        is_program = part.read(4).startswith(PROGRAM_STARTS)
    if is_program or ending == "bin" and not PRINTER_SETTINGS.fullmatch(name):
        refuse(Finding.OFFICE_PROGRAMS)
    if ending != "bin" and (ending or extension not in OPEN_DOCUMENT):
        refuse(Finding.OFFICE_FILES)
