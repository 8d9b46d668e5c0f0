"""The addresses of the site before come from a table of any spreadsheet program (P12)."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook
from wagtail.contrib.redirects.models import Redirect

from cms.old_addresses.importing import import_addresses
from cms.texts.read_tables import TableUnreadable, rows_of
from tests.browser_client import BrowserClient
from tests.builders import add_page, make_admin, make_home

pytestmark = pytest.mark.django_db
SCREEN = "/admin/redirects/import/"
GOOD = [["/größe.html", "/de/konzept/"], ["/index.php?id=2", "https://www.stadt.example/"]]


@pytest.fixture
def page():
    return add_page(make_home(), "Konzept", slug="konzept")


def workbook(rows: list[list]) -> bytes:
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def written(encoding: str, separator: str) -> bytes:
    return "\r\n".join(f'"{old}"{separator}{new}' for old, new in GOOD).encode(encoding)


@pytest.mark.parametrize(
    "content",
    [
        *(written("utf-8", ","), written("utf-8-sig", ";"), written("cp1252", ";"), written("utf-16", "\t")),
        workbook([*GOOD]),
    ],
)
def test_a_table_is_read_as_programs_save_it(content):  # P12
    assert rows_of(content, 10, 2) == GOOD


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0old", b"\xff\xfe\x00", b'"' + b"x" * 200_000, b"a\n" * 11]
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(content):  # P12
    with pytest.raises(TableUnreadable):
        rows_of(content, 10, 2)


def test_right_rows_are_kept_and_of_each_other_row_it_is_said_why(page):  # P12
    Redirect.objects.create(old_path="/vergeben", redirect_link="https://www.stadt.example/")
    report = import_addresses(
        [
            ["Alte Adresse", "Neue Adresse", "Bemerkung"],
            ["http://www.alt.example/a.html", "/de/konzept/"],
            [],
            ["/kurz", ""],
            ["/weit", "http://elsewhere.example/"],
            ["/de/konzept/", "https://www.stadt.example/"],
            ["/c", "/b"],
            ["/b", "/a.html"],
            ["/kreis-1", "/kreis-2"],
            ["/kreis-2", "/kreis-1"],
            ["/a.html", "/de/konzept/"],
            ["/a.html", "/de/"],
            ["/vergeben", "/de/konzept/"],
            ["/=1+1", "=1+1"],
        ]
    )
    assert (report.added, report.known) == (3, 1)
    assert [wrong.number for wrong in report.wrong] == [4, 5, 6, 9, 10, 12, 13, 14]
    kept = Redirect.objects.filter(redirect_page=page)
    assert sorted(kept.values_list("old_path", flat=True)) == ["/a.html", "/b", "/c"]


def test_the_same_table_once_more_changes_nothing(page):  # P12
    first, again = import_addresses(GOOD), import_addresses(GOOD)
    assert ((first.added, again.added, again.known), Redirect.objects.count()) == ((2, 0, 2), 2)


def test_an_import_reads_as_often_for_many_rows_as_for_few(page):  # P12 F5
    def reads(number: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            import_addresses([[f"/{number}/{row}", "/de/konzept/"] for row in range(number)])
        tables = ('FROM "wagtailredirects_redirect"', 'FROM "wagtailcore_page"', 'FROM "wagtailcore_site"')
        return len([query for query in captured if any(table in query["sql"] for table in tables)])

    reads(1)
    assert reads(300) == reads(3)


def test_somebody_brings_a_table_and_reads_in_german_what_became_of_it(page, client):  # P12
    staff = BrowserClient()
    user = make_admin()
    staff.force_login(user)
    assert SCREEN in staff.get("/admin/redirects/").content.decode()
    staff.get(SCREEN)
    table = SimpleUploadedFile("alt.csv", b"/alt.html;/de/konzept/\n<b>/x;/de/konzept/\n/<b>;/de/weg/\n")
    content = staff.post(SCREEN, {"table": table}).content.decode()
    assert "1 Adresse wurde aufgenommen." in content
    assert "Unter dieser Adresse unserer Website gibt es nichts für Besucherinnen und Besucher." in content
    assert ("<td>/&lt;b&gt;</td>" in content, "<td>/<b></td>" in content) == (True, False)
    assert client.get("/alt.html")["Location"] == "/de/konzept/"
    staff.get(SCREEN)
    assert "Bitte" in staff.post(SCREEN, {"table": SimpleUploadedFile("a.xls", b"\xd0\xcf\x11\xe0")}).content.decode()


def test_an_operator_brings_a_table_too(page, tmp_path, capsys):  # P12
    file = tmp_path / "alt.csv"
    file.write_text("/alt.html,/de/konzept/\n/x,/de/weg/\n")
    call_command("import_redirects", file)
    said = capsys.readouterr()
    assert said.out == "Added: 1. Known already: 0. Not taken: 1.\n"
    assert said.err.startswith("2: /x -> /de/weg/: ")
    with pytest.raises(CommandError):
        call_command("import_redirects", tmp_path / "missing.csv")
