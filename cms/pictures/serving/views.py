"""Private renditions, for those who may see them."""

import mimetypes
import re
from pathlib import PurePath

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.images.permissions import permission_policy

from ...models.media import CustomRendition
from ..public_use import may_be_seen_by
from ..renditions import NAME, PRIVATE_FOLDER

# Older Pythons know neither.
TYPES = {".avif": "image/avif", ".webp": "image/webp"}


@require_safe
def for_staff(request: HttpRequest, name: str) -> FileResponse:
    """Send a preview to those of the staff who have a right on its picture."""
    rendition = _find(name)
    rights = ["add", "change", "choose", "delete"]
    if not permission_policy.user_has_any_permission_for_instance(request.user, rights, rendition.image):
        raise Http404
    return _send(rendition)


@require_safe
def for_readers(request: HttpRequest, name: str) -> FileResponse:
    """Send a picture of a restricted page to those whom the page's restriction lets in."""
    rendition = _find(name)
    if not may_be_seen_by(request, rendition.image):
        raise Http404
    return _send(rendition)


def _find(name: str) -> CustomRendition:
    if not re.fullmatch(NAME, name, re.ASCII):
        raise Http404
    renditions = CustomRendition.objects.select_related("image")
    return get_object_or_404(renditions, file=f"{PRIVATE_FOLDER}/{name}")


def _send(rendition: CustomRendition) -> FileResponse:
    try:
        opened = rendition.file.storage.open(rendition.file.name, "rb")
    except FileNotFoundError as error:
        raise Http404 from error
    ending = PurePath(rendition.file.name).suffix
    kind = TYPES.get(ending) or mimetypes.types_map[ending]
    return FileResponse(opened, content_type=kind, headers={"Cache-Control": "private, no-store"})
