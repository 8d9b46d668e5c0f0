"""How a private file gets to those who may fetch it: by the app, the web server, or an S3-compatible storage.

The settings say which:

nothing                       the app reads the file in blocks
PRIVATE_FILES_ACCEL           the app only decides; nginx, told by ``X-Accel-Redirect``, sends the file from the disk
PRIVATE_FILES_SIGNED_SECONDS  the app leads to a signed address of the bucket, which ends after so many seconds

The first two have the same headers and the same answers; the bucket answers with its own ETag. In each of them a file
that is missing is a 404.
"""

import logging
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.cache import get_conditional_response

from .byte_range import BeyondTheEnd, ByteRange, asked_range

logger = logging.getLogger(__name__)

BLOCK = 64 * 1024


class Part:
    """The next ``length`` bytes of an opened file."""

    def __init__(self, opened: BinaryIO, length: int) -> None:
        self._opened = opened
        self._left = length

    def read(self, most: int) -> bytes:
        block = self._opened.read(min(most, self._left))
        self._left -= len(block)
        return block

    def close(self) -> None:
        self._opened.close()


class Blocks(FileResponse):
    """A file in large blocks, whose headers are ours alone."""

    block_size = BLOCK

    def set_headers(self, filelike: BinaryIO) -> None:
        """Leave out what Django guesses from a name in the storage."""


def part_or_answer(
    request: HttpRequest, size: int, etag: str, last_modified: int, headers: dict[str, str]
) -> ByteRange | HttpResponse | None:
    """Return the part that is asked for, None for the whole file, or the answer to a request that needs no content."""
    if not_needed := get_conditional_response(request, etag=etag, last_modified=last_modified):
        for name, value in headers.items():
            not_needed.headers[name] = value
        return not_needed
    try:
        return asked_range(request, size, etag, last_modified)
    except BeyondTheEnd:
        told = {"Content-Range": f"bytes */{size}", "Cache-Control": "private, no-store"}
        return HttpResponse(status=416, headers={**headers, **told})


def deliver(
    request: HttpRequest, file: FieldFile, size: int, part: ByteRange | None, headers: dict[str, str]
) -> HttpResponseBase:
    """Return the answer that brings the file, or this part of it, with these headers."""
    if settings.PRIVATE_FILES_SIGNED_SECONDS:
        return _signed_address(request, file, headers)
    if settings.PRIVATE_FILES_ACCEL:
        return _by_the_web_server(file, headers)
    return _by_the_app(request, file, size, part, headers)


def _by_the_app(
    request: HttpRequest, file: FieldFile, size: int, part: ByteRange | None, headers: dict[str, str]
) -> HttpResponseBase:
    if part:
        headers = {**headers, "Content-Length": str(part.length), "Content-Range": part.content_range}
    else:
        headers = {**headers, "Content-Length": str(size)}
    if request.method == "HEAD":
        _refuse_what_is_lost(file)
        return HttpResponse(headers=headers)
    try:
        opened = file.storage.open(file.name, "rb")
    except FileNotFoundError as error:
        raise _lost(file) from error
    if not part:
        # The file itself, not a generator: gunicorn lets the kernel send it.
        return Blocks(opened, headers=headers)
    opened.seek(part.first)
    return Blocks(Part(opened, part.length), status=206, headers=headers)


def _by_the_web_server(file: FieldFile, headers: dict) -> HttpResponse:
    # nginx sees the request's Range, answers it by the same rules, and says itself that it does.
    _refuse_what_is_lost(file)
    headers = {name: value for name, value in headers.items() if name != "Accept-Ranges"}
    return HttpResponse(headers={**headers, "X-Accel-Redirect": settings.PRIVATE_FILES_ACCEL + quote(file.name)})


def _signed_address(request: HttpRequest, file: FieldFile, headers: dict) -> HttpResponse:
    _refuse_what_is_lost(file)
    told = ("Cache-Control", "Content-Disposition", "Content-Language", "Content-Type")
    address = file.storage.url(
        file.name,
        parameters={f"Response{name.replace('-', '')}": headers[name] for name in told if name in headers},
        expire=settings.PRIVATE_FILES_SIGNED_SECONDS,
        http_method=request.method,
    )
    return HttpResponseRedirect(address, headers={"Cache-Control": "private, no-store"})


def _refuse_what_is_lost(file: FieldFile) -> None:
    if not file.storage.exists(file.name):
        raise _lost(file)


def _lost(file: FieldFile) -> Http404:
    logger.error("The file of %s %s is missing in the storage.", file.instance._meta.label, file.instance.pk)
    return Http404("There is no such file.")
