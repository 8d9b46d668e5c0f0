"""Tables for spreadsheet programs, in which nothing that somebody typed becomes a formula.

Wagtail's SpreadsheetExportMixin types headings and error codes such as ``#N/A`` by what they look like, writes CSV
without a defence and fails at control characters; so both formats are written here.
"""

import csv
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO

from django.utils import timezone
from django.utils.formats import date_format
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .characters import plain

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
Value = str | int | date | datetime | None
STARTS_A_FORMULA = set("=+-@\u2212")
COLUMN_WIDTH = 22
TEXT_FORMAT, LONGEST_IN_TEXT_FORMAT = "@", 255
# Excel in German expects semicolons, and takes a file for UTF-8 only when it begins with this mark.
SEPARATOR = ";"
BYTE_ORDER_MARK = "\ufeff"


def table_file(ending: str, title: str, headings: list[str], rows: Iterable[list[Value]]) -> IO[bytes]:
    """Return an open file with the table, "xlsx" or "csv". It is written row by row, and gone once it is closed."""
    file = TemporaryFile()  # noqa: SIM115 - whoever gets it closes it
    if ending == "csv":
        write_csv(file, headings, rows)
    else:
        write_xlsx(file, title, headings, rows)
    file.seek(0)
    return file


def write_xlsx(file: IO[bytes], title: str, headings: list[str], rows: Iterable[list[Value]]) -> None:
    """Write a workbook with one sheet, row by row; moments stand in it in local time."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(title=title)
    sheet.freeze_panes = "A2"
    for number in range(1, len(headings) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = COLUMN_WIDTH
    head = [_cell(sheet, heading) for heading in headings]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    workbook.save(file)


def write_csv(file: IO[bytes], headings: list[str], rows: Iterable[list[Value]]) -> None:
    """Write the same table as CSV for Excel; texts that a program would compute begin with an apostrophe."""
    text = TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, delimiter=SEPARATOR)
    writer.writerow([_written(heading) for heading in headings])
    writer.writerows([_written(value) for value in row] for row in rows)
    text.detach()


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet program could take ``text`` for a formula; full-width signs count too."""
    first = next((character for character in text if unicodedata.category(character)[0] not in "ZC"), "")
    return unicodedata.normalize("NFKC", first) in STARTS_A_FORMULA


def _cell(sheet, value: Value) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    if isinstance(value, str):
        text = plain(value)
        if not text:
            return cell
        cell.value = text
        # openpyxl guesses formulas and error codes; a text is a text, also after somebody edits the cell.
        cell.data_type = "s"
        cell.quotePrefix = looks_like_formula(text)
        # The format "text" keeps the zeros in front and the plus also when somebody edits the cell. Older programs show
        # a long text in it as "####".
        if len(text) <= LONGEST_IN_TEXT_FORMAT:
            cell.number_format = TEXT_FORMAT
    elif isinstance(value, datetime):
        cell.value = timezone.make_naive(value)
        cell.number_format = "DD.MM.YYYY HH:MM"
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = "DD.MM.YYYY"
    else:
        cell.value = value
    return cell


def _written(value: Value) -> str | int | None:
    if isinstance(value, str):
        text = plain(value)
        return f"'{text}" if looks_like_formula(text) else text
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "d.m.Y H:i")
    if isinstance(value, date):
        return date_format(value, "d.m.Y")
    return value
