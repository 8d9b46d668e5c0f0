"""Shows those who look after publications a file that waits for approval; nobody else gets it."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.models import Revision

from cms.ground.private_files import deliver

from ..files.file_names import file_name
from ..models.publication import Publication
from ..serving.views import FOR_SOME, headers_of_content
from ..visibility import may_change_publications


@require_safe
def draft_file(request: HttpRequest, revision: int, public_id: str) -> HttpResponseBase:
    """Serve the file as it stands in this revision."""
    if not may_change_publications(request.user):
        raise PermissionDenied
    of_publications = ContentType.objects.get_for_model(Publication)
    found = get_object_or_404(Revision, pk=revision, base_content_type=of_publications)
    file = next((file for file in found.as_object().files.all() if file.public_id == public_id), None)
    if file is None:
        raise Http404("There is no such file.")
    headers = {"Cache-Control": FOR_SOME, **headers_of_content(file, file_name(file))}
    return deliver(request, file.file, file.size, None, headers)


def draft_file_urls() -> list[URLPattern]:
    """The address of such a file (hook ``register_admin_urls``)."""
    view = require_admin_access(draft_file)
    return [path("downloads/draft/<int:revision>/<str:public_id>/", view, name="downloads_draft_file")]
