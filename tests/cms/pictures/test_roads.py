"""Each road by which a picture comes in: none of them keeps more than the picture, none ends in an error."""

import errno
import io
import json
import shutil
from pathlib import Path

import pytest
from django.core.files.images import ImageFile
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Collection, UploadedFile

from cms.models import CustomImage
from cms.pictures.refusal import UnusablePicture
from tests.cms.pictures.corpus import CANARY, CORPUS, REFUSED, jpeg

TYPED = {"title": "Der Platz", "description": "Menschen auf einem Platz", "source": "Stadt", "tags": "Platz"}


def with_samples(names, samples):
    """All names; what is no sample waits for the long run."""
    return [name if name in samples else pytest.param(name, marks=pytest.mark.long) for name in names]


def upload(name, data):
    return SimpleUploadedFile(name, data)


def root():
    return Collection.get_first_root_node().pk


def add_alone(client, name, data):
    return client.post("/admin/images/add/", {**TYPED, "collection": root(), "file": upload(name, data)})


def add_several(client, name, data):
    posted = {"title": "Der Platz", "collection": root(), "files[]": upload(name, data)}
    return client.post("/admin/images/multiple/add/", posted)


def add_in_chooser(client, name, data):
    typed = {f"image-chooser-upload-{field}": value for field, value in {**TYPED, "collection": root()}.items()}
    posted = {**typed, "image-chooser-upload-file": upload(name, data)}
    return client.post("/admin/images/chooser/create/", posted)


def replace(client, name, data):
    picture = CustomImage.objects.first() or CustomImage(title="Alt", file=ImageFile(io.BytesIO(jpeg()), "alt.jpg"))
    picture.uploaded_by_user = client.user
    picture.save()
    return client.post(f"/admin/images/{picture.pk}/", {**TYPED, "collection": root(), "file": upload(name, data)})


def save_bare(client, name, data):
    CustomImage(title="Der Platz", file=ImageFile(io.BytesIO(data), name)).save()


ROADS = [add_alone, add_several, add_in_chooser, replace, save_bare]
FORMS = ROADS[:-1]


def all_files(settings):
    folders = [Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_ROOT)]
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("name", with_samples(CORPUS, ["turned.jpg", "phone.heic", "moving.png", "moving.avif"]))
def test_no_road_keeps_more_than_the_picture(editor, settings, road, name):  # V7
    road(editor, name, CORPUS[name])
    picture = CustomImage.objects.get()
    picture.get_rendition("max-165x165")
    picture.get_rendition("original")
    assert [path for path in all_files(settings) if CANARY in path.read_bytes()] == []
    assert not Path(settings.MEDIA_ROOT).exists()
    with picture.open_file() as opened:
        stored = opened.read()
    assert (picture.width, picture.height, picture.file_size) == (64, 48, len(stored))
    assert picture.title in ("Der Platz",)


@pytest.mark.parametrize("end", [replace, lambda client, *_: CustomImage.objects.get().delete()])
def test_what_is_replaced_or_deleted_takes_its_files_along(
    editor, settings, end, django_capture_on_commit_callbacks
):  # V7
    add_alone(editor, "photo.jpg", jpeg())
    CustomImage.objects.get().get_rendition("max-165x165")
    assert len(all_files(settings)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        end(editor, "photo.png", CORPUS["chunks.png"])
    assert [path.name for path in all_files(settings)] == ["photo.png"][: CustomImage.objects.count()]


def test_no_screen_links_to_the_original(editor):  # V7
    add_alone(editor, "photo.jpg", jpeg())
    picture = CustomImage.objects.get()
    html = editor.get(f"/admin/images/{picture.pk}/").content.decode()
    assert "original_images" not in html
    assert 'type="file"' in html


@pytest.mark.parametrize("road", ROADS)
def test_the_hash_is_that_of_the_stored_file(editor, road):  # V7
    road(editor, "photo.jpg", jpeg())
    picture = CustomImage.objects.get()
    known = picture.file_hash
    picture._set_file_hash()
    assert picture.file_hash == known != ""


def sentences(response):
    """What the answer of any road says about the file."""
    if response["Content-Type"].startswith("application/json"):
        answer = json.loads(response.content)
        return [answer.get("error_message") or answer["htmlFragment"]]
    return [response.content.decode()]


@pytest.mark.parametrize("road", FORMS)
@pytest.mark.parametrize("name", with_samples(REFUSED, ["empty.jpg", "bomb.png", "really-png.jpg"]))
def test_what_is_no_picture_ends_in_one_sentence_and_what_was_typed_stays(editor, settings, road, name):  # V7
    data, sentence = REFUSED[name]
    before = 1 if road is replace else 0
    response = road(editor, name, data)
    shutil.rmtree(Path(settings.PRIVATE_ROOT) / "renditions", ignore_errors=True)
    assert response.status_code == 200
    (said,) = sentences(response)
    assert said.count(sentence.partition(",")[0]) == 1
    if road is not add_several:
        assert TYPED["description"] in said
    assert CustomImage.objects.count() == before
    assert len(all_files(settings)) == before


def test_code_can_not_save_what_is_no_picture_either(home):  # V7
    with pytest.raises(UnusablePicture):
        save_bare(None, "drawing.jpg", REFUSED["drawing.jpg"][0])
    assert not CustomImage.objects.exists()


def test_what_waits_for_a_shorter_title_waits_where_nobody_fetches_it(editor, settings):  # V7 X2
    posted = {"title": "x" * 300, "collection": root(), "files[]": upload("phone.heic", CORPUS["phone.heic"])}
    answer = editor.post("/admin/images/multiple/add/", posted).json()
    waiting = UploadedFile.objects.get()
    assert not Path(settings.MEDIA_ROOT).exists()
    prefix = f"uploaded-image-{waiting.pk}"
    typed = {f"{prefix}-{field}": value for field, value in {**TYPED, "collection": root()}.items()}
    done = editor.post(f"/admin/images/multiple/create_from_uploaded_image/{answer['uploaded_file_id']}/", typed)
    assert done.json()["success"]
    assert CustomImage.objects.get().filename == "phone.jpg"
    assert [path for path in all_files(settings) if CANARY in path.read_bytes()] == []


@pytest.mark.parametrize("road", FORMS)
def test_a_full_disk_ends_in_a_sentence(editor, settings, monkeypatch, logged_errors, road):  # REL-DISK
    if road is replace:
        save_bare(editor, "alt.jpg", jpeg())
    before = sorted(all_files(settings))

    def full(storage, name, content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    response = road(editor, "photo.jpg", jpeg(6))
    assert response.status_code == 200
    assert "Das Bild konnte nicht gespeichert werden" in sentences(response)[0]
    assert CustomImage.objects.count() == len(before)
    assert [path for path in sorted(all_files(settings)) if "renditions" not in path.parts] == before
    assert [record.getMessage() for record in logged_errors] == ["An uploaded picture could not be stored."]


def test_a_row_that_can_not_be_written_takes_its_file_along(editor, settings, monkeypatch, logged_errors):  # REL-DISK
    def broken(*args, **kwargs):
        raise OSError("database gone")

    monkeypatch.setattr(CustomImage, "save", broken)
    with pytest.raises(OSError, match="database gone"):
        add_alone(editor, "photo.jpg", jpeg())
    assert all_files(settings) == []


def test_a_picture_whose_file_is_gone_can_still_be_described(editor):  # V7 X6
    add_alone(editor, "photo.jpg", jpeg())
    picture = CustomImage.objects.get()
    Path(picture.file.path).unlink()
    address = f"/admin/images/{picture.pk}/"
    assert editor.get(address).status_code == 200
    assert editor.post(address, {**TYPED, "title": "Neu", "collection": root()}).status_code == 302
    picture = CustomImage.objects.get()
    assert (picture.title, picture.width, picture.height) == ("Neu", 64, 48)
