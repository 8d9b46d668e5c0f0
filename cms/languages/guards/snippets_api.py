"""wagtail-localize's list of snippets to choose from, which asks nobody who they are."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.views import snippets_api

SEEING = ["view", "change", "add", "delete"]


def listing(request: HttpRequest, app_label: str, model_name: str) -> HttpResponse:
    """Answer with the snippets of a model, to those who have a right on that model."""
    _check(request, app_label, model_name)
    return snippets_api.SnippetViewSet.as_view({"get": "list"})(request, app_label=app_label, model_name=model_name)


def detail(request: HttpRequest, app_label: str, model_name: str, pk: str) -> HttpResponse:
    """Answer with one snippet, to those who have a right on its model."""
    _check(request, app_label, model_name)
    view = snippets_api.SnippetViewSet.as_view({"get": "retrieve"})
    return view(request, app_label=app_label, model_name=model_name, pk=pk)


def _check(request: HttpRequest, app_label: str, model_name: str) -> None:
    label = f"{app_label}.{model_name}"
    model = next((model for model in get_snippet_models() if model._meta.label_lower == label), None)
    if model is None:
        raise Http404
    if not model.snippet_viewset.permission_policy.user_has_any_permission(request.user, SEEING):
        raise PermissionDenied
