"""Hands out the files of publications. Whatever may not be fetched answers like what doesn't exist."""

import hashlib
import logging

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from .file_facts import PDF
from .file_names import file_name
from .models import PublicationFile
from .visibility import EVERYBODY

logger = logging.getLogger(__name__)

FOR_EVERYBODY = "public, max-age=30"
FOR_SOME = "private, no-store"
# A file is a document of its own: it loads nothing, runs nothing, and no other site shows it inside its pages.
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@require_safe
def file(request: HttpRequest, public_id: str, filename: str) -> HttpResponseBase:
    """Serve one file to those who may fetch it now; 404 to everybody else."""
    found, for_everybody = _find(request, public_id, filename)
    etag = _etag(found)
    response = get_conditional_response(request, etag=etag) or _content(request, found)
    is_pdf = found.content_type == PDF
    response.headers["Cache-Control"] = FOR_EVERYBODY if for_everybody else FOR_SOME
    response.headers["Content-Disposition"] = content_disposition_header(not is_pdf, filename)
    # Safari shows no PDF inside a sandbox.
    response.headers["Content-Security-Policy"] = POLICY if is_pdf else f"{POLICY}; sandbox"
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _find(request: HttpRequest, public_id: str, filename: str) -> tuple[PublicationFile, bool]:
    # Everybody first: a public file needs no session. The session is asked for in every other case, also for files
    # that don't exist, so that all refusals have the same headers.
    now = timezone.now()
    for user in (EVERYBODY, request.user):
        found = PublicationFile.objects.fetchable_by(user, now).filter(public_id=public_id).first()
        if found and file_name(found) == filename:
            return found, user is EVERYBODY
    raise Http404("There is no such file.")


def _content(request: HttpRequest, found: PublicationFile) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse(content_type=found.content_type, headers={"Content-Length": str(found.size)})
    try:
        opened = found.file.storage.open(found.file.name, "rb")
    except FileNotFoundError as error:
        logger.error("The file of publication file %s is missing in the storage.", found.pk)
        raise Http404("There is no such file.") from error
    return FileResponse(opened, content_type=found.content_type)


def _etag(found: PublicationFile) -> str:
    facts = f"{found.file.name} {found.size} {found.uploaded_at.isoformat()}"
    return f'"{hashlib.sha256(facts.encode()).hexdigest()[:32]}"'
