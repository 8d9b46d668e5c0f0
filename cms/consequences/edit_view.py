"""What a screen without drafts asks before it saves or deletes; a refusal of the domain becomes the question."""

from django.http import HttpResponse
from wagtail.snippets.views.snippets import EditView

from .consequence import Action
from .gate import require_answer
from .tokens import BACK


class KeepsWhatWasTyped:
    """An edit view on which "Back to editing" shows the form again as it was filled in."""

    keeps_what_was_typed = True

    def form_valid(self, form) -> HttpResponse:
        if BACK not in self.request.POST:
            return super().form_valid(form)
        self.form = form
        return self.render_to_response(self.get_context_data(form=form))


class AsksBeforeSaving(KeepsWhatWasTyped, EditView):
    """The edit view of a snippet without drafts, whose own ``save`` asks."""


class AsksBeforeChanging(KeepsWhatWasTyped):
    """An edit view of a model of Wagtail's or Django's, which asks nobody itself."""

    def form_valid(self, form) -> HttpResponse:
        if BACK not in self.request.POST:
            require_answer(Action.PUBLISH, form.instance)
        return super().form_valid(form)


class AsksBeforeDeleting:
    """A delete view of such a model."""

    def form_valid(self, form) -> HttpResponse:
        require_answer(Action.DELETE, self.get_object())
        return super().form_valid(form)
