"""Editors take in videos, correct captions and choose videos; a film that is there is never replaced."""

import pytest
from botocore.exceptions import EndpointConnectionError
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from cms.consequences.tokens import FIELD
from cms.models import User, Video
from cms.pictures.fields import private_storage
from home.roles import CHIEF_EDITORS, EDITORS, TRANSLATORS, ensure_roles
from tests.browser_client import BrowserClient
from tests.builders import add_page, make_home
from tests.cms.videos.films import CAPTIONS, make_video, mp4, upload, video_block

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_cms_video"
ADD = f"{LIST}:add"


def at_work(role: str) -> BrowserClient:
    ensure_roles()
    user = User.objects.create_user(role, f"{role.lower()}@stadt.example", "vier lange Wörter hier")
    user.groups.add(Group.objects.get(name=role))
    client = BrowserClient()
    client.force_login(user)
    return client


@pytest.fixture
def home():
    return make_home()


@pytest.fixture
def editor(home):
    return at_work(EDITORS)


def rows(*captions: dict[str, object], saved: int = 0) -> dict[str, object]:
    """What the form sends of its captions."""
    sent: dict[str, object] = {"captions-TOTAL_FORMS": len(captions), "captions-INITIAL_FORMS": saved}
    sent |= {"captions-MIN_NUM_FORMS": 0, "captions-MAX_NUM_FORMS": 1000}
    for number, row in enumerate(captions):
        sent |= {f"captions-{number}-{name}": value for name, value in row.items()}
    return sent


def sent_to(client, address: str, **values) -> object:
    client.get(address)
    return client.post(address, values)


def errors(response) -> str:
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def test_an_editor_uploads_a_film_with_captions_from_a_file(editor):  # E1
    chosen = SimpleUploadedFile("film.vtt", ("\ufeff" + CAPTIONS.replace("\n", "\r\n")).encode())
    row = {"language": "de", "text": "", "text-file": chosen}
    response = sent_to(editor, reverse(ADD), title="Der Plan", file=upload(mp4()), **rows(row))
    assert response.status_code == 302
    video = Video.objects.get()
    assert (video.title, video.content_type, video.size) == ("Der Plan", "video/mp4", len(mp4()))
    assert [(one.language, one.text) for one in video.captions.all()] == [("de", CAPTIONS)]
    assert private_storage().exists(video.file.name)


def test_a_storage_that_takes_nothing_is_said_in_a_sentence(editor, monkeypatch, logged_errors):  # R2 X7
    def away(storage, name, content):
        raise EndpointConnectionError(endpoint_url="https://s3.stadt.example")

    monkeypatch.setattr(FileSystemStorage, "_save", away)
    response = sent_to(editor, reverse(ADD), title="Der Plan", file=upload(mp4()), **rows())
    assert "Es wurde nichts gespeichert: Unser Speicher antwortet nicht oder ist voll." in errors(response)
    assert (response.context["form"]["title"].value(), Video.objects.count()) == ("Der Plan", 0)
    assert [record.getMessage() for record in logged_errors] == ["An uploaded file could not be stored."]


@pytest.mark.parametrize(
    ("file", "row", "sentence"),
    [
        (upload(b"<html>"), {"language": "de", "text": CAPTIONS}, "Der Inhalt dieser Datei ist nicht"),
        (upload(mp4(), "film.mov"), {"language": "de", "text": CAPTIONS}, "mov"),
        (upload(mp4()), {"language": "de", "text": "Guten Tag."}, "Untertitel beginnen mit dem Wort WEBVTT"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(editor, file, row, sentence):  # E1
    file.seek(0)
    response = sent_to(editor, reverse(ADD), title="Der Plan", file=file, **rows(row))
    assert (response.status_code, Video.objects.count()) == (200, 0)
    assert sentence in errors(response)
    form = BeautifulSoup(response.content, "html.parser")
    assert form.select_one("[name=title]")["value"] == "Der Plan"
    assert form.select_one("[name=captions-0-text]").text.strip() == row["text"].strip()


def test_captions_are_corrected_and_the_film_stays(editor):  # E1 E6
    video = make_video(captions={"de": CAPTIONS})
    name, known = video.file.name, video.captions.get()
    address = reverse(f"{LIST}:edit", args=[video.pk])
    row = {"id": known.pk, "language": "de", "text": CAPTIONS.replace("Tag", "Abend")}
    response = sent_to(
        editor, address, title="Neu", file=upload(mp4(film=b"\1" * 10), "other.mp4"), **rows(row, saved=1)
    )
    assert response.status_code == 302
    video = Video.objects.get()
    assert (video.title, video.file.name, video.size) == ("Neu", name, len(mp4()))
    assert "Guten Abend." in video.captions.get().text
    assert BeautifulSoup(editor.get(address).content, "html.parser").video["src"] == video.url


def test_a_language_has_captions_once(editor):  # E1
    row = {"language": "de", "text": CAPTIONS}
    response = sent_to(editor, reverse(ADD), title="Der Plan", file=upload(mp4()), **rows(row, row))
    assert (response.status_code, Video.objects.count()) == (200, 0)


def test_translators_choose_and_change_nothing(home):  # E6
    client, video = at_work(TRANSLATORS), make_video()
    chooser = reverse("wagtailsnippetchoosers_cms_video:choose")
    asked = [
        chooser,
        reverse(ADD),
        reverse(f"{LIST}:edit", args=[video.pk]),
        reverse(f"{LIST}:delete", args=[video.pk]),
    ]
    assert [client.get(address).status_code for address in asked] == [200, 302, 302, 302]


def test_who_deletes_is_told_of_the_pages_and_the_file_goes(home, django_capture_on_commit_callbacks):  # E6
    client, video = at_work(CHIEF_EDITORS), make_video()
    name = video.file.name
    add_page(home, "Seite", body=[video_block(video)])
    address = reverse(f"{LIST}:delete", args=[video.pk])
    with django_capture_on_commit_callbacks(execute=True):
        question = sent_to(client, address)
        assert (Video.objects.count(), private_storage().exists(name)) == (1, True)
        assert "zeigt dieses Video" in errors(question)
        token = BeautifulSoup(question.content, "html.parser").select_one(f"[name={FIELD}]")
        client.post(address, {token["name"]: token["value"]})
    assert (Video.objects.count(), private_storage().exists(name)) == (0, False)


def test_several_at_once_go_with_their_files(db, django_capture_on_commit_callbacks):
    names = [make_video(title).file.name for title in ("eins", "zwei")]
    with django_capture_on_commit_callbacks(execute=True):
        Video.objects.all().delete()
    assert [private_storage().exists(name) for name in names] == [False, False]


def test_a_row_that_can_not_be_written_leaves_no_file(db):  # REL-DISK
    there = make_video()
    before = private_storage().listdir("videos")
    with pytest.raises(IntegrityError), transaction.atomic():
        Video(pk=there.pk, title="Zwei", file=upload(mp4())).save(force_insert=True)
    assert private_storage().listdir("videos") == before


def test_an_editor_deletes_none(editor):  # E6
    assert editor.get(reverse(f"{LIST}:delete", args=[make_video().pk])).status_code == 302
