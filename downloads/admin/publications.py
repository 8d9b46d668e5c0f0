"""The screens on which editors keep publications and their files."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from ..entries import version_label
from ..models import Publication
from .chooser import PublicationChooserViewSet


class PublicationViewSet(SnippetViewSet):
    model = Publication
    chooser_viewset_class = PublicationChooserViewSet
    icon = "download"
    menu_label = _("Drafts and documents")
    menu_order = 100
    list_display = [
        "name",
        Column("version_label", label=_("version"), accessor=version_label),
        "release_at",
        "audience",
    ]
    list_filter = ["audience", "stage"]
    search_fields = ["name"]
    ordering = ["-release_at", "-version", "name"]
