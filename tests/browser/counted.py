"""Somebody at a browser whose clicks and typed fields are counted."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page


@dataclass
class Effort:
    """What a path costs over all people who walk it."""

    clicks: int = 0
    fields: int = 0

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()

    def type(self, page: Page, field: str, text: str) -> None:
        self.fields += 1
        page.fill(field, text)
