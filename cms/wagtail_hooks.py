"""The frame's part of the admin: menus, footer and partners, languages, and what editors don't need."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .languages.viewsets import LanguageViewSet
from .models import SiteFrame
from .terms.hints import tell_of_words
from .terms.viewsets import TermViewSet
from .users.bulk import GuardedSetActiveState


class SiteFrameViewSet(SnippetViewSet):
    model = SiteFrame
    icon = "list-ul"
    menu_label = _("Menus, footer and partners")
    list_display = ["__str__", "city_name"]
    copy_view_enabled = False


class WebsiteViewSetGroup(SnippetViewSetGroup):
    items = (SiteFrameViewSet, TermViewSet, LanguageViewSet)
    menu_label = _("Website")
    menu_icon = "globe"
    menu_name = "website"
    menu_order = 300


register_snippet(WebsiteViewSetGroup)
hooks.register("after_edit_page", tell_of_words)
hooks.register("after_publish_page", tell_of_words)
# After Wagtail's own, whose place it takes.
hooks.register("register_bulk_action", GuardedSetActiveState, order=1)


@hooks.register("register_rich_text_features", order=100)
def without_document_links(features) -> None:
    features.default_features = [name for name in features.default_features if name != "document-link"]
