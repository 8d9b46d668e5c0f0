"""The panel "Translations" beside the editor: how a German original stands in each language, or what it is now."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import DraftStateMixin, TranslatableMixin

from ..core.admin_addresses import state_url, together_url
from ..core.public_languages import PublicLanguage
from ..core.shared_fields import is_source
from ..state.translation_state import Status
from .sections import Cell, board_languages, cells_of
from .translation_status import Standing, standing_of


class TranslationsSidePanel(BaseSidePanel):
    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle translations")
        icon_name = "globe"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context):
            return {**super().get_context_data(parent_context), "count": self.panel.number_outdated}

    name = "translations"
    title = _("Translations")
    template_name = "languages/admin/side_panel.html"
    order = 350

    @cached_property
    def languages(self) -> list[tuple[PublicLanguage, Cell]]:
        """What there is of a German original; empty beside a translation."""
        if not is_source(self.object):
            return []
        languages = board_languages()
        return list(zip(languages, cells_of(self.object, self.request.user, languages), strict=True))

    @cached_property
    def own(self) -> Standing | None:
        """How a translation itself stands; None beside a German original."""
        return None if is_source(self.object) else standing_of(self.object)

    @property
    def number_outdated(self) -> int:
        cells = [cell.status for _language, cell in self.languages]
        return [*cells, self.own and self.own.status].count(Status.OUTDATED)

    @property
    def together_url(self) -> str:
        """Where an original and its translations are published together; "" where there are none, or no drafts."""
        has_translations = any(cell.status != Status.MISSING for _language, cell in self.languages)
        return together_url(self.object) if has_translations and isinstance(self.object, DraftStateMixin) else ""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        return {
            **context,
            "languages": self.languages,
            "own": self.own,
            "state_url": state_url(self.object),
            "together_url": self.together_url,
        }


def with_translations(get_side_panels: Callable[[Any], MediaContainer]) -> Callable[[Any], MediaContainer]:
    """Return the method of an editor's view with our panel added for what has translations."""

    @wraps(get_side_panels)
    def get_all_side_panels(view) -> MediaContainer:
        panels = get_side_panels(view)
        edited = getattr(view, "page", None) or view.form.instance
        # An answer to autosave puts no panel again under the reader's eyes.
        if isinstance(edited, TranslatableMixin) and edited.pk and not getattr(view, "expects_json_response", False):
            panels.append(TranslationsSidePanel(edited, view.request))
        return panels

    return get_all_side_panels
