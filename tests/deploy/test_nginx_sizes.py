"""How much nginx takes before the app is asked: little of visitors, files of staff only, and only where they upload."""

import socket
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import reverse

from tests.nginx import run_nginx
from tests.postgresql import free_port

MEGABYTE = 1024 * 1024
SESSION = "__Host-sessionid=something"
TAKES_FILES = [
    reverse("wagtailimages:add"),
    reverse("wagtailimages:add_multiple"),
    reverse("wagtailimages:edit", args=[1]),
    reverse("wagtailimages_chooser:create"),
    reverse("wagtailadmin_account"),
    reverse("translation_po_upload", args=[1]),
    reverse("wagtailsnippets_downloads_publication:add"),
    reverse("wagtailsnippets_downloads_publication:edit", args=[1]),
    reverse("wagtailsnippetchoosers_downloads_publication:create"),
]
TAKES_VIDEOS = [
    reverse("wagtailsnippets_cms_video:add"),
    reverse("wagtailsnippets_cms_video:edit", args=[1]),
    reverse("wagtailsnippetchoosers_cms_video:create"),
]
TAKES_FORMS = [
    "/de/signup/abc/",
    "/de/barrier-report/",
    "/account/login/",
    "/admin/login/",
    "/admin/pages/1/edit/",
    "/",
]


@pytest.fixture(scope="module")
def port(tmp_path_factory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("nginx")
    # Nobody listens behind it: what is read of a request is told before.
    with run_nginx(free_port(), folder / "var", folder / "nginx") as port:
        yield port


def told(port: int, path: str, size: int, cookie: str = "") -> int:
    """Announce a body of so many bytes; return 100 when nginx begins to read it, or the status that refuses it."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: teilhabe.example",
        f"Content-Length: {size}",
        "Expect: 100-continue",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        return int(connection.recv(64).split()[1])


@pytest.mark.parametrize("path", TAKES_FORMS)
def test_of_a_form_nobody_sends_more_than_the_app_reads(port, path):  # X6
    assert told(port, path, settings.DATA_UPLOAD_MAX_MEMORY_SIZE, SESSION) == 100
    assert told(port, path, 4 * MEGABYTE, SESSION) == 413


@pytest.mark.parametrize(
    ("path", "largest"),
    [
        *((path, settings.DOWNLOADS_MAX_BYTES) for path in TAKES_FILES),
        *((path, settings.VIDEOS_MAX_BYTES) for path in TAKES_VIDEOS),
    ],
)
def test_files_are_taken_where_staff_upload_and_from_whoever_has_a_session(port, path, largest):  # D6 X6
    assert told(port, path, largest + MEGABYTE, SESSION) == 100
    assert told(port, path, largest + 40 * MEGABYTE, SESSION) == 413
    # A stranger's file is not even read.
    assert told(port, path, largest) == 403
