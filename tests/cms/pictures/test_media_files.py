"""A file of a picture, a video or a document that its row names and its storage hasn't."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.utils import translation

from cms.ground.missing_files import MOST
from cms.media_files import broken_invariants
from cms.models import CustomDocument, CustomImage, CustomRendition
from tests.builders import add_page, make_home
from tests.cms.pictures.test_public_use import block, make_picture
from tests.cms.videos.films import make_video


def sentences(language: str = "en") -> list[str]:
    with translation.override(language):
        return list(broken_invariants())


@pytest.fixture
def picture(db, client):
    """A picture of a public page, with public renditions."""
    home, picture = make_home(), make_picture()
    add_page(home, "Platz", picture=picture, body=block(picture))
    assert client.get("/de/platz/").status_code == 200
    return picture


def test_files_that_are_there_say_nothing_also_private_and_deleted_ones(picture):  # S21
    picture.get_rendition("width-20")
    make_video()
    make_video().delete()
    CustomDocument.objects.create(title="Plan", file=ContentFile(b"Plan", name="plan.pdf"))
    make_picture().delete()
    places = {rendition.file.storage for rendition in CustomRendition.objects.all()}
    assert (places, sentences()) == ({default_storage, storages["private"]}, [])


def test_an_original_that_is_gone(picture):  # S21 V7
    storages["private"].delete(picture.file.name)
    assert sentences() == [f"The original of picture {picture.pk} is not in the storage: {picture.file.name}."]
    assert sentences("de") == [f"Das Original von Bild {picture.pk} fehlt im Speicher: {picture.file.name}."]


def test_renditions_that_are_gone_public_and_private(picture):  # S21
    public = CustomRendition.objects.earliest("pk")
    private = picture.get_rendition("width-20")
    assert (public.is_public, private.is_public) == (True, False)
    for rendition in (public, private):
        rendition.file.storage.delete(rendition.file.name)
    assert sentences() == [
        f"A rendition of picture {picture.pk} is not in the storage: {rendition.file.name}."
        for rendition in (public, private)
    ]


def test_a_video_and_a_document_that_are_gone(db):  # S21
    video, document = make_video(), CustomDocument(title="Plan", file=ContentFile(b"Plan", name="plan.pdf"))
    document.save()
    for row in (video, document):
        storages["private"].delete(row.file.name)
    assert sentences() == [
        f"The file of video {video.pk} is not in the storage: {video.file.name}.",
        f"The file of document {document.pk} is not in the storage: {document.file.name}.",
    ]


def test_where_all_are_gone_twenty_are_named(db):
    CustomImage.objects.bulk_create(
        CustomImage(title="weg", file=f"original_images/gone-{number}.jpg", width=1, height=1)
        for number in range(MOST + 5)
    )
    assert len(sentences()) == MOST
