from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .entries import version_label
from .models import Publication


class PublicationViewSet(SnippetViewSet):
    model = Publication
    icon = "download"
    menu_label = _("Downloads")
    menu_order = 250
    add_to_admin_menu = True
    list_display = [
        "name",
        Column("version_label", label=_("version"), accessor=version_label),
        "release_at",
        "audience",
    ]
    list_filter = ["audience", "stage"]
    search_fields = ["name"]
    ordering = ["-release_at", "-version", "name"]


register_snippet(PublicationViewSet)


@hooks.register("construct_main_menu")
def hide_loose_documents(request, menu_items: list) -> None:
    """Editors upload inside a publication, where each file has a language, a release and an audience."""
    menu_items[:] = [item for item in menu_items if item.name != "documents"]


@hooks.register("construct_homepage_summary_items")
def hide_number_of_loose_documents(request, summary_items: list) -> None:
    """As above, on the first page of the admin."""
    summary_items[:] = [item for item in summary_items if not isinstance(item, DocumentsSummaryItem)]
