"""Captions are WebVTT, or whoever made them reads in which line they are not."""

import pytest
from django.utils import translation

from cms.videos.captions import UnusableCaptions, clean_captions

GOOD = """WEBVTT - Der Plan

NOTE
Nobody sees this.

1
00:00.000 --> 00:02.500 line:0
Guten Tag.

01:00:02.500 --> 01:00:04.000
- Wer da?
- Wir.
"""


def test_captions_of_every_shape_are_taken_in():
    assert clean_captions(GOOD) == GOOD


def test_the_ends_of_lines_and_the_mark_of_windows_go():
    assert clean_captions("\ufeff" + GOOD.replace("\n", "\r\n")) == GOOD


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "WEBVTT"),
        ("1\n00:00:00,000 --> 00:00:02,000\nGuten Tag.", "WEBVTT"),
        ("WEBVTTX\n\n00:00.000 --> 00:02.000\nGuten Tag.", "WEBVTT"),
        ("WEBVTT\n\nNOTE nothing", "no caption"),
        ("WEBVTT\n\n00:00,000 --> 00:02,000\nGuten Tag.", "Line 3"),
        ("WEBVTT\n\n1\nGuten Tag.", "Line 4"),
        ("WEBVTT\n\nGuten Tag.", "Line 3"),
        ("WEBVTT\n\n00:00.000 --> 00:99.000\nGuten Tag.", "Line 3"),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nGuten Tag.", "ends before"),
        ("WEBVTT\n\n00:00.000 --> 00:02.000\n\nGuten Tag.", "text is missing"),
        ("WEBVTT\n\n00:00.000 --> 00:02.000\nGr\ufffd\ufffde", "UTF-8"),
    ],
)
def test_what_is_no_webvtt_is_refused_with_its_line(text, sentence):
    with translation.override("en"), pytest.raises(UnusableCaptions) as refused:
        clean_captions(text)
    assert sentence in refused.value.messages[0]
