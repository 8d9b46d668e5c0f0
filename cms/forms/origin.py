"""Where a post of visitors comes from: what stands in for Django's CSRF token.

Nobody is logged in on a public page, so a forged post could only do what anybody can do. Still, posts of other sites
are refused (Sec-Fetch-Site, Origin), and what can't be read whole is refused with a sentence.
"""

import codecs
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext

# So much of an oversized post is read and dropped, so that the sender gets the answer instead of a broken line.
MOST_TO_DRAIN = 50_000_000
CHUNK = 64 * 1024


class PostRefused(Exception):
    """The post can't be read or comes from another site; ``status`` is the answer's."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def readable_post(request: HttpRequest) -> QueryDict:
    """Return what a visitor posted from one of our own pages. Raises PostRefused."""
    if comes_from_elsewhere(request):
        raise PostRefused(
            403, gettext("This form was sent from another website. Please open it here and send it again.")
        )
    if _content_length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        _drain(request)
        raise PostRefused(413, gettext("Your answers are too long. Please shorten them and send the form again."))
    try:
        if not _is_utf8(request):
            raise BadRequest("Forms of this site are UTF-8.")
        return request.POST
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError) as error:
        raise PostRefused(
            400, gettext("We did not receive the whole form. Please open it again and resend it.")
        ) from error


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Return whether a browser says that another site sent this post.

    A page with ``no-referrer`` sends "Origin: null" to itself, so where that is all there is, the referrer decides.
    """
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site:
        return fetch_site not in ("same-origin", "none")
    origin = request.headers.get("Origin", "null")
    if origin == "null":
        referrer = request.headers.get("Referer", "")
        if not referrer:
            return False
        origin = _origin_of(referrer)
    return origin not in (_origin_of(settings.BASE_URL), f"{request.scheme}://{request.get_host()}")


def _is_utf8(request: HttpRequest) -> bool:
    charset = (request.content_params or {}).get("charset", "utf-8")
    try:
        return codecs.lookup(charset).name == "utf-8"
    except LookupError:
        return False


def _content_length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _drain(request: HttpRequest) -> None:
    drained = 0
    while drained < MOST_TO_DRAIN and (chunk := request.read(CHUNK)):
        drained += len(chunk)


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
