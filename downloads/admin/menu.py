"""The entry "Downloads" in the menu of the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from .publications import PublicationViewSet
from .working_groups import WorkingGroupViewSet


class DownloadsGroup(SnippetViewSetGroup):
    items = (PublicationViewSet, WorkingGroupViewSet)
    menu_label = _("Downloads")
    menu_name = "downloads"
    menu_icon = "download"
    menu_order = 250
