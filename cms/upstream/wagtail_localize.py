"""What is put in the place of something of wagtail-localize's: see ``docs/upstream.md``."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail_localize import wagtail_hooks as theirs
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.locales.views import LocaleViewSet
from wagtail_localize.models import LocaleSynchronization, TranslationSource

from ..languages.board.buttons import page_buttons, snippet_buttons
from ..languages.guards import snippets_api, translate_views
from ..languages.guards.translation_drafts import restrict_translation, with_mark
from ..languages.profiles.locale_views import (
    GuardedLocaleDeleteView,
    GuardedLocaleEditView,
    LocaleCreateView,
    SpelledOutLocaleIndexView,
)
from ..languages.translating import sentence_views, translator_views
from ..languages.translating.segments import refresh_segments
from .replace_hook import replace_hook


def wrap_wagtail_localize() -> None:
    """Called once, when the apps are ready."""
    TranslationSource.get_translated_instance = with_mark(TranslationSource.get_translated_instance)
    TranslationSource.refresh_segments = refresh_segments
    # Theirs forgets the groups, and opens a translation that is restricted alone.
    TranslationSource.sync_view_restrictions = restrict_translation
    LocaleViewSet.index_view_class = SpelledOutLocaleIndexView
    LocaleViewSet.add_view_class = LocaleCreateView
    LocaleViewSet.edit_view_class = GuardedLocaleEditView
    LocaleViewSet.delete_view_class = GuardedLocaleDeleteView
    # "Synchronise content from another locale" would fill a language with German pages.
    LOCALE_COMPONENTS[:] = [part for part in LOCALE_COMPONENTS if part["model"] is not LocaleSynchronization]


def replace_wagtail_localizes_hooks() -> None:
    """Called once, where the admin loads its hooks."""
    replace_hook("register_page_header_buttons", theirs.page_listing_more_buttons, page_buttons)
    replace_hook("register_page_listing_more_buttons", theirs.page_listing_more_buttons, page_buttons)
    replace_hook("register_snippet_listing_buttons", theirs.register_snippet_listing_buttons, snippet_buttons)


def addresses_before_theirs() -> list[URLPattern | URLResolver]:
    """Return our views at the addresses of wagtail-localize's: the first match wins."""
    submit, api = "localize/submit", "localize/api/snippets/<slug:app_label>/<slug:model_name>"
    return [
        path(f"{submit}/page/<int:page_id>/", translate_views.TranslatePageView.as_view(), name="translate_page"),
        path(
            f"{submit}/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
            translate_views.TranslateSnippetView.as_view(),
            name="translate_snippet",
        ),
        path(
            "localize/update/<int:translation_source_id>/",
            translate_views.SyncTranslationsView.as_view(),
            name="sync_translations",
        ),
        path("localize/translate/<int:translation_id>/", include(_translators_editor())),
        path("localize/page/<int:page_id>/convert_to_alias/", translate_views.refuse_alias, name="page_to_alias"),
        path(f"{api}/", snippets_api.listing, name="translation_snippets"),
        path(f"{api}/<str:pk>/", snippets_api.detail, name="translation_snippet"),
    ]


def _translators_editor() -> list[URLPattern]:
    return [
        path("strings/<int:string_segment_id>/edit/", sentence_views.edit_sentence, name="translation_sentence"),
        path("strings/<int:string_segment_id>/remarks/", sentence_views.remarks, name="translation_remarks"),
        path("overrides/<int:overridable_segment_id>/edit/", sentence_views.edit_override, name="translation_override"),
        path("pofile/download/", translator_views.download_po, name="translation_po_download"),
        path("pofile/upload/", translator_views.upload_po, name="translation_po_upload"),
        path("machine_translate/", translator_views.translate_by_machine, name="translation_machine"),
        path("preview/", translator_views.preview, name="translation_preview"),
        path("preview/<str:mode>/", translator_views.preview, name="translation_preview_mode"),
        path("disable/", translator_views.stop, name="translation_stop"),
    ]
