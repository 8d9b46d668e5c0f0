"""One answer as it is kept: its bytes, plain and compressed, and what it was made from."""

import gzip
import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import brotli
from django.utils import timezone
from django.utils.http import http_date

from cms.ground.freshness import Kept, cache_control

Header = tuple[str, str]
# Below this the compressed answer is hardly smaller.
SHORTEST_TO_COMPRESS = 500
# Written anew for each answer.
REPLACED = {"cache-control", "content-encoding", "content-length", "etag", "last-modified", "vary"}
# An entry costs more than its bytes.
OVERHEAD = 2000


@dataclass
class KeptPage:
    """``published`` is the number of what editors publish before the page was made; ``checked_at`` is of lists."""

    headers: list[Header]
    bodies: dict[str, bytes]
    etag: str
    made_at: datetime
    published: int
    kept: Kept
    checked_at: float = 0.0
    vary: str = field(default="Accept-Encoding")

    @property
    def size(self) -> int:
        """How many bytes it takes in memory, about."""
        return OVERHEAD + sum(len(body) for body in self.bodies.values())

    def answer(self, environ: dict, extra: list[Header]) -> tuple[str, list[Header], bytes]:
        """Return status, headers and body for a request: the whole page, or that nothing has changed."""
        encoding = self._encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        etag = f'"{self.etag}-{encoding}"' if encoding else f'"{self.etag}"'
        headers = [
            *self.headers,
            ("Cache-Control", cache_control(self.kept.until)),
            ("ETag", etag),
            ("Last-Modified", http_date(self.made_at.timestamp())),
            ("Vary", self.vary),
            *extra,
        ]
        if self._is_known(environ):
            return _line(HTTPStatus.NOT_MODIFIED), [one for one in headers if one[0] != "Content-Type"], b""
        body = self.bodies[encoding]
        headers.append(("Content-Length", str(len(body))))
        if encoding:
            headers.append(("Content-Encoding", encoding))
        return _line(HTTPStatus.OK), headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else body

    def _encoding(self, accepted: str) -> str:
        taken = {name.strip().lower() for name, _semicolon, weight in map(_weighed, accepted.split(",")) if weight}
        return next((one for one in ("br", "gzip") if one in taken and one in self.bodies), "")

    def _is_known(self, environ: dict) -> bool:
        """RFC 9110, 13.2.2: the tags decide where the browser sends any; only then the date."""
        tags = environ.get("HTTP_IF_NONE_MATCH")
        if tags is not None:
            known = {tag.strip().removeprefix("W/").strip('"').partition("-")[0] for tag in tags.split(",")}
            return tags.strip() == "*" or self.etag in known
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        if not since:
            return False
        try:
            return int(self.made_at.timestamp()) <= parsedate_to_datetime(since).timestamp()
        except (TypeError, ValueError, OverflowError):
            return False


def keep(headers: list[Header], body: bytes, published: int, kept: Kept) -> KeptPage:
    """Return an answer of Django, a 200 for everybody, as it is kept."""
    bodies = {"": body}
    if len(body) >= SHORTEST_TO_COMPRESS:
        # No time in it: the same page has the same bytes everywhere.
        bodies["gzip"] = gzip.compress(body, compresslevel=6, mtime=0)
        bodies["br"] = brotli.compress(body, quality=5)
    vary = ", ".join(dict.fromkeys(["Accept-Encoding", *(value for name, value in headers if name.lower() == "vary")]))
    return KeptPage(
        headers=[one for one in headers if one[0].lower() not in REPLACED],
        bodies=bodies,
        etag=hashlib.sha256(body).hexdigest()[:32],
        made_at=timezone.now(),
        published=published,
        kept=kept,
        vary=vary,
    )


def _weighed(offer: str) -> tuple[str, str, bool]:
    name, semicolon, weight = offer.partition(";")
    return name, semicolon, weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")


def _line(status: HTTPStatus) -> str:
    return f"{status.value} {status.phrase}"
