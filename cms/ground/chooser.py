"""The chooser of a snippet: things are found in it by the words by which their list finds them, or made anew."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet


class FindsByWords(forms.Form):
    """Wagtail's choosers search what is in the index of the search; what is chosen here is not."""

    fields_to_search: list[str] = []

    q = forms.CharField(
        label=_("Search term"), widget=forms.TextInput(attrs={"placeholder": _("Search")}), required=False
    )

    def filter(self, objects: QuerySet) -> QuerySet:
        """Leave what holds every typed word somewhere."""
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q")
        self.is_searching = bool(self.search_query)
        for word in (self.search_query or "").split():
            objects = objects.filter(Q.create([(f"{name}__icontains", word) for name in self.fields_to_search], Q.OR))
        return objects


class OffersNew:
    """A list to choose from, with the way to what is missing, or to those who can add it."""

    template_name = "choosers/chooser.html"
    results_template_name = "choosers/results.html"

    def get_filter_form_class(self) -> type[forms.Form]:
        wagtails = super().get_filter_form_class()
        fields = self.model.snippet_viewset.search_fields
        return type("FilterForm", (FindsByWords, wagtails), {"fields_to_search": fields})

    def add_url(self, request: HttpRequest) -> str:
        """Return where this person makes a new one; empty for those who may not."""
        meta = self.model._meta
        if not request.user.has_perm(f"{meta.app_label}.add_{meta.model_name}"):
            return ""
        return reverse(self.model.snippet_viewset.get_url_name("add"))

    def get_context_data(self, **kwargs: Any) -> dict:
        name = self.model._meta.verbose_name
        return super().get_context_data(new_url=self.add_url(self.request), new_name=name, **kwargs)


class OfferingChooseView(OffersNew, ChooseView):
    pass


class OfferingChooseResultsView(OffersNew, ChooseResultsView):
    pass


class OfferingChooserViewSet(SnippetChooserViewSet):
    choose_view_class = OfferingChooseView
    choose_results_view_class = OfferingChooseResultsView
