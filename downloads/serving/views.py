"""Hands out the files of publications. Whatever may not be fetched answers like what doesn't exist."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

from cms.ground.private_files import deliver, part_or_answer

from ..examining.file_facts import PDF
from ..files.file_names import file_name, file_url
from ..models.publication import PublicationFile
from . import counting
from .fetchable import fetchable

FOR_EVERYBODY = "public, max-age=30"
FOR_SOME = "private, no-store"
# A file is a document of its own: it loads nothing, runs nothing, and no other site shows it inside its pages.
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@require_safe
def file(request: HttpRequest, public_id: str, filename: str) -> HttpResponseBase:
    """Serve one file to those who may fetch it now; 404 to everybody else."""
    now = timezone.now()
    found = fetchable(request, public_id, now)
    if found is None:
        raise Http404("There is no such file.")
    cache_control = FOR_EVERYBODY if found.is_for_everybody else FOR_SOME
    if file_name(found.file) != filename:
        # An editor has changed the title since somebody noted the address.
        return HttpResponseRedirect(file_url(found.file), headers={"Cache-Control": cache_control})
    # Of the content alone, so that it is the same on all servers.
    etag = f'"{found.file.digest[:32]}"'
    last_modified = int(found.came_at.timestamp())
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": cache_control,
        "ETag": etag,
        "Last-Modified": http_date(last_modified),
        **headers_of_content(found.file, filename),
    }
    part = part_or_answer(request, found.file.size, etag, last_modified, headers)
    if isinstance(part, HttpResponse):
        return part
    response = deliver(request, found.file.file, found.file.size, part, headers)
    if counting.counts(request, part) and not found.is_draft_of_theirs:
        # After the answer has been sent: no reader waits for the number.
        response._resource_closers.append(partial(counting.count, found.file, now))
    return response


def headers_of_content(found: PublicationFile, filename: str) -> dict[str, str]:
    """Return what says how a browser handles the file: as this type, under this name, without running anything."""
    is_pdf = found.content_type == PDF
    return {
        "Content-Type": found.content_type,
        "Content-Disposition": content_disposition_header(not is_pdf, filename),
        "Content-Language": found.language,
        # Safari shows no PDF inside a sandbox.
        "Content-Security-Policy": POLICY if is_pdf else f"{POLICY}; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
