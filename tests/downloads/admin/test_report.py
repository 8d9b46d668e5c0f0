"""The report of downloads: numbers by file and day."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from downloads.models import DownloadCount
from tests.builders import make_home, make_staff
from tests.downloads.publications import make_publication

pytestmark = pytest.mark.django_db

REPORT = "downloads_report"


@pytest.fixture
def reader(client):
    make_home()
    client.force_login(make_staff("reader", "downloads.view_publication"))
    return client


def count(publication, language, day, number):
    DownloadCount.objects.create(publication=publication, language=language, day=date(2027, 6, day), number=number)


def lines(response):
    return [(str(row.publication), row.language, row.day.day, row.number) for row in response.context["object_list"]]


def test_the_report_lists_files_by_day_with_the_newest_first(reader):  # D8
    publication = make_publication("Analyse")
    count(publication, "de", 1, 7)
    count(publication, "en", 2, 3)
    response = reader.get(reverse(REPORT))
    assert lines(response) == [("Analyse", "en", 2, 3), ("Analyse", "de", 1, 7)]
    assert "10" in response.context["view"].get_page_subtitle()


def test_a_period_and_a_publication_can_be_chosen(reader):  # D8
    one, other = make_publication("Eins"), make_publication("Zwei")
    for day in (1, 2, 3):
        count(one, "de", day, day)
        count(other, "de", day, 10 * day)
    response = reader.get(reverse(REPORT), {"publication": one.pk, "since": "2027-06-02", "until": "2027-06-03"})
    assert lines(response) == [("Eins", "de", 3, 3), ("Eins", "de", 2, 2)]


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(reader, number, django_assert_num_queries):  # D8
    for position in range(number):
        count(make_publication(f"Nr. {position}"), "de", 1, 1)
    reader.get(reverse(REPORT))
    with django_assert_num_queries(17):
        assert len(lines(reader.get(reverse(REPORT)))) == number


def test_the_exported_table_computes_nothing(reader):  # D8 X6
    count(make_publication('=HYPERLINK("https://evil.example")'), "de", 1, 7)
    response = reader.get(reverse(REPORT), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(response.getvalue())).active
    row = list(sheet.iter_rows(min_row=2))[0]
    assert [cell.value for cell in row][0] == '=HYPERLINK("https://evil.example")'
    assert [cell.data_type for cell in row] == ["s", "s", "d", "n"]
    text = reader.get(reverse(REPORT), {"export": "csv"}).getvalue().decode("utf-8-sig")
    assert text.splitlines()[1].startswith("\"'=HYPERLINK")


@pytest.mark.parametrize("permissions", [[], ["events.view_event"]])
def test_who_may_not_see_drafts_does_not_see_their_numbers(client, permissions):  # D8 E6
    make_home()
    client.force_login(make_staff("staff", *permissions))
    assert client.get(reverse(REPORT)).headers["Location"] == reverse("wagtailadmin_home")
    assert reverse(REPORT) not in client.get(reverse("wagtailadmin_home")).content.decode()
