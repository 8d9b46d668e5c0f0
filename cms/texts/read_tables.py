"""Reads the tables that people keep in spreadsheet programs, as they come: CSV of any program, or XLSX."""

import csv
import zipfile
from io import BytesIO, StringIO
from itertools import islice

from django.utils.translation import gettext_lazy as _

from .characters import CLEANED, one_line

MOST_BYTES = 5_000_000
MOST_UNPACKED_BYTES = 50_000_000
SEPARATORS = ";,\t"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class TableUnreadable(Exception):
    """The file holds no table that we can read; the text says what to do."""


def rows_of(content: bytes, most_rows: int, most_columns: int) -> list[list[str]]:
    """Return the rows of a CSV file or of the first sheet of a workbook, each cell as one line of text.

    Columns beyond are left out; raises TableUnreadable, also for more rows.
    """
    if len(content) > MOST_BYTES:
        raise TableUnreadable(_("This file is too large. Please divide it."))
    if content.startswith(OLD_EXCEL):
        raise TableUnreadable(_("This is an old Excel file. Please save it as .xlsx or as CSV."))
    read = _workbook if content.startswith(ZIP) else _csv
    rows = list(islice(read(content), most_rows + 1))
    if len(rows) > most_rows:
        raise TableUnreadable(_("This file has too many rows. Please divide it."))
    return [[_text(cell) for cell in row[:most_columns]] for row in rows]


def _csv(content: bytes):
    text = _decoded(content)
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise TableUnreadable(_("This file can't be read as a table. Please save it as .xlsx or as CSV.")) from error


def _decoded(content: bytes) -> str:
    encodings = ["utf-16"] if content.startswith(UTF_16_MARKS) else ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableUnreadable(_("This file can't be read as a table. Please save it as .xlsx or as CSV."))


def _workbook(content: bytes):
    import openpyxl

    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED_BYTES:
                raise TableUnreadable(_("This file is too large. Please divide it."))
        workbook = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        yield from workbook.worksheets[0].iter_rows(values_only=True)
    except TableUnreadable:
        raise
    except Exception as error:  # whatever openpyxl stumbles over in a broken file
        raise TableUnreadable(_("This file can't be read as a table. Please save it as .xlsx or as CSV.")) from error


def _text(cell) -> str:
    return "" if cell is None else one_line(str(cell).translate(CLEANED))
