"""What is left of a picture that was taken in."""

import io

import pytest
from PIL import Image

from cms.pictures.cleaning import clean
from cms.pictures.refusal import UnusablePicture
from tests.cms.pictures.corpus import (
    BLUE,
    CANARY,
    COLOUR_PROFILE,
    CORPUS,
    RED,
    REFUSED,
    SIZE,
    frames_of,
    moving,
    webp,
)


def cleaned(name):
    data = CORPUS[name]
    return clean(io.BytesIO(data), name, len(data))


def near(one, other):
    return all(abs(a - b) < 40 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("name", CORPUS)
def test_nothing_but_the_picture_is_left(name):  # V7
    assert CANARY in CORPUS[name]
    data = cleaned(name).read()
    assert CANARY not in data
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        assert dict(picture.getexif()) == {}
        assert set(picture.info) & {"exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop", "Author"} == set()
    # One beginning of a picture: no thumbnail in it, and nothing behind it.
    assert data.count(b"\xff\xd8\xff") == (1 if data.startswith(b"\xff\xd8") else 0)


@pytest.mark.parametrize("name", [name for name in CORPUS if "moving" not in name])
def test_it_looks_as_before_and_stands_upright(name):  # V7
    with Image.open(io.BytesIO(cleaned(name).read())) as picture:
        assert picture.size == SIZE
        seen = picture.convert("RGB")
    assert near(seen.getpixel((5, 5)), RED)
    assert [near(seen.getpixel(place), BLUE) for place in [(58, 5), (5, 42), (58, 42)]] == [True] * 3


@pytest.mark.parametrize("name", [name for name in CORPUS if "moving" not in name and not name.endswith("gif")])
def test_the_colour_profile_stays(name):  # V7
    with Image.open(io.BytesIO(cleaned(name).read())) as picture:
        assert picture.info["icc_profile"] == COLOUR_PROFILE


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_what_moves_goes_on_moving(kind):  # V7
    before = frames_of(moving(kind))
    after = frames_of(cleaned(f"moving.{kind.lower()}").read())
    assert [duration for _frame, duration in after] == [duration for _frame, duration in before]
    assert len(after) == 4
    middles = [(one[0].getpixel((9, 9)), other[0].getpixel((9, 9))) for one, other in zip(before, after, strict=True)]
    assert [near(one, other) for one, other in middles] == [True] * 4


def test_a_drawing_without_loss_stays_without():  # V7
    with Image.open(io.BytesIO(cleaned("lossless.webp").read())) as picture:
        assert picture.convert("RGB").getpixel((31, 23)) == RED
    assert webp(lossless=True)[12:16] == b"VP8X"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("phone.heic", ("phone.jpg", "JPEG")),
        ("phone.HEIF", ("phone.jpg", "JPEG")),
        ("cut-out.heic", ("cut-out.webp", "WEBP")),
    ],
)
def test_what_browsers_do_not_know_is_converted(name, expected):  # V7
    picture = cleaned(name)
    assert (picture.name, Image.open(picture).format) == expected


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_picture_is_refused_in_one_sentence(name):  # V7
    data, sentence = REFUSED[name]
    with pytest.raises(UnusablePicture) as caught:
        clean(io.BytesIO(data), name, len(data))
    assert [message.startswith(sentence) for message in caught.value.messages] == [True]


def test_a_file_that_is_too_large_is_not_even_opened(settings):  # V7
    with pytest.raises(UnusablePicture) as caught:
        clean(None, "photo.jpg", settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE + 1)
    assert caught.value.messages == [
        "Dieses Bild hat 20,0\xa0MB, hochladen lassen sich höchstens 20,0\xa0MB. Bitte verkleinern Sie es."
    ]
