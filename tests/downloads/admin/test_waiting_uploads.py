"""One bad file among three: the good ones stay, and only the bad one is chosen again."""

import errno
import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import FileSystemStorage
from django.urls import reverse
from wagtail.models import UploadedFile

from cms.models import User
from downloads.models import Publication
from home.roles import CHIEF_EDITORS
from tests.builders import make_admin, make_home
from tests.downloads.admin.test_publications import ADD, EDIT, errors_of, form, row, upload
from tests.downloads.publications import add_file, make_publication, pdf_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    make_home()
    client.force_login(make_admin())
    return client


def waiting(response) -> dict[str, str]:
    """The hidden fields that name what waits."""
    return dict(re.findall(r'type="hidden" name="([\w-]+-waiting)" value="(\d+)"', response.content.decode()))


def three_files(**bad) -> list[dict]:
    return [row("de", "Analyse"), row("en", "Analysis", **bad), row("de-simple", "Die Analyse")]


def without_files(rows: list[dict]) -> list[dict]:
    return [{name: value for name, value in values.items() if name != "file"} for values in rows]


def test_one_bad_file_among_three_is_chosen_again_alone(editor):  # E10
    response = editor.post(reverse(ADD), form(*three_files(file=upload(content=b"<html>"))))
    assert [list(errors) for errors in errors_of(response)["files"]] == [[], ["file"], []]
    assert list(waiting(response)) == ["files-0-file-waiting", "files-2-file-waiting"]
    assert "draft" in UploadedFile.objects.first().file.name
    rows = without_files(three_files())
    rows[1]["file"] = upload(content=pdf_bytes(5))
    assert editor.post(reverse(ADD), form(*rows) | waiting(response)).status_code == 302
    told = Publication.objects.get().files.values_list("language", "title", "pages")
    assert list(told) == [("de", "Analyse", 2), ("en", "Analysis", 5), ("de-simple", "Die Analyse", 2)]


def test_they_wait_as_long_as_the_form_is_wrong(editor):  # E10
    first = editor.post(reverse(ADD), form(*three_files(), name=""))
    assert len(waiting(first)) == 3
    second = editor.post(reverse(ADD), form(*without_files(three_files()), name="") | waiting(first))
    assert waiting(second) == waiting(first)
    assert UploadedFile.objects.count() == 3


def test_a_file_that_is_chosen_anew_counts(editor):  # E10
    first = editor.post(reverse(ADD), form(row("de"), name=""))
    anew = form(row("de", file=upload(content=pdf_bytes(9)))) | waiting(first)
    assert editor.post(reverse(ADD), anew).status_code == 302
    assert Publication.objects.get().files.get().pages == 9


def test_a_new_version_of_a_stored_file_waits_too(editor):  # E10
    publication = make_publication(days=None)
    file = add_file(publication)
    address = reverse(EDIT, args=[publication.pk])
    first = editor.post(address, form(row(id=file.pk, file=upload(content=pdf_bytes(7))), existing=1, name=""))
    rows = without_files([row(id=file.pk)])
    data = form(*rows, existing=1) | waiting(first)
    del data["action-publish"]
    assert editor.post(address, data).status_code == 302
    publication.refresh_from_db()
    assert [file.pages for file in publication.get_latest_revision_as_object().files.all()] == [7]


@pytest.mark.parametrize("name", ["Analyse", ""])
def test_a_full_disk_is_said_in_a_sentence_and_nothing_typed_is_lost(editor, monkeypatch, logged_errors, name):  # D1 R2
    def full(storage, name, content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    response = editor.post(reverse(ADD), form(row("de", "Die Analyse"), name=name))
    said = errors_of(response)["form"]
    assert list(said) == (["__all__"] if name else ["name"])
    assert response.context["form"].formsets["files"].forms[0]["title"].value() == "Die Analyse"
    assert (Publication.objects.count(), UploadedFile.objects.count()) == (0, 0)
    assert [record.getMessage() for record in logged_errors] == ["An uploaded file could not be stored."] * bool(name)
    # The same form can be sent once there is room.
    monkeypatch.undo()
    assert editor.post(reverse(ADD), form(row("de", "Die Analyse"))).status_code == 302
    assert Publication.objects.get().files.get().title == "Die Analyse"


@pytest.mark.parametrize("number", ["{pk}", "0", "-1", "x", "9" * 40])
def test_nobody_takes_what_waits_for_somebody_else(editor, number):  # E10 X1
    first = editor.post(reverse(ADD), form(row("de"), name=""))
    [pk] = waiting(first).values()
    other = User.objects.create_user("other", "other@stadt.example", "a long password for tests")
    other.groups.add(Group.objects.get(name=CHIEF_EDITORS))
    editor.force_login(other)
    data = form(*without_files([row("de")])) | {"files-0-file-waiting": number.format(pk=pk)}
    assert [list(errors) for errors in errors_of(editor.post(reverse(ADD), data))["files"]] == [["file"]]
