"""The buttons with which editors start a translation; wagtail-localize alone would offer them everywhere."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, TranslatableMixin
from wagtail_localize import wagtail_hooks as localize

from ..core.admin_addresses import state_url
from ..core.permissions import TranslationRights, may_create_simple_german, target_locales
from ..core.shared_fields import is_source

# Words of wagtail-localize's, which its catalogue translates.
TRANSLATE, SYNCHRONISE = "Translate this page", "Sync translated pages"
RIGHTS = "translation_rights"


def with_rights_of_all(get_context_data: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Return the method of a list of pages in which all rows share what their buttons ask."""

    @wraps(get_context_data)
    def get_context_data_with_rights(view, **kwargs) -> dict[str, Any]:
        context = get_context_data(view, **kwargs)
        pages = list(context["object_list"])
        rights = TranslationRights(view.request.user, pages)
        for page in pages:
            setattr(page, RIGHTS, rights)
        return context

    return get_context_data_with_rights


def page_buttons(page: Page, user, view_name: str | None = None, next_url: str | None = None) -> Iterator[Button]:
    """Yield wagtail-localize's buttons on German pages, as far as they lead somewhere, and "Create simple German"."""
    if page.is_root():
        return
    if not is_source(page):
        yield _state_button(page)
        return
    rights = getattr(page, RIGHTS, None) or TranslationRights(user, [page])
    if user.has_perm("wagtail_localize.submit_translation"):
        yield from _translation_buttons(page, rights, next_url)
    if rights.may_create_simple_german(page):
        yield _simple_german_button(reverse("create_simple_german_page", args=[page.pk]))


def _translation_buttons(page: Page, rights: TranslationRights, next_url: str | None) -> Iterator[Button]:
    if rights.target_locales(page):
        url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        yield Button(_(TRANSLATE), url, icon_name="wagtail-localize-language", priority=60)
    source_id = rights.twins.source_in_use(page)
    if source_id is not None:
        url = reverse("wagtail_localize:update_translations", args=[source_id])
        query = f"?{urlencode({'next': next_url})}" if next_url is not None else ""
        yield Button(_(SYNCHRONISE), url + query, icon_name="resubmit", priority=60)


def snippet_buttons(snippet: Model, user, next_url: str | None = None) -> Iterator[Button]:
    """Yield the same for snippets."""
    if not isinstance(snippet, TranslatableMixin):
        return
    if not is_source(snippet):
        yield _state_button(snippet)
        return
    address = [snippet._meta.app_label, snippet._meta.model_name, quote(snippet.pk)]
    translate_url = reverse("wagtail_localize:submit_snippet_translation", args=address)
    yield from _useful(localize.register_snippet_listing_buttons(snippet, user, next_url), translate_url, snippet, user)
    if may_create_simple_german(snippet, user):
        yield _simple_german_button(reverse("create_simple_german_snippet", args=address))


def _useful(buttons: Iterator[Button], translate_url: str, source: TranslatableMixin, user) -> Iterator[Button]:
    for button in buttons:
        if button.url != translate_url or target_locales(source, user).exists():
            yield button


def _state_button(translation: TranslatableMixin) -> Button:
    return Button(_("State of the translation"), state_url(translation), icon_name="history", priority=60)


def _simple_german_button(url: str) -> Button:
    return Button(_("Create simple German"), url, icon_name="edit", priority=61)
