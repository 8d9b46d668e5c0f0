"""What comes next on the way of an event's page to its readers, above the editor of the German draft."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail.admin.panels import Panel
from wagtail.admin.utils import get_latest_str

from cms.languages.board.sections import Cell, board_languages, cells_of
from cms.languages.core.admin_addresses import edit_url
from cms.languages.core.permissions import may_edit
from cms.languages.core.public_languages import PublicLanguage
from cms.languages.core.shared_fields import is_source
from cms.languages.guards.going_along import needed_drafts


@dataclass(frozen=True)
class Along:
    """A draft that goes live with the page; ``url`` is where it is changed, for those who may."""

    kind: str
    name: str
    url: str


class NextStepsPanel(Panel):
    """Shown while the page is a draft: what goes live with it, and the one button that comes next."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/next_steps.html"

        def is_shown(self) -> bool:
            page = self.instance
            return bool(page.pk and not page.live and page.event_id and is_source(page))

        def show_panel_furniture(self) -> bool:
            return False

        @cached_property
        def along(self) -> list[Along]:
            user = self.request.user
            return [
                Along(
                    str(capfirst(draft._meta.verbose_name)),
                    get_latest_str(draft),
                    edit_url(draft) if may_edit(draft, user) else "",
                )
                for draft in needed_drafts(self.instance)
            ]

        @property
        def languages(self) -> list[tuple[PublicLanguage, Cell]]:
            languages = board_languages()
            cells = cells_of(self.instance, self.request.user, languages)
            return [pair for pair in zip(languages, cells, strict=True) if pair[1].url]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            page = self.instance
            rights = page.permissions_for_user(self.request.user)
            lock = page.get_lock()
            return {
                **super().get_context_data(parent_context),
                "along": self.along,
                "facts_url": edit_url(page.event) if may_edit(page.event, self.request.user) else "",
                "is_waiting": page.workflow_in_progress,
                "is_locked": lock is not None and lock.for_user(self.request.user),
                "can_submit": rights.can_submit_for_moderation() and not page.workflow_in_progress,
                "can_publish": rights.can_publish(),
                "languages": self.languages,
            }
