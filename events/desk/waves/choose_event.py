"""The first step of what staff do for one event: choose it."""

from collections.abc import Iterable
from typing import Any

from ...models.event import Event
from ..screens.screen import Screen
from .list_summary import numbers_of


class ChooseEventScreen(Screen):
    """Asks ``question``; each event of ``events`` leads to the screen called ``next_url_name``."""

    template_name = "events/admin/choose_event.html"
    question: Any = ""
    if_none: Any = ""
    next_url_name = ""

    def events(self) -> Iterable[Event]:
        raise NotImplementedError

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(choices=numbers_of(list(self.events())), **kwargs)
