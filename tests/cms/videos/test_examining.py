"""What becomes a video is told by its content: browsers play it, and it says nothing of where it was filmed."""

import struct

import pytest
from django.utils import translation

from cms.videos.examining import UnusableVideo, content_type_of
from tests.cms.videos.films import box, mp4, upload, webm

NOT_WHAT_IT_SAYS, BROKEN, NOT_PLAYED, PLACE = "isn't what", "broken", "can't play", "where it was filmed"
PLACE_OF_ANDROID = box(b"udta", box(b"\xa9xyz", b"+51.05+013.74/"))
PLACE_OF_IPHONE = box(b"meta", box(b"keys", b"com.apple.quicktime.location.ISO6709"))


def refusal(content: bytes, name: str = "film.mp4") -> str:
    with pytest.raises(UnusableVideo) as refused:
        content_type_of(upload(content, name))
    return refused.value.messages[0]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (mp4(), "film.mp4", "video/mp4"),
        (mp4(b"av01"), "FILM.MP4", "video/mp4"),
        (mp4(b"avc1", box(b"udta", b"\0\0\0\0")), "film.mp4", "video/mp4"),
        (webm(), "film.webm", "video/webm"),
    ],
)
def test_what_browsers_play_is_taken_in(content, name, kind):  # X6
    assert content_type_of(upload(content, name)) == kind


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "film.mp4", NOT_WHAT_IT_SAYS),
        (b"<html><script>", "film.mp4", NOT_WHAT_IT_SAYS),
        (mp4(), "film.webm", NOT_WHAT_IT_SAYS),
        (webm(), "film.mp4", NOT_WHAT_IT_SAYS),
        (webm().replace(b"webm", b"mkv "), "film.webm", NOT_WHAT_IT_SAYS),
        (mp4(brand=b"qt  "), "film.mp4", NOT_WHAT_IT_SAYS),
        (mp4()[:-1], "film.mp4", BROKEN),
        (mp4()[:40], "film.mp4", BROKEN),
        (mp4() + struct.pack(">I4s", 3, b"free"), "film.mp4", BROKEN),
        (box(b"ftyp", b"isom") + box(b"moov") * 20_001, "film.mp4", BROKEN),
        (mp4(b"avc1", *[box(b"udta", box(b"free") * 200)] * 100), "film.mp4", BROKEN),
        (mp4(b"hvc1"), "film.mp4", NOT_PLAYED),
        (box(b"ftyp", b"isom") + box(b"mdat"), "film.mp4", NOT_PLAYED),
        (mp4(b"avc1", PLACE_OF_ANDROID), "film.mp4", PLACE),
        (mp4(b"avc1", PLACE_OF_IPHONE), "film.mp4", PLACE),
    ],
)
def test_anything_else_is_refused_with_a_sentence(content, name, sentence):  # X6
    assert sentence in refusal(content, name)


def test_boxes_inside_boxes_end_somewhere():  # X6
    content = b""
    for _level in range(3000):
        content = box(b"moov", content)
    assert BROKEN in refusal(box(b"ftyp", b"isom") + content)


def test_a_film_that_is_too_large_is_refused_before_it_is_read(settings):  # X6
    settings.VIDEOS_MAX_BYTES = 500
    assert "at most 500" in refusal(mp4())
