"""The hostile corpus through the editor's form: one sentence at the field, and nothing stays behind."""

import tempfile
import tracemalloc
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from downloads.models import Publication, PublicationFile
from tests.builders import make_admin, make_home
from tests.downloads.admin.test_publications import ADD, errors_of, form, row
from tests.downloads.hostile import CORPUS, FORBIDDEN_NAMES, NAMES
from tests.downloads.publications import pdf_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    make_home()
    user = make_admin()
    # Some sentences are written while the form is checked, others when they are read.
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


def stored() -> set[Path]:
    return {path for path in Path(settings.VAR_DIR).rglob("*") if path.is_file() and "publications" in path.parts}


def unfinished() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("*.upload*"))


def upload(client, name: str, content: bytes):
    return client.post(reverse(ADD), form(row(file=SimpleUploadedFile(name, content))))


def messages_of(response) -> list[str]:
    with translation.override("en"):
        [errors] = errors_of(response)["files"]
    return errors["file"]


@pytest.mark.parametrize("name", CORPUS)
def test_each_hostile_file_gets_one_sentence_and_leaves_nothing(editor, name):  # D6
    given_name, content, sentence = CORPUS[name]
    before = stored(), unfinished()
    response = upload(editor, given_name, content)
    [message] = messages_of(response)
    if not content:
        # Django's own form says it before we do.
        sentence = "The submitted file is empty."
    with translation.override("en"):
        assert message == str(sentence)
    assert response.status_code == 200
    assert (Publication.objects.count(), PublicationFile.objects.count()) == (0, 0)
    assert (stored(), unfinished()) == before


@pytest.mark.parametrize("name", FORBIDDEN_NAMES)
def test_an_ending_that_is_not_allowed_is_refused_whatever_the_content(editor, name):  # D6
    before = stored()
    response = upload(editor, name, pdf_bytes())
    assert len(messages_of(response)) == 1
    assert (Publication.objects.count(), stored()) == (0, before)


@pytest.mark.parametrize("name", NAMES)
def test_of_a_hostile_name_only_the_ending_is_kept(editor, name):  # D6 X6
    before = stored()
    assert upload(editor, name, pdf_bytes()).status_code == 302
    [path] = stored() - before
    file = PublicationFile.objects.get()
    assert path.parent == Path(settings.PRIVATE_ROOT) / "publications"
    assert (path.suffix, path.stem.isalnum(), len(path.stem)) == (".pdf", True, 24)
    assert file.file.name == f"publications/{path.name}"


class LongBody:
    """The body of a form with one file of ``size`` bytes, made while it is read."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        self._head, self._left, self._tail = head, size, tail
        self.length = len(head) + size + len(tail)

    def read(self, most: int = 65536) -> bytes:
        if self._head:
            block, self._head = self._head[:most], self._head[most:]
        elif self._left:
            block = b"%PDF-1.7 "[: self._left].ljust(min(most, self._left), b"x")
            self._left -= len(block)
        else:
            block, self._tail = self._tail[:most], self._tail[most:]
        return block

    readline = read


def long_post(path: str, values: dict, size: int):
    """Return what a client sends for a form with a file of ``size`` bytes."""
    boundary = "a-line-between-parts"
    fields = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in values.items()
    )
    disposition = 'Content-Disposition: form-data; name="files-0-file"; filename="a.pdf"'
    head = f"{fields}--{boundary}\r\n{disposition}\r\nContent-Type: application/pdf\r\n\r\n"
    body = LongBody(head.encode(), size, f"\r\n--{boundary}--\r\n".encode())
    return {
        "PATH_INFO": path,
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": f"multipart/form-data; boundary={boundary}",
        "CONTENT_LENGTH": str(body.length),
        "wsgi.input": body,
    }


def test_three_hundred_megabytes_are_refused_with_both_sizes_and_fill_neither_memory_nor_disk(editor):  # D6
    values = form(row())
    del values["files-0-file"]
    before = stored(), unfinished()
    tracemalloc.start()
    try:
        response = editor.request(**long_post(reverse(ADD), values, 300 * 1024 * 1024))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    [message] = messages_of(response)
    expected = "This file has 300.0 MB; at most 50.0 MB are possible. Please upload a smaller one."
    assert message.replace("\xa0", " ") == expected
    assert peak < 50 * 1024 * 1024
    assert (stored(), unfinished(), Publication.objects.count()) == (*before, 0)


def test_of_a_file_that_is_too_large_no_more_is_kept_than_may_be_uploaded(settings):  # D6
    from cms.ground.uploads import BoundedUploadHandler

    settings.DOWNLOADS_MAX_BYTES = 1000
    handler = BoundedUploadHandler()
    handler.new_file("file", "a.pdf", "application/pdf", None)
    for start in range(0, 5000, 500):
        handler.receive_data_chunk(b"x" * 500, start)
    with handler.file_complete(5000) as kept:
        assert (kept.size, len(kept.read())) == (5000, 1500)
