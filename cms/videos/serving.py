"""Sends videos to those who may see a page that shows them, and to the staff who look after them."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from ..ground.private_files import deliver, part_or_answer
from ..models.video import FOLDER, NAME, Video, VideoCaptions
from ..pictures.public_use import in_public_use, may_be_seen_by

FOR_EVERYBODY, FOR_SOME = "public, max-age=30", "private, no-store"
# A file is a document of its own: it loads nothing, runs nothing, and no other site shows it inside its pages.
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


@require_safe
def video(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send the film, or the part of it that a player asks for; 404 to everybody who may not see it."""
    found = _find(request, name)
    etag = f'"{name}"'
    last_modified = int(found.uploaded_at.timestamp())
    headers = {
        **_headers(found, found.content_type),
        "Accept-Ranges": "bytes",
        "Content-Disposition": "inline",
        "ETag": etag,
        "Last-Modified": http_date(last_modified),
    }
    part = part_or_answer(request, found.size, etag, last_modified, headers)
    if isinstance(part, HttpResponse):
        return part
    return deliver(request, found.file, found.size, part, headers)


@require_safe
def captions(request: HttpRequest, name: str, language: str) -> HttpResponse:
    """Send the captions in one language."""
    found = _find(request, name)
    text = get_object_or_404(VideoCaptions, video=found, language=language).text
    return HttpResponse(text, headers=_headers(found, "text/vtt; charset=utf-8"))


def _find(request: HttpRequest, name: str) -> Video:
    # Some databases answer what can't be in a name, such as a zero byte, with an error.
    if not NAME.fullmatch(name):
        raise Http404("There is no such video.")
    found = get_object_or_404(Video, file=f"{FOLDER}/{name}")
    if not (may_be_seen_by(request, found) or request.user.has_perm("cms.view_video")):
        raise Http404("There is no such video.")
    return found


def _headers(found: Video, content_type: str) -> dict[str, str]:
    is_for_everybody = bool(in_public_use([found.pk], Video))
    return {
        "Cache-Control": FOR_EVERYBODY if is_for_everybody else FOR_SOME,
        "Content-Security-Policy": POLICY,
        "Content-Type": content_type,
        "X-Content-Type-Options": "nosniff",
    }
