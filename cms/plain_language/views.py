"""What the editor's script asks for while somebody types: the panel's content for a form that isn't saved."""

from django.db.models import CharField, TextField
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.admin.views.pages.preview import PreviewOnCreate, PreviewOnEdit
from wagtail.fields import StreamField
from wagtail.models import Page

from .hints.checks import CHECKS
from .report import report
from .texts import paragraphs


class HintsOnEdit(PreviewOnEdit):
    """The hints for the form as it stands. Made as previews are, except that nothing of the form is kept."""

    http_method_names = ["post"]

    def get_object(self) -> Page:
        """Return the page. Raises PermissionDenied where the user may not edit it, Http404 in other languages."""
        page = super().get_object()
        if page.locale_id is None:
            page.locale = page.get_parent().locale
        if page.locale.language_code not in CHECKS:
            raise Http404
        return page

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


def _take_over_invalid(form: ModelForm) -> None:
    """Give the page also the texts in which something is missing; the form gives it only what is valid."""
    for name in form.errors:
        if name in form.fields and isinstance(form.instance._meta.get_field(name), CharField | TextField | StreamField):
            setattr(form.instance, name, form[name].value())


class HintsOnCreate(HintsOnEdit, PreviewOnCreate):
    """The same for a page that nobody has saved yet."""
