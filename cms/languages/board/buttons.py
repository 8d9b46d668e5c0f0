"""The buttons with which editors start a translation; wagtail-localize alone would offer them everywhere."""

from collections.abc import Iterator

from django.contrib.admin.utils import quote
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, TranslatableMixin
from wagtail_localize import wagtail_hooks as localize

from ..core.admin_addresses import state_url
from ..core.permissions import may_create_simple_german, target_locales
from ..core.shared_fields import is_source


def page_buttons(page: Page, user, view_name: str | None = None, next_url: str | None = None) -> Iterator[Button]:
    """Yield wagtail-localize's buttons on German pages, as far as they lead somewhere, and "Create simple German"."""
    if page.is_root():
        return
    if not is_source(page):
        yield _state_button(page)
        return
    translate_url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    buttons = localize.page_listing_more_buttons(page, user, view_name=view_name, next_url=next_url)
    yield from _useful(buttons, translate_url, page, user)
    if may_create_simple_german(page, user):
        yield _simple_german_button(reverse("create_simple_german_page", args=[page.pk]))


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
