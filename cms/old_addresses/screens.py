"""The screen on which somebody brings the addresses of the site before."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..ground.screen import Screen
from ..texts.read_tables import TableUnreadable, rows_of
from .importing import COLUMNS, MOST_ROWS, import_addresses


class TableForm(forms.Form):
    """The file with the table; ``rows`` are what stands in it."""

    table = forms.FileField(
        label=_("Table"),
        help_text=_(
            "A CSV or Excel file with two columns: on the left the old address, on the right the new one. At most "
            "5,000 rows."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_table(self) -> list[list[str]]:
        try:
            return rows_of(self.cleaned_data["table"].read(), MOST_ROWS, COLUMNS)
        except TableUnreadable as unreadable:
            raise forms.ValidationError(unreadable.args[0]) from unreadable


class ImportScreen(Screen):
    """Take what is right, and say of each other row what is wrong with it."""

    required = ("wagtailredirects.add_redirect",)
    page_title = _("Import old addresses")
    header_icon = "redirect"
    template_name = "old_addresses/import.html"

    def way_here(self) -> list[dict]:
        return [{"url": reverse("wagtailredirects:index"), "label": gettext("Redirects")}]

    def get_context_data(self, **kwargs) -> dict:
        kwargs.setdefault("form", TableForm())
        return super().get_context_data(list_url=reverse("wagtailredirects:index"), **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = TableForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        report = import_addresses(form.cleaned_data["table"], request.user)
        return self.render_to_response(self.get_context_data(report=report))


def import_urls() -> list:
    """Stands at the address of Wagtail's own import, and before it (hook ``register_admin_urls``)."""
    return [path("redirects/import/", ImportScreen.as_view(), name="import_old_addresses")]
