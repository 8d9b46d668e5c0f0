"""Pictures from before originals were cleaned and private."""

import io
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from cms.models import CustomImage, CustomRendition
from tests.cms.pictures.corpus import CANARY, CORPUS, jpeg


@pytest.fixture
def old(home, settings):
    """One picture and one rendition as they lay before, a file whose picture is gone, and one that nobody can read."""
    made = [
        CustomImage(title=name, file=ImageFile(io.BytesIO(jpeg()), "new.jpg")) for name in ("photo.heic", "broken.jpg")
    ]
    for picture in made:
        picture.save()
        Path(picture.file.path).unlink()
        CustomImage.objects.filter(pk=picture.pk).update(file=f"original_images/{picture.title}")
    default_storage.save("original_images/photo.heic", ContentFile(CORPUS["phone.heic"]))
    default_storage.save("original_images/broken.jpg", ContentFile(b"CANARY nothing"))
    default_storage.save("original_images/gone.jpg", ContentFile(jpeg()))
    rendition = CustomRendition(image=made[0], filter_spec="width-480", file=ImageFile(io.BytesIO(jpeg()), "x.jpg"))
    rendition.save()
    default_storage.save("images/photo.width-480.jpg", ContentFile(jpeg()))
    Path(rendition.file.path).unlink()
    CustomRendition.objects.update(file="images/photo.width-480.jpg")
    return made[0]


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())


def say(*options):
    output, errors = io.StringIO(), io.StringIO()
    call_command("clean_pictures", *options, stdout=output, stderr=errors)
    return output.getvalue().splitlines(), errors.getvalue()


NUMBERS = [
    "2 pictures to clean and to make private",
    "1 renditions to drop; pages make them again",
    "1 files without a picture, to be moved to pictures-without-a-row/ of the private storage",
]


def test_it_says_first_what_it_would_do(old, settings):  # V7
    before = names(settings.MEDIA_ROOT)
    assert say() == ([*NUMBERS, "Nothing was changed. With --apply it is done."], "")
    assert (names(settings.MEDIA_ROOT), names(settings.PRIVATE_ROOT)) == (before, [])


def test_old_pictures_become_clean_and_private(old, settings):  # V7
    told, refused = say("--apply")
    assert told == [*NUMBERS, "Done: 1 pictures are clean and private."]
    assert refused.startswith("Not brought in, please replace it: original_images/broken.jpg: Diese Datei lässt sich")
    assert names(settings.MEDIA_ROOT) == ["original_images/broken.jpg"]
    assert names(settings.PRIVATE_ROOT) == [
        "original_images/photo.jpg",
        "pictures-without-a-row/original_images/gone.jpg",
    ]
    old.refresh_from_db()
    with old.open_file() as opened:
        assert CANARY not in opened.read()
    assert (old.filename, old.width, old.height, old.renditions.count()) == ("photo.jpg", 64, 48, 0)


def test_a_second_run_finds_nothing_more_to_do(old):  # V7
    say("--apply")
    assert say()[0][:3] == [
        "1 pictures to clean and to make private",
        "0 renditions to drop; pages make them again",
        "0 files without a picture, to be moved to pictures-without-a-row/ of the private storage",
    ]
