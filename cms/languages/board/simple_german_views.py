from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params

from ..core.admin_addresses import edit_url
from ..core.permissions import may_create_simple_german, may_edit
from .simple_german import create_simple_german


def create_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask, then make the simple German draft of a page and open it in the editor."""
    return _create(request, get_object_or_404(Page, pk=page_id).specific)


def create_snippet(request: HttpRequest, app_label: str, model_name: str, pk: str) -> HttpResponse:
    """Ask, then make the simple German version of a snippet and open it in the editor."""
    model = get_snippet_model_from_url_params(app_label, model_name)
    if not issubclass(model, TranslatableMixin):
        raise Http404
    return _create(request, get_object_or_404(model, pk=unquote(pk)))


def _create(request: HttpRequest, source) -> HttpResponse:
    if not may_create_simple_german(source, request.user):
        raise PermissionDenied
    if request.method != "POST":
        context = {"source": source, "back_url": _way_back(source, request.user)}
        return TemplateResponse(request, "languages/admin/create_simple_german.html", context)
    simple = create_simple_german(source, request.user)
    messages.success(
        request, _("The simple German version is ready to be written. Nobody sees it before you publish it.")
    )
    return redirect(edit_url(simple))


def _way_back(source: TranslatableMixin, user) -> str:
    return edit_url(source) if may_edit(source, user) else reverse("translation_board")
