"""Captions in WebVTT, looked at line by line, so that whoever made them reads where something is wrong."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

HEAD = re.compile(r"WEBVTT(?:[ \t].*)?")
TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
CUE = re.compile(rf"{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t].*)?", re.ASCII)
NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")


class UnusableCaptions(ValidationError):
    """Raised for a text that is no WebVTT; its one message is for whoever wrote it."""


def clean_captions(text: str) -> str:
    """Return the captions with the ends of lines of WebVTT. Raises UnusableCaptions."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if "\ufffd" in text or "\0" in text:
        raise UnusableCaptions(gettext("This file isn't written in UTF-8. Please save it so and choose it again."))
    lines = text.split("\n")
    if not HEAD.fullmatch(lines[0]):
        raise UnusableCaptions(
            gettext("Captions begin with the word WEBVTT in a line of its own. Please save them as WebVTT (.vtt).")
        )
    if not _count_cues(lines):
        raise UnusableCaptions(gettext("There is no caption in it yet."))
    return text + "\n"


def _count_cues(lines: list[str]) -> int:
    """Return how many captions there are. Raises UnusableCaptions for the first that is none."""
    cues = 0
    at = 1
    while at < len(lines):
        block = at
        while at < len(lines) and lines[at].strip():
            at += 1
        if at > block and not NO_CUE.fullmatch(lines[block]):
            _refuse_what_is_no_cue(lines, block, at)
            cues += 1
        at += 1
    return cues


def _refuse_what_is_no_cue(lines: list[str], first: int, end: int) -> None:
    # Above its times a caption may have a name.
    at = first if "-->" in lines[first] else first + 1
    cue = CUE.fullmatch(lines[at].strip()) if at < end else None
    if cue is None:
        line = {"line": min(at, end - 1) + 1}
        raise UnusableCaptions(
            gettext("Line %(line)d: here belong the times of a caption, such as 00:01.000 --> 00:04.500.") % line
        )
    if _milliseconds(cue.groups()[4:]) <= _milliseconds(cue.groups()[:4]):
        raise UnusableCaptions(gettext("Line %(line)d: this caption ends before it begins.") % {"line": at + 1})
    if at + 1 == end:
        raise UnusableCaptions(gettext("Line %(line)d: below these times the text is missing.") % {"line": at + 1})


def _milliseconds(time: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in time)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
