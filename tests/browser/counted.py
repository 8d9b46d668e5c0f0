"""Somebody at a browser whose clicks and filled-in fields are counted."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page


@dataclass
class Effort:
    """What a path costs over all people who walk it. A box that is ticked and a file that is chosen count as fields."""

    clicks: int = 0
    fields: int = 0

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()

    def type(self, page: Page, field: str, text: str) -> None:
        self.fields += 1
        page.fill(field, text)

    def tick(self, page: Page, field: str) -> None:
        self.fields += 1
        page.check(field)

    def choose_file(self, page: Page, field: str, path: Path) -> None:
        self.fields += 1
        page.set_input_files(field, path)
