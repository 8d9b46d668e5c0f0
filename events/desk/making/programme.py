"""A programme that was typed as lines, each with its time first."""

import re
from dataclasses import dataclass
from datetime import time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

LINE = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?![:.]?\d)(?:\s*Uhr)?[\s,;:–-]+(\S.*)", re.IGNORECASE)
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Part:
    time: time
    title: str


def read_programme(text: str) -> list[Part]:
    """Return the parts, in the order in which they were typed. Raises ValidationError with the line that is no part."""
    return [_part(line.strip()) for line in text.splitlines() if line.strip()]


def _part(line: str) -> Part:
    match = LINE.fullmatch(line)
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        text = gettext("“%(line)s” does not begin with a time. Write it like this: 18:00 Welcome")
        raise ValidationError(text % {"line": line[:60]})
    if len(match[3]) > LONGEST_TITLE:
        text = gettext("“%(line)s” is too long: %(most)d characters at most.")
        raise ValidationError(text % {"line": line[:60], "most": LONGEST_TITLE})
    return Part(time(int(match[1]), int(match[2] or 0)), match[3])
