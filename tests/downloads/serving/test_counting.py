"""Which download counts, on which day, and that the number never stands in a reader's way."""

import json
import logging
import subprocess
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection

from downloads.files.file_names import file_url
from downloads.models import DownloadCount
from tests.builders import PASSWORD, make_home, make_staff
from tests.databases import ROOT, manage, process_environment
from tests.downloads.publications import add_file, make_publication, make_working_group, pdf_bytes

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PREPARE = """
from tests.downloads.publications import add_file, make_publication
print(add_file(make_publication()).pk)
"""
NUMBERS = """
import json
from downloads.models import DownloadCount
print(json.dumps(list(DownloadCount.objects.values_list("number", flat=True))))
"""
PROCESSES, THREADS, EACH = 2, 4, 10


def fetch(client, file, **headers):
    """What a browser gets, read to its end."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    response = client.get(file_url(file), headers={"User-Agent": BROWSER, **names})
    if response.streaming:
        b"".join(response.streaming_content)
    return response


def numbers():
    return list(DownloadCount.objects.order_by("day", "language").values_list("language", "day", "number"))


@pytest.fixture
def file(db):
    make_home()
    return add_file(make_publication(days=-400), content=pdf_bytes(padding=5000))


def test_downloads_count_by_language_and_local_day(client, file):  # D8
    english = add_file(file.publication, "en")
    berlin = ZoneInfo("Europe/Berlin")
    with time_machine.travel(datetime(2027, 6, 1, 0, 30, tzinfo=berlin), tick=False):  # in UTC still the day before
        fetch(client, file)
        fetch(client, file)
        fetch(client, english)
    with time_machine.travel(datetime(2027, 6, 2, 0, 0, tzinfo=berlin), tick=False):
        fetch(client, file)
    assert numbers() == [
        ("de", date(2027, 6, 1), 2),
        ("en", date(2027, 6, 1), 1),
        ("de", date(2027, 6, 2), 1),
    ]


@pytest.mark.parametrize("header", ["bytes=0-", "bytes=0-4000", "bytes=0-1,5-6", "bytes=-900000"])
def test_a_part_from_the_beginning_counts(client, file, header):  # D8
    fetch(client, file, range=header)
    assert [number for _language, _day, number in numbers()] == [1]


def test_what_brings_no_beginning_does_not_count(client, file):  # D8
    etag = client.head(file_url(file), headers={"User-Agent": BROWSER}).headers["ETag"]
    answers = [
        fetch(client, file, if_none_match=etag),
        fetch(client, file, if_match='"other"'),
        fetch(client, file, range="bytes=4000-"),
        fetch(client, file, range="bytes=-100"),
        fetch(client, file, range="bytes=0-1"),
        fetch(client, file, range="bytes=900000-"),
        client.get(f"/downloads/{file.public_id}/old-de.pdf", headers={"User-Agent": BROWSER}),
        client.get("/downloads/aaaaaaaaaaaa/old-de.pdf", headers={"User-Agent": BROWSER}),
    ]
    assert [answer.status_code for answer in answers] == [304, 412, 206, 206, 206, 416, 302, 404]
    assert numbers() == []


@pytest.mark.parametrize(
    "user_agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (compatible; SkypeUriPreview Preview/0.5)",
        "LinkChecker/10.2",
        "curl/8.5.0",
        "Wget/1.21",
        "python-requests/2.32",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36",
    ],
)
def test_machines_do_not_count(client, file, user_agent):  # D8
    assert fetch(client, file, User_Agent=user_agent).status_code == 200
    assert numbers() == []


def test_a_telephone_whose_name_ends_like_a_robots_counts(client, file):  # D8
    fetch(client, file, User_Agent="Mozilla/5.0 (Linux; Android 14; CUBOT P80) Chrome/140.0.0.0 Mobile Safari/537.36")
    assert len(numbers()) == 1


@pytest.mark.parametrize(
    ("header", "value"), [("Sec-Purpose", "prefetch;prerender"), ("Purpose", "prefetch"), ("X-Moz", "prefetch")]
)
def test_what_a_browser_fetches_on_suspicion_does_not_count(client, file, header, value):  # D8
    assert fetch(client, file, **{header: value}).status_code == 200
    assert numbers() == []


@pytest.mark.django_db
def test_members_count_and_staff_who_look_at_a_draft_do_not(client, django_user_model):  # D8
    make_home()
    member = django_user_model.objects.create_user("member", password=PASSWORD)
    file = add_file(make_publication(groups=[make_working_group("Arbeitsgruppe 1", member)]))
    client.force_login(make_staff("editor", "downloads.change_publication"))
    assert fetch(client, file).status_code == 200
    assert numbers() == []
    client.force_login(member)
    assert fetch(client, file).status_code == 200
    assert len(numbers()) == 1


def test_counting_is_one_query_and_the_first_of_a_day_two(client, file, django_assert_num_queries):  # D8
    with django_assert_num_queries(6):  # the languages open to visitors, the file; update, savepoint, insert, release
        fetch(client, file)
    with django_assert_num_queries(3):  # the languages, the file; update
        fetch(client, file)


@pytest.mark.django_db(transaction=True)
def test_a_database_that_can_not_write_costs_the_number_and_nothing_else(client, caplog):  # D8
    make_home()
    file = add_file(make_publication())
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        try:
            with caplog.at_level(logging.WARNING, logger="downloads.serving.counting"):
                response = client.get(file_url(file), headers={"User-Agent": BROWSER})
                assert b"".join(response.streaming_content) == pdf_bytes()
        finally:
            cursor.execute("PRAGMA query_only = OFF")
    assert [record.getMessage() for record in caplog.records if record.name == "downloads.serving.counting"] == [
        f"A download of publication file {file.pk} was not counted."
    ]
    assert numbers() == []


def test_no_download_is_lost_when_many_come_at_once(database_url, tmp_path):  # D8
    pk = shell(database_url, tmp_path, PREPARE)
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.downloads.race", pk, str(THREADS), str(EACH)],
            cwd=ROOT,
            env=process_environment(database_url, tmp_path),
            stdout=subprocess.PIPE,
            text=True,
        )
        for _process in range(PROCESSES)
    ]
    warnings = [process.communicate(timeout=60)[0] for process in processes]
    assert warnings == ["0\n"] * PROCESSES
    assert json.loads(shell(database_url, tmp_path, NUMBERS)) == [PROCESSES * THREADS * EACH]


def shell(url, var_dir, code):
    return manage(url, var_dir, "shell", "--no-imports", "-c", code).stdout.strip().splitlines()[-1]
