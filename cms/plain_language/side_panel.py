"""The panel "Plain language" beside the editor of pages and snippets in German and simple German."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.utils import quote
from django.forms import Media
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page, TranslatableMixin

from .hints.checks import CHECKS
from .report import Report, report
from .texts import paragraphs


class PlainLanguageSidePanel(BaseSidePanel):
    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle plain language")
        icon_name = "openquote"

        def get_context_data(self, parent_context):
            return {**super().get_context_data(parent_context), "count": self.panel.report.hint_count}

    name = "plain-language"
    title = _("Plain language")
    template_name = "plain_language/admin/side_panel.html"
    order = 360

    def __init__(self, object, request, *, hints_url: str) -> None:
        super().__init__(object, request)
        self.hints_url = hints_url

    @cached_property
    def report(self) -> Report:
        return report(paragraphs(self.object), self.object.locale.language_code)

    @property
    def media(self) -> Media:
        return Media(
            css={"all": [versioned_static("plain_language/side_panel.css")]},
            js=[versioned_static("plain_language/side_panel.js")],
        )

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        return {**context, "report": self.report, "hints_url": self.hints_url}


def with_hints(get_side_panels: Callable[[Any], MediaContainer]) -> Callable[[Any], MediaContainer]:
    """Return a view's method with our panel added for the languages that have hints."""

    @wraps(get_side_panels)
    def get_all_side_panels(view) -> MediaContainer:
        panels = get_side_panels(view)
        edited = getattr(view, "page", None) or view.form.instance
        # An answer to autosave puts no panel again under the reader's eyes.
        if _has_hints(edited) and not getattr(view, "expects_json_response", False):
            panels.append(PlainLanguageSidePanel(edited, view.request, hints_url=_hints_url(view, edited)))
        return panels

    return get_all_side_panels


def _has_hints(edited: Any) -> bool:
    return isinstance(edited, TranslatableMixin) and edited.locale.language_code in CHECKS


def _hints_url(view, edited: Any) -> str:
    kind = [edited._meta.app_label, edited._meta.model_name]
    if not isinstance(edited, Page):
        return reverse("plain_language:snippet", args=[*kind, quote(edited.pk)])
    if edited.pk:
        return reverse("plain_language:edit", args=[edited.pk])
    return reverse("plain_language:add", args=[*kind, view.parent_page.pk])
