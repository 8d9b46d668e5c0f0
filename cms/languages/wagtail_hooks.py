"""Our guards around Wagtail's and wagtail-localize's way with languages."""

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from ..ground.publish_refusal import PublishRefused
from ..to_dos.registry import add_source
from ..upstream.wagtail_localize import addresses_before_theirs, replace_wagtail_localizes_hooks
from .board import all_languages_screen, board_screen, simple_german_views, state_screen
from .board.to_dos import outdated_translations
from .core.opening import GERMAN_STAYS
from .guards.bulk_delete import DeleteWhatOneMay
from .guards.deleting import refuse_to_delete_an_original, refuse_to_delete_originals
from .guards.follow_source import restrict_like_german
from .guards.going_along import refuse_to_take_along
from .guards.moving import refuse_to_move_a_translation
from .models import LanguageProfile
from .reading.missing_page import refuse_other_language
from .state.facts_check import warn_of_missing_facts, warn_of_missing_facts_in_snippet
from .translating import sentence_views, translator_views

hooks.register("before_serve_page", refuse_other_language, order=-100)
hooks.register("register_log_actions", sentence_views.register_actions)
hooks.register("before_move_page", refuse_to_move_a_translation)
hooks.register("after_publish_page", warn_of_missing_facts)
hooks.register("after_edit_snippet", warn_of_missing_facts_in_snippet)
# Before wagtail-localize's own, which publish.
hooks.register("before_edit_page", translator_views.refuse_to_publish_what_is_locked, order=-100)
hooks.register("before_edit_snippet", translator_views.refuse_to_publish_what_is_locked, order=-100)
hooks.register("before_delete_page", refuse_to_delete_an_original)
hooks.register("before_bulk_action", refuse_to_delete_originals)
# After Wagtail's own, whose place it takes.
hooks.register("register_bulk_action", DeleteWhatOneMay, order=1)

hooks.register("register_admin_urls", addresses_before_theirs, order=-100)

replace_wagtail_localizes_hooks()
add_source(outdated_translations)


class BoardMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return board_screen.may_see_board(request.user)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path("languages/board/", board_screen.BoardScreen.as_view(), name="translation_board"),
        path(
            "languages/state/<int:content_type_id>/<str:pk>/",
            state_screen.TranslationScreen.as_view(),
            name="translation_state",
        ),
        path(
            "languages/together/<int:content_type_id>/<str:pk>/",
            all_languages_screen.AllLanguagesScreen.as_view(),
            name="publish_all_languages",
        ),
        path(
            "languages/simple-german/page/<int:page_id>/",
            simple_german_views.create_page,
            name="create_simple_german_page",
        ),
        path(
            "languages/simple-german/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
            simple_german_views.create_snippet,
            name="create_simple_german_snippet",
        ),
    ]


@hooks.register("register_admin_menu_item")
def board_menu_item() -> MenuItem:
    return BoardMenuItem(
        _("Translations"), reverse_lazy("translation_board"), name="translations", icon_name="globe", order=250
    )


@hooks.register("insert_global_admin_css")
def admin_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/css/admin.css"))


@hooks.register("before_publish_page")
def refuse_what_must_wait(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What was written is saved as a draft by now; it stays one."""
    if not hasattr(page, "refuse_publication"):
        return None
    try:
        page.refuse_publication()
        refuse_to_take_along(page, request.user)
    except PublishRefused as refused:
        messages.error(request, str(refused))
        return redirect("wagtailadmin_pages:edit", page.pk)
    restrict_like_german(page)
    return None


@hooks.register("before_delete_snippet")
def keep_german(request: HttpRequest, instances: list[Model]) -> HttpResponse | None:
    """Deleting German among the languages would take the whole site away."""
    for instance in instances:
        if isinstance(instance, LanguageProfile) and instance.code == settings.LANGUAGE_CODE:
            messages.error(request, GERMAN_STAYS)
            return redirect("wagtailsnippets_languages_languageprofile:list")
    return None


@hooks.register("construct_page_action_menu", order=100)
def without_unsafe_page_actions(menu_items: list, request, context) -> None:
    page = context.get("page")
    is_simple = bool(page and page.locale.language_code == settings.SIMPLE_LANGUAGE)
    _leave_out(menu_items, is_simple)


@hooks.register("construct_snippet_action_menu", order=100)
def without_unsafe_snippet_actions(menu_items: list, request, context) -> None:
    locale = getattr(context.get("instance"), "locale", None)
    _leave_out(menu_items, bool(locale and locale.language_code == settings.SIMPLE_LANGUAGE))


def _leave_out(menu_items: list, is_simple: bool) -> None:
    unsafe = {"localize-convert-to-alias"}
    if is_simple:
        unsafe.add("localize-restart-translation")
    menu_items[:] = [item for item in menu_items if getattr(item, "name", "") not in unsafe]
