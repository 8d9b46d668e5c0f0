"""Tables that spreadsheet programs may open without computing what somebody typed."""

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from cms.texts.characters import plain
from cms.texts.spreadsheet import write_csv, write_xlsx

HOSTILE = [
    "=1+1",
    "+49 351 123",
    "-2",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "﹦1",
    "\u22121",
    '=HYPERLINK("https://elsewhere.example","a;b")',
]


def as_xlsx(*table):
    file = BytesIO()
    write_xlsx(file, *table)
    return file.getvalue()


def as_csv(*table):
    file = BytesIO()
    write_csv(file, *table)
    return file.getvalue()


def sheet_of(content):
    return load_workbook(BytesIO(content)).active


def lines_of(content):
    return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text):  # S17, X6
    cell = sheet_of(as_xlsx("T", ["a"], [[text]]))["A2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", plain(text), True)
    assert lines_of(as_csv(["a"], [[text]])) == [["a"], ["'" + plain(text)]]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_heading_becomes_a_formula(text):  # S17
    cell = sheet_of(as_xlsx("T", [text], []))["A1"]
    assert (cell.data_type, cell.value) == ("s", plain(text))
    assert lines_of(as_csv([text], [])) == [["'" + plain(text)]]


@pytest.mark.parametrize(
    "text", ["Özlem Ünal", "a=b", "a\nb", "#N/A", "1", "007", "2021-05-01", "TRUE", "العربية", '"', "a;b"]
)
def test_ordinary_text_stays_as_it_is(text):  # S17
    cell = sheet_of(as_xlsx("T", ["a"], [[text]]))["A2"]
    assert (cell.data_type, cell.value, bool(cell.quotePrefix)) == ("s", text, False)
    assert lines_of(as_csv(["a"], [[text]])) == [["a"], [text]]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b", "ab"),
        ("a\x1bb\x7fc\x9fd", "abcd"),
        ("a\u202eb\u2066c", "abc"),
        ("a\ufffeb\uffffc\ufdd0d", "abcd"),
        ("a\U0001ffffb", "ab"),
        ("a\ud800b", "ab"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("👩🏽‍🦽", "👩🏽‍🦽"),
    ],
)
def test_invisible_characters_are_dropped(text, kept):  # S17, X6
    assert sheet_of(as_xlsx("T", [text], [[text]]))["A2"].value == kept
    assert lines_of(as_csv(["a"], [[text]])) == [["a"], [kept]]


def test_numbers_and_dates_keep_their_type_and_the_local_time():  # S17, R7
    moment = datetime(2026, 7, 1, 16, 30, tzinfo=UTC)
    row = [7, -3, date(2026, 7, 2), moment, None, ""]
    cells = list(sheet_of(as_xlsx("T", list("abcdef"), [row])).iter_rows(min_row=2, values_only=True))
    assert cells == [(7, -3, datetime(2026, 7, 2), datetime(2026, 7, 1, 18, 30), None, None)]
    assert lines_of(as_csv(list("abcdef"), [row]))[1] == ["7", "-3", "02.07.2026", "01.07.2026 18:30", "", ""]


def test_excel_is_told_that_the_csv_is_utf_8():  # S17
    assert as_csv(["Straße"], [["ä"]]) == "\ufeffStraße\r\nä\r\n".encode()


def test_a_workbook_says_nothing_about_who_made_it():  # V1
    properties = load_workbook(BytesIO(as_xlsx("Anmeldungen", ["Name"], [["Ada"]]))).properties
    told = {name: value for name, value in vars(properties).items() if isinstance(value, str) and value}
    assert told == {"creator": "openpyxl"}
