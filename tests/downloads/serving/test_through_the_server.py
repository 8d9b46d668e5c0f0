"""A file that everybody may fetch arrives through the web server, or the operator is told why not."""

import pytest

from downloads.files.file_names import file_url
from downloads.serving.through_the_server import a_file_arrives
from tests.answering import answering
from tests.downloads.publications import add_file, make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def file():
    return add_file(make_publication())


def test_a_site_without_a_public_file_is_silent(settings):  # O6
    settings.BASE_URL = "http://127.0.0.1:1"
    assert list(a_file_arrives()) == []


@pytest.mark.parametrize(
    ("status", "headers", "sentence"),
    [
        (200, {"Content-Length": "{size}"}, None),
        (
            200,
            {"Content-Length": "0", "X-Accel-Redirect": "/private-files/a.pdf"},
            "PRIVATE_FILES_ACCEL is set, but no nginx stands before the site: files arrive empty.",
        ),
        (
            403,
            {"Content-Length": "0"},
            "A file of {size} bytes answers 403 with 0 bytes: check PRIVATE_FILES_ACCEL and the rights of nginx.",
        ),
    ],
)
def test_what_the_server_makes_of_a_file_is_told(settings, file, status, headers, sentence):  # O6 D4
    asked = []

    def answer(path: str) -> tuple[int, dict[str, str], bytes]:
        asked.append(path)
        return status, {name: value.format(size=file.size) for name, value in headers.items()}, b""

    with answering(answer) as url:
        settings.BASE_URL = url
        found = list(a_file_arrives())
    assert found == ([sentence.format(size=file.size)] if sentence else [])
    assert asked == [file_url(file)]


def test_a_site_that_does_not_answer_is_told(settings, file):  # O6
    settings.BASE_URL = "http://127.0.0.1:1"
    assert list(a_file_arrives()) == ["A file to download doesn't arrive (ConnectionError)."]
