"""What the editor's script asks for while somebody types: the panel's content for a form that isn't saved."""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, Model, TextField
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.template.response import TemplateResponse
from django.views import View
from wagtail.admin.views.generic.preview import PreviewOnEdit as SnippetPreviewOnEdit
from wagtail.admin.views.pages.preview import PreviewOnCreate, PreviewOnEdit
from wagtail.fields import StreamField
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models

from .hints.checks import CHECKS
from .report import report
from .texts import paragraphs


class Hints:
    """The hints for the form as it stands. Made as previews are, except that nothing of the form is kept."""

    http_method_names = ["post"]
    object: Any
    get_form: Callable[[QueryDict], ModelForm]
    validate_form: Callable[[ModelForm], bool]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Answer with hints for all that was typed, whether it could be saved or not."""
        try:
            form = self.get_form(request.POST)
            self.validate_form(form)
            _take_over_invalid(form)
        except (AttributeError, LookupError, TypeError, ValueError):
            # Not typed in the editor: Wagtail's blocks and rich texts expect what its own scripts write.
            return HttpResponse(status=400)
        found = report(paragraphs(self.object), self.object.locale.language_code)
        return TemplateResponse(request, "plain_language/admin/hints.html", {"report": found, "object": self.object})


def _with_hints(edited: Any) -> Any:
    if edited.locale.language_code not in CHECKS:
        raise Http404
    return edited


def _kind(model: type[Model]) -> tuple[str, str]:
    return model._meta.app_label, str(model._meta.model_name)


def _take_over_invalid(form: ModelForm) -> None:
    """Give the page also the texts in which something is missing; the form gives it only what is valid."""
    for name in form.errors:
        if name in form.fields and isinstance(form.instance._meta.get_field(name), CharField | TextField | StreamField):
            setattr(form.instance, name, form[name].value())


class HintsOnEdit(Hints, PreviewOnEdit):
    """Those for a page."""

    def get_object(self) -> Page:
        """Return the page. Raises PermissionDenied where the user may not edit it, Http404 in other languages."""
        page = super().get_object()
        if page.locale_id is None:
            page.locale = page.get_parent().locale
        return _with_hints(page)


class HintsOnSnippet(Hints, SnippetPreviewOnEdit):
    """Those for a form, a place, a menu or a term."""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        """Find out what is edited. Raises as ``get_object`` does, and Http404 where it is nothing of the kind."""
        kind = kwargs["app_label"], kwargs["model_name"]
        model: Any = next((one for one in get_snippet_models() if _kind(one) == kind), None)
        if model is None or not issubclass(model, TranslatableMixin):
            raise Http404
        self.model, self.permission_policy = model, model.snippet_viewset.permission_policy
        super().setup(request, *args, **kwargs)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        # Theirs lets in what has a preview only.
        return View.dispatch(self, request, *args, **kwargs)

    def get_object(self) -> Any:
        """Return the draft. Raises PermissionDenied where the user may not edit it, Http404 in other languages."""
        return _with_hints(super().get_object())

    def get_form_class(self) -> type[ModelForm]:
        return self.model.snippet_viewset.get_edit_handler().get_form_class()


class HintsOnCreate(HintsOnEdit, PreviewOnCreate):
    """The same for a page that nobody has saved yet."""
