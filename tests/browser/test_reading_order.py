"""What a screen reader reads of an event and of its form, in its order: as text that a person can read and put right.

``WRITE_READING_ORDER=1 python -m pytest tests/browser/test_reading_order.py`` writes the texts anew.
"""

import os
import re
from pathlib import Path

import pytest

from tests.browser.test_accessibility import open_view

TEXTS = Path(__file__).parent / "reading_order"
# The demo's dates move with the day on which it is made.
MOVING = [
    (
        r"\b\d{1,2}(\. | )(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b",
        "DAY",
    ),
    (r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b", "DAY"),
    (r"\b(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)\b", "WEEKDAY"),
    (r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b", "WEEKDAY"),
    (r"\b(?:Jan|Feb|Mär|Mar|Apr|Mai|May|Jun|Jul|Aug|Sep|Sept|Okt|Oct|Nov|Dez|Dec)\b\.?", "MONTH"),
    (r"(?<!level=)\b\d+", "0"),
    (r"/url: .*", "/url"),
]


def read(page) -> str:
    """Return what the accessibility tree of the main part says, one line for each thing."""
    text = page.locator("main").aria_snapshot()
    for pattern, name in MOVING:
        text = re.sub(pattern, name, text)
    return "\n".join(line for line in text.splitlines() if line.strip() not in ("- /url", "")) + "\n"


# The demo of this module's own: what others sign up for stands in the texts.
@pytest.mark.parametrize("language", ["de", "en", "de-simple"])
def test_an_event_and_its_form_are_read_in_the_order_of_the_texts(browser, site, language):  # A2
    page = open_view(browser, viewport={"width": 1280, "height": 900})
    page.goto(f"{site}/{language}/veranstaltungen/offene-veranstaltung-2/")
    said = {"event": read(page)}
    with page.expect_navigation():
        page.locator(".event-key .button").click()
    said["form"] = read(page)
    page.context.close()
    if os.environ.get("WRITE_READING_ORDER"):
        TEXTS.mkdir(exist_ok=True)
        for name, text in said.items():
            (TEXTS / f"{name}.{language}.txt").write_text(text, "utf-8")
    assert said == {name: (TEXTS / f"{name}.{language}.txt").read_text("utf-8") for name in said}
