"""The part of a file that a reader asks for: to go on with a download that broke off, or to leaf through a PDF.

One part, from one byte to another, as RFC 9110 describes it. Who asks for several at once, or for nonsense, gets the
whole file, as the RFC allows.
"""

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.http import parse_http_date_safe

# More digits than any file has bytes
MOST_DIGITS = 18
ONE_RANGE = re.compile(rf"bytes=\s*([0-9]{{0,{MOST_DIGITS}}})-([0-9]{{0,{MOST_DIGITS}}})", re.IGNORECASE)


@dataclass(frozen=True)
class ByteRange:
    """The bytes from ``first`` to ``last``, both included, of a file of ``size`` bytes."""

    first: int
    last: int
    size: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    @property
    def content_range(self) -> str:
        return f"bytes {self.first}-{self.last}/{self.size}"


class BeyondTheEnd(Exception):
    """The file has no such bytes."""


def asked_range(request: HttpRequest, size: int, etag: str, last_modified: int) -> ByteRange | None:
    """Return the part that is asked for, None for the whole file. Raises BeyondTheEnd.

    With ``If-Range`` a part is given only to those who have the rest of the very same content.
    """
    # Only for GET does a range mean something.
    if request.method != "GET" or not _has_the_rest(request.headers.get("If-Range"), etag, last_modified):
        return None
    return parse_range(request.headers.get("Range", ""), size)


def parse_range(header: str, size: int) -> ByteRange | None:
    """Return the part that a ``Range`` header names, None when it names no single part. Raises BeyondTheEnd."""
    named = ONE_RANGE.fullmatch(header.strip())
    if named is None or named.groups() == ("", ""):
        return None
    if not named[1]:
        first, last = max(0, size - int(named[2])), size - 1
    else:
        first, last = int(named[1]), min(int(named[2]), size - 1) if named[2] else size - 1
        if named[2] and int(named[2]) < first:
            return None
    if first >= size:
        raise BeyondTheEnd
    return ByteRange(first, last, size)


def _has_the_rest(if_range: str | None, etag: str, last_modified: int) -> bool:
    if if_range is None:
        return True
    if if_range.strip().startswith(('"', "W/")):
        return if_range.strip() == etag
    return parse_http_date_safe(if_range.strip()) == last_modified
