"""The frame's part of the admin: menus and marks of the city, videos, languages, and what editors don't need."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, UpdatedAtColumn
from wagtail.images.image_operations import DoNothingOperation
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from .admin_routes.choosable import without_drafts_of_others
from .admin_routes.offers import leave_out_what_is_closed
from .frame.content_checks import use_our_checks
from .frame.page_links import LinkToPage
from .ground.saved_meanwhile import tell_of_the_other
from .health.screen import health_menu_item, health_urls, what_is_wrong
from .languages.core.translation_policy import TranslatedViewSet
from .languages.profiles.viewsets import LanguageViewSet
from .login import admin_hooks as login_hooks
from .models.frame import SiteFrame
from .old_addresses.screens import import_urls
from .pictures.audience import note_served_page
from .pictures.renditions import PUBLIC
from .pictures.serving import views as picture_views
from .terms.hints import tell_of_words, tell_of_words_in_snippet
from .terms.viewsets import TermViewSet
from .to_dos.approvals import changes_wanted, to_approve, under_way
from .to_dos.panel import put_to_dos_first
from .to_dos.registry import add_source
from .upstream.wagtail import replace_wagtails_hooks
from .users.bulk import GUARDED_ACTIONS
from .videos.screens import VideoViewSet


class SiteFrameViewSet(TranslatedViewSet):
    model = SiteFrame
    icon = "list-ul"
    menu_label = _("Header, footer and colours")
    list_display = [
        "__str__",
        "city_name",
        BooleanColumn("live", label=_("Published")),
        UpdatedAtColumn(label=_("Updated")),
    ]
    copy_view_enabled = False


class WebsiteViewSetGroup(SnippetViewSetGroup):
    items = (SiteFrameViewSet, TermViewSet, LanguageViewSet)
    menu_label = _("Website")
    menu_icon = "globe"
    menu_name = "website"
    menu_order = 300


register_snippet(WebsiteViewSetGroup)
register_snippet(VideoViewSet)
hooks.register("construct_wagtail_userbar", use_our_checks)
hooks.register("construct_page_chooser_queryset", without_drafts_of_others)
hooks.register("before_edit_page", tell_of_the_other)
hooks.register("before_edit_snippet", tell_of_the_other)
hooks.register("after_edit_page", tell_of_words)
hooks.register("after_publish_page", tell_of_words)
hooks.register("after_edit_snippet", tell_of_words_in_snippet)
for source in (what_is_wrong, to_approve, changes_wanted, under_way):
    add_source(source)
hooks.register("register_admin_urls", health_urls)
hooks.register("register_admin_urls", import_urls, order=-100)
hooks.register("register_reports_menu_item", health_menu_item)
# After all that add to them.
hooks.register("construct_homepage_panels", put_to_dos_first, order=1000)
replace_wagtails_hooks()
# After all that add to them.
for menu in ("construct_main_menu", "construct_settings_menu", "construct_reports_menu", "construct_help_menu"):
    hooks.register(menu, leave_out_what_is_closed, order=1000)
# After Wagtail's own, whose place they take.
for guarded_action in GUARDED_ACTIONS:
    hooks.register("register_bulk_action", guarded_action, order=1)
hooks.register("insert_global_admin_js", login_hooks.session_notice)
hooks.register("register_account_menu_item", login_hooks.second_factor_item)
hooks.register("register_admin_urls", login_hooks.reset_urls)
hooks.register("register_user_listing_buttons", login_hooks.reset_button)
hooks.register("register_log_actions", login_hooks.register_actions)
# After those that answer themselves.
hooks.register("before_serve_page", note_served_page, order=100)


@hooks.register("register_rich_text_features", order=100)
def links_in_texts(features) -> None:
    features.register_link_type(LinkToPage)
    features.default_features = [name for name in features.default_features if name != "document-link"]


@hooks.register("insert_editor_js")
def scripts_of_editors() -> str:
    scripts = ("cms/js/named_fields.js", "cms/js/agreed_to_replace.js")
    return format_html_join("", '<script src="{}" defer></script>', [[static(script)] for script in scripts])


@hooks.register("register_image_operations")
def picture_operations() -> list:
    # It says for whom a rendition is, and changes nothing.
    return [(PUBLIC, DoNothingOperation)]


@hooks.register("register_admin_urls")
def picture_urls() -> list:
    return [path("pictures/<str:name>/", picture_views.for_staff, name="picture_preview")]
