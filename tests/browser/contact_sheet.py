"""``make contact-sheet``: every type of page in each language, theme and width, and an event in each state.

The pictures and one page that shows them lie in ``var/contact-sheet``; nobody commits them.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.html import format_html, format_html_join
from playwright.sync_api import sync_playwright

from tests.chromium import PROGRAMS, launch_arguments
from tests.databases import ROOT, manage
from tests.servers import run_server

TARGET = ROOT / "var" / "contact-sheet"
# Type of page -> where the demo has one of it, without its language
PAGES = {
    "HomePage": "/",
    "ConceptPage": "/konzept/",
    "FieldOfActionPage": "/konzept/sprache/",
    "ProcessPage": "/prozess/",
    "EventIndexPage": "/veranstaltungen/",
    "EventPage": "/veranstaltungen/offene-veranstaltung-1/",
    "ActionPlanPage": "/aktionsplan/",
    "PublicationIndexPage": "/entwuerfe/",
    "NewsIndexPage": "/aktuelles/",
    "NewsPage": "/aktuelles/zweiter-entwurf/",
    "ContentPage": "/datenschutz/",
}
# What is no page of the tree
VIEWS = {
    "search": "/search/",
    "results": "/search/?q=2021",
    "report of a barrier": "/barrier-report/",
    "working groups": "/working-groups/",
    "nothing there": "/nichts/",
}
LANGUAGES = ["de", "en", "de-simple", "ar"]
THEMES = ["light", "dark"]
WIDTHS = [320, 768, 1280, 1440]
HEIGHT = 1000
# A state differs in what stands there, not in its language; a phone and a desk tell.
STATE_WIDTHS = [320, 1280]


@dataclass(frozen=True)
class Shot:
    name: str
    path: str
    language: str
    theme: str
    width: int

    @property
    def file(self) -> str:
        name = "".join(letter if letter.isalnum() else "-" for letter in self.name.lower())
        return f"{name}-{self.language}-{self.theme}-{self.width}.jpeg"


def shots(states: dict[str, str]) -> Iterator[Shot]:
    """Yield what is to be seen: pages and views in every language, events of each state in German."""
    for name, path in (PAGES | VIEWS).items():
        for language in LANGUAGES:
            for theme in THEMES:
                yield from (Shot(name, f"/{language}{path}", language, theme, width) for width in WIDTHS)
    for state, path in states.items():
        for theme in THEMES:
            yield from (Shot(f"event: {state}", path, "de", theme, width) for width in STATE_WIDTHS)


def take(url: str, wanted: list[Shot]) -> None:
    """Photograph them all, each in its theme and width."""
    with sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, PROGRAMS)), None)
        if program is None:
            sys.exit("Chromium is not on this machine.")
        browser = playwright.chromium.launch(executable_path=program, args=launch_arguments())
        for theme, width in sorted({(shot.theme, shot.width) for shot in wanted}):
            page = browser.new_page(
                viewport={"width": width, "height": HEIGHT}, color_scheme=theme, reduced_motion="reduce"
            )
            for shot in (one for one in wanted if (one.theme, one.width) == (theme, width)):
                page.goto(url + shot.path)
                page.screenshot(path=TARGET / shot.file, type="jpeg", quality=70)
            page.close()
        browser.close()


def sheet(wanted: list[Shot]) -> str:
    """Return the page that shows them, a row for each name, language and theme."""
    rows: dict[tuple[str, str, str], list[Shot]] = {}
    for shot in wanted:
        rows.setdefault((shot.name, shot.language, shot.theme), []).append(shot)
    body = format_html_join(
        "\n",
        "<h2>{}</h2><p>{}</p>",
        (
            (
                ", ".join(row),
                format_html_join(
                    " ",
                    '<a href="{0}"><img src="{0}" alt="{1}" height="420" loading="lazy"></a>',
                    ((shot.file, shot.width) for shot in shots_of_row),
                ),
            )
            for row, shots_of_row in rows.items()
        ),
    )
    style = "body { font-family: system-ui } img { border: 1px solid }"
    page = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Contact sheet</title><style>{}</style>{}</html>'
    return format_html(page, style, body)


def main() -> None:
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        var_dir = Path(folder)
        database_url = f"sqlite:///{var_dir / 'db.sqlite3'}"
        manage(database_url, var_dir, "migrate", "--verbosity", "0")
        manage(database_url, var_dir, "demo")
        code = "from tests.browser.event_states import write; write()"
        states = json.loads(manage(database_url, var_dir, "shell", "--no-imports", "-c", code).stdout)
        wanted = list(shots(states))
        with run_server(database_url, var_dir) as server:
            take(server.url, wanted)
    (TARGET / "index.html").write_text(sheet(wanted))
    print(f"{len(wanted)} pictures: {(TARGET / 'index.html').relative_to(ROOT)}")


if __name__ == "__main__":
    main()
