from django.http import HttpResponse
from wagtail.snippets.views.snippets import EditView

from .tokens import BACK


class AsksBeforeSaving(EditView):
    """The edit view of a model without drafts: "Back to editing" shows the form again as it was filled in."""

    keeps_what_was_typed = True

    def form_valid(self, form) -> HttpResponse:
        if BACK not in self.request.POST:
            return super().form_valid(form)
        self.form = form
        return self.render_to_response(self.get_context_data(form=form))
