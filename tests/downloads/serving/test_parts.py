"""A part of a file: who goes on with a download that broke off, and who leafs through a PDF."""

import pytest
from django.test import RequestFactory

from cms.ground.byte_range import ByteRange
from cms.ground.private_files import BLOCK, deliver
from downloads.files.file_names import file_url
from tests.builders import make_home
from tests.downloads.publications import add_file, make_publication, pdf_bytes


@pytest.fixture
def file(db):
    make_home()
    return add_file(make_publication())


def facts(response):
    """Status, length and range that were told, and what came."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    told = response.headers
    return response.status_code, told.get("Content-Length"), told.get("Content-Range"), content


@pytest.mark.parametrize(
    ("header", "first", "last"), [("bytes=0-9", 0, 9), ("bytes=10-", 10, None), ("bytes=-7", -7, None)]
)
def test_a_part_comes_with_its_place_and_its_length(client, file, header, first, last):  # D7
    content = pdf_bytes()
    size = len(content)
    wanted = content[first : None if last is None else last + 1]
    begins = first % size
    response = client.get(file_url(file), headers={"Range": header})
    assert facts(response) == (206, str(len(wanted)), f"bytes {begins}-{begins + len(wanted) - 1}/{size}", wanted)
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["Content-Type"] == "application/pdf"


def test_beyond_the_end_the_size_is_told(client, file):  # D7
    response = client.get(file_url(file), headers={"Range": "bytes=100000-"})
    assert facts(response) == (416, "0", f"bytes */{file.size}", b"")
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_part_continues_only_the_same_content(client, file):  # D7
    whole = pdf_bytes()
    known = client.head(file_url(file)).headers
    answers = {}
    for if_range in (known["ETag"], known["Last-Modified"], '"other"', f"W/{known['ETag']}", "yesterday"):
        response = client.get(file_url(file), headers={"Range": "bytes=5-", "If-Range": if_range})
        answers[if_range] = facts(response)[0::3]
    assert list(answers.values()) == [(206, whole[5:]), (206, whole[5:]), (200, whole), (200, whole), (200, whole)]


def test_for_the_headers_alone_a_range_means_nothing(client, file):  # D7
    told = client.head(file_url(file), headers={"Range": "bytes=0-9"})
    assert facts(told) == (200, str(file.size), None, b"")


def test_who_has_the_content_already_gets_304_also_for_a_part(client, file):  # D7
    etag = client.head(file_url(file)).headers["ETag"]
    assert client.get(file_url(file), headers={"Range": "bytes=0-9", "If-None-Match": etag}).status_code == 304


def test_head_and_get_tell_the_same(client, file):  # D7
    asked = [client.head(file_url(file)), client.get(file_url(file))]
    assert dict(asked[0].headers) == dict(asked[1].headers)
    b"".join(asked[1].streaming_content)


def test_a_part_is_read_in_blocks(file):  # D7
    content = pdf_bytes(padding=3 * BLOCK)
    large = add_file(make_publication(), content=content)
    request = RequestFactory().get("/")
    response = deliver(request, large.file, large.size, ByteRange(10, len(content) - 1, len(content)), {})
    sizes = [len(block) for block in response.streaming_content]
    response.close()
    assert (max(sizes), sum(sizes)) == (BLOCK, len(content) - 10)
