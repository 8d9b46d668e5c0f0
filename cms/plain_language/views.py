"""What the editor's script asks for while somebody types: the panel's content for a form that isn't saved."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.admin.views.pages.preview import PreviewOnCreate, PreviewOnEdit
from wagtail.models import Page

from .hints.checks import CHECKS
from .report import report
from .texts import paragraphs


class HintsOnEdit(PreviewOnEdit):
    """The hints for the form as it stands. Made as previews are, except that nothing of the form is kept."""

    http_method_names = ["post"]

    def get_object(self) -> Page:
        """Return the page. Raises Http404 where the user may not edit it, and in languages without hints."""
        try:
            page = super().get_object()
        except PermissionDenied as error:
            raise Http404 from error
        if page.locale_id is None:
            page.locale = page.get_parent().locale
        if page.locale.language_code not in CHECKS:
            raise Http404
        return page

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Answer with hints, or with 204 while the form has errors: then the editor keeps what it shows."""
        try:
            form = self.get_form(request.POST)
            is_valid = self.validate_form(form)
        except (LookupError, TypeError, ValueError):
            # Wagtail's blocks and rich texts expect what its own scripts write.
            return HttpResponse(status=400)
        if not is_valid:
            return HttpResponse(status=204)
        form.save(commit=False)
        found = report(paragraphs(self.object), self.object.locale.language_code)
        return TemplateResponse(request, "plain_language/admin/hints.html", {"report": found, "object": self.object})


class HintsOnCreate(HintsOnEdit, PreviewOnCreate):
    """The same for a page that nobody has saved yet."""
