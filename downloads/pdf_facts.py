"""The facts of a PDF, and what no PDF may hold: a password, a script, another file.

A reader of a parser's output has to bound it: a PDF may name a million annotations, or a page that is its own parent.
"""

import re
import zipfile
from collections.abc import Iterator

from django.core.files import File
from django.utils.translation import gettext_lazy as _
from pypdf import PdfReader
from pypdf.errors import DependencyError
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject

from .file_facts import NOT_WHAT_IT_SAYS, PDF, FileFacts, FileRefused

MOST_PAGES = 3_000
MOST_ANNOTATIONS = 20_000
# So many bytes before the end hold the mark of the end; behind it only blanks may follow.
END = 64 * 1024
END_MARK = b"%%EOF"
BLANK = b" \t\r\n\f\0"
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")
# What these actions do is done on the reader's machine.
ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"}

PROTECTED = _("This PDF is protected with a password. Please upload it without protection.")
BROKEN = _("This PDF is broken and can't be read. Please make it anew and upload that.")
SCRIPT = _("This PDF holds a script. Please save it without scripts and upload that.")
FILES_INSIDE = _("This PDF holds other files. Please save it without attachments and upload those on their own.")


def pdf_facts(file: File) -> FileFacts:
    """Return the facts, without the digest. Raises FileRefused."""
    _refuse_two_files_in_one(file)
    try:
        return _facts(file)
    except FileRefused:
        raise
    except DependencyError as error:  # pypdf lacks the cipher, so there is one
        raise FileRefused(PROTECTED) from error
    except Exception as error:  # a parser that is fed with anything may fail in any way
        raise FileRefused(BROKEN) from error


def _refuse_two_files_in_one(file: File) -> None:
    if zipfile.is_zipfile(file):
        raise FileRefused(NOT_WHAT_IT_SAYS)
    file.seek(max(0, file.size - END))
    _before, mark, behind = file.read(END).rpartition(END_MARK)
    file.seek(0)
    if not mark:
        raise FileRefused(BROKEN)
    if behind.strip(BLANK):
        raise FileRefused(NOT_WHAT_IT_SAYS)


def _facts(file: File) -> FileFacts:
    reader = PdfReader(file)
    if reader.is_encrypted:
        raise FileRefused(PROTECTED)
    root = reader.root_object
    pages = len(reader.pages)
    if not pages:
        raise FileRefused(_("This PDF has no pages. Please make it anew and upload that."))
    if pages > MOST_PAGES:
        raise FileRefused(_("This PDF has too many pages. Please divide it and upload the parts."))
    _refuse_what_acts(root)
    for page in reader.pages:
        _refuse_actions(page)
    for annotation in _annotations(reader):
        _refuse_actions(annotation)
        if _entry(annotation, "/Subtype") == "/FileAttachment":
            raise FileRefused(FILES_INSIDE)
    return FileFacts(
        content_type=PDF,
        size=file.size,
        pages=pages,
        is_tagged=_entry(_entry(root, "/MarkInfo"), "/Marked") == BooleanObject(True) and "/StructTreeRoot" in root,
        has_title=_has_title(reader),
        written_language=_language(_entry(root, "/Lang")),
    )


def _refuse_what_acts(root: DictionaryObject) -> None:
    names = _entry(root, "/Names")
    if _entry(names, "/JavaScript") is not None or _entry(_entry(root, "/AcroForm"), "/XFA") is not None:
        raise FileRefused(SCRIPT)
    if _entry(names, "/EmbeddedFiles") is not None:
        raise FileRefused(FILES_INSIDE)
    if _entry(_entry(root, "/OpenAction"), "/S") in ACTIONS:
        raise FileRefused(SCRIPT)
    _refuse_actions(root)


def _refuse_actions(holder: object) -> None:
    if _entry(_entry(holder, "/A"), "/S") in ACTIONS:
        raise FileRefused(SCRIPT)
    triggers = _entry(holder, "/AA")
    if isinstance(triggers, DictionaryObject) and any(
        _entry(_entry(triggers, key), "/S") in ACTIONS for key in triggers
    ):
        raise FileRefused(SCRIPT)


def _annotations(reader: PdfReader) -> Iterator[object]:
    seen = 0
    for page in reader.pages:
        annotations = _entry(page, "/Annots")
        for annotation in annotations if isinstance(annotations, ArrayObject) else ():
            seen += 1
            if seen > MOST_ANNOTATIONS:
                raise FileRefused(BROKEN)
            yield annotation.get_object()


def _has_title(reader: PdfReader) -> bool:
    if reader.metadata and (reader.metadata.title or "").strip():
        return True
    described = reader.xmp_metadata
    return bool(described and any((title or "").strip() for title in (described.dc_title or {}).values()))


def _language(value: object) -> str:
    # A text of the file's author, which may hold anything.
    text = str(value or "").strip()
    return text if LANGUAGE.fullmatch(text) else ""


def _entry(dictionary: object, key: str) -> object:
    # Indexing follows a reference to another place in the file; ``get`` doesn't.
    return dictionary[key] if isinstance(dictionary, DictionaryObject) and key in dictionary else None
