"""Examines a PDF: refuses it by what it does, and tells what readers may know of it."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

import pikepdf
from pikepdf import Dictionary, Pdf, Stream, String

from .findings import Finding, Found, refuse
from .pdf_objects import refuse_what_acts
from .pdf_text import has_text

MOST_PAGES = 3_000
# Each save "on top" leaves the state before it in the file.
MOST_STATES = 30
# So many bytes before the end hold the mark of the end; behind it only blanks may follow.
END = 64 * 1024
END_MARK = b"%%EOF"
BLANK = b" \t\r\n\f\0"
MOST_UNFOLDED = 64 * 1024 * 1024
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")
TITLE_IN_METADATA = re.compile(rb"<dc:title[^>]*>(?:(?!</dc:title>).){0,2000}?<rdf:li[^>]*>[^<]*[^<\s]", re.DOTALL)


def examine_pdf(stream: BinaryIO) -> dict:
    """Return the facts under the names of ``FileFacts``. Raises Found."""
    _bound_the_parser()
    size = stream.seek(0, io.SEEK_END)
    _refuse_two_files_in_one(stream, size)
    with _opened(stream) as pdf:
        facts = _facts(pdf)
    for earlier in _earlier_states(stream):
        _refuse_earlier(earlier)
    return facts


def _bound_the_parser() -> None:
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MOST_UNFOLDED,
        png_max_memory=MOST_UNFOLDED,
        tiff_max_memory=MOST_UNFOLDED,
        run_length_max_memory=MOST_UNFOLDED,
        dct_max_memory=MOST_UNFOLDED,
        max_stream_filters=4,
        doc_max_warnings=200,
    )


def _refuse_two_files_in_one(stream: BinaryIO, size: int) -> None:
    if zipfile.is_zipfile(stream):
        refuse(Finding.NOT_WHAT_IT_SAYS)
    stream.seek(max(0, size - END))
    _before, mark, behind = stream.read(END).rpartition(END_MARK)
    if not mark:
        refuse(Finding.PDF_BROKEN)
    if behind.strip(BLANK):
        refuse(Finding.NOT_WHAT_IT_SAYS)


def _opened(stream: BinaryIO) -> Pdf:
    stream.seek(0)
    try:
        # What one reader repairs in one way, another repairs otherwise: only what is whole can be judged.
        pdf = pikepdf.open(stream, attempt_recovery=False, inherit_page_attributes=False)
    except pikepdf.PasswordError:
        refuse(Finding.PDF_PASSWORD)
    except pikepdf.PdfError as error:
        refuse(_why_it_does_not_open(str(error).lower()))
    if pdf.is_encrypted:
        may = pdf.allow
        refuse(Finding.PDF_LOCKED if may.print_highres and may.print_lowres else Finding.PDF_PRINTING_LOCKED)
    return pdf


def _why_it_does_not_open(message: str) -> Finding:
    if "encrypt" in message:
        # A lock that isn't known is a lock.
        return Finding.PDF_PASSWORD
    return Finding.PDF_WITHOUT_PAGES if "no pages found" in message else Finding.PDF_BROKEN


def _facts(pdf: Pdf) -> dict:
    refuse_what_acts(pdf)
    pages = _number_of_pages(pdf)
    is_readable = has_text(pdf)
    marks = pdf.Root.get("/MarkInfo")
    structure = pdf.Root.get("/StructTreeRoot")
    is_marked = isinstance(marks, Dictionary) and marks.get("/Marked") is True
    return {
        "pages": pages,
        "has_text": is_readable,
        "is_tagged": is_readable and is_marked and isinstance(structure, Dictionary) and "/K" in structure,
        "has_title": _has_title(pdf),
        "written_language": _language(pdf),
    }


def _number_of_pages(pdf: Pdf) -> int:
    if not isinstance(pdf.trailer.get("/Root"), Dictionary) or not isinstance(pdf.Root.get("/Pages"), Dictionary):
        refuse(Finding.PDF_BROKEN)
    pages = len(pdf.pages)
    if not pages:
        refuse(Finding.PDF_WITHOUT_PAGES)
    if pages > MOST_PAGES:
        refuse(Finding.PDF_TOO_MANY_PAGES)
    if not all(isinstance(page.obj, Dictionary) for page in pdf.pages):
        refuse(Finding.PDF_BROKEN)
    return pages


def _earlier_states(stream: BinaryIO) -> Iterator[bytes]:
    """Return what the file was before each later save: whoever cuts the end off gets that back."""
    stream.seek(0)
    content = stream.read()
    ends = [mark.end() for mark in re.finditer(END_MARK, content)][:-1]
    if len(ends) > MOST_STATES:
        refuse(Finding.TOO_COMPLICATED)
    for end in reversed(ends):
        yield content[:end]


def _refuse_earlier(content: bytes) -> None:
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False, inherit_page_attributes=False) as pdf:
            refuse_what_acts(pdf)
    except pikepdf.PdfError:
        # No state of its own: a file that is made for the web has such a mark in its beginning.
        return
    except Found:
        refuse(Finding.PDF_EARLIER)


def _has_title(pdf: Pdf) -> bool:
    described = pdf.trailer.get("/Info")
    title = described.get("/Title") if isinstance(described, Dictionary) else None
    if isinstance(title, String) and str(title).strip():
        return True
    metadata = pdf.Root.get("/Metadata")
    try:
        content = metadata.read_bytes() if isinstance(metadata, Stream) else b""
    except pikepdf.PdfError:
        return False
    return TITLE_IN_METADATA.search(content.replace(b"\0", b"")) is not None


def _language(pdf: Pdf) -> str:
    # A text of the file's author, which may hold anything.
    value = pdf.Root.get("/Lang")
    text = str(value).strip() if isinstance(value, String) else ""
    return text if LANGUAGE.fullmatch(text) else ""
