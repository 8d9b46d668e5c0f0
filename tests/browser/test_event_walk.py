"""A new event on its way to readers, and a copy of last year's, in Chromium: clicks and fields are counted."""

import re
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.counted import Effort
from tests.browser.paths import held
from tests.browser.staff import at_work

TITLE, DAY = "Sommerfest am Fluss", date.today() + timedelta(days=50)


def barriers(page: Page, part: str) -> list[str]:
    """Return what axe finds wrong in a part of the page, one line for each element."""
    found = Axe().run(page, context=part).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def make_drafts(effort: Effort, page: Page, site: str, title: str) -> None:
    page.goto(f"{site}/admin/")
    effort.click(page.locator("main").get_by_role("link", name="Neue Veranstaltung"))
    expect(page.locator(".new-event")).to_be_visible()
    effort.type(page, "[name=name]", title)
    effort.type(page, "[name=starts_at]", f"{DAY:%d.%m.%Y} 18:00")
    effort.type(page, "[name=summary]", "Wir feiern am Fluss.")
    effort.click(page.get_by_role("button", name="Entwürfe anlegen"))
    expect(page.locator(".next-steps")).to_contain_text("Wie es weitergeht")


def approve(effort: Effort, page: Page, site: str, title: str) -> None:
    """Approve it on the first page of the admin."""
    page.goto(f"{site}/admin/")
    row = page.locator(".to-dos__item", has_text=title)
    effort.click(row.locator("button", has_text="Freigeben").first)


@pytest.mark.walk
def test_an_event_reaches_readers_in_three_languages_by_two_people(browser, site):  # E2 E6 E13
    effort = Effort()
    with at_work(browser, site, "redaktion") as editor:
        make_drafts(effort, editor, site, TITLE)
        effort.click(editor.locator(".next-steps").get_by_role("button", name="Zur Freigabe einreichen"))
        expect(editor.locator(".messages")).to_contain_text("wartet auf Freigabe")
        german = editor.url
        translate(effort, editor)
        editor.goto(german)
        write_simple_german(effort, editor)
    with at_work(browser, site, "leitung") as chief:
        approve(effort, chief, site, TITLE)
        expect(chief.locator(".help-block li")).to_have_count(1)
        expect(chief.locator(".help-block li")).to_contain_text(f"Veranstaltung „{TITLE}“ wird mit veröffentlicht")
        assert barriers(chief, "main") == []
        effort.click(chief.get_by_role("button", name="Ja, veröffentlichen"))
        expect(chief.locator(".messages")).to_contain_text("ist veröffentlicht")
        for title in ("River party", "Fest am Fluss"):
            approve(effort, chief, site, title)
            expect(chief.locator(".to-dos__item", has_text=title)).to_have_count(0, timeout=15_000)
        for language, title in {"de": TITLE, "en": "River party", "de-simple": "Fest am Fluss"}.items():
            chief.goto(f"{site}/{language}/veranstaltungen/sommerfest-am-fluss/")
            expect(chief.locator("h1")).to_have_text(title)
    held("event in German, English and simple German", effort, people=2, handovers=1)


def translate(effort: Effort, page: Page) -> None:
    effort.click(page.locator(".messages a", has_text="English"))
    effort.click(page.locator("form [type=submit]", has_text="Absenden").or_(page.locator("[value=Absenden]")).first)
    panel = page.locator(".translators-panel")
    expect(panel).to_be_visible()
    for number, sentence in enumerate(("River party", "We celebrate at the river.")):
        effort.click(page.locator("button:visible", has_text="Übersetzen").first)
        effort.type(page, ".js-translation-editor textarea", sentence)
        effort.click(page.locator(".js-translation-editor button:visible", has_text="Speichern"))
        expect(page.locator("button:visible", has_text="Bearbeiten")).to_have_count(number + 1)
    effort.click(panel.get_by_role("button", name="Zur Freigabe einreichen"))
    expect(page.locator(".messages")).to_contain_text("zur Freigabe eingereicht")


def write_simple_german(effort: Effort, page: Page) -> None:
    effort.click(page.locator(".next-steps a", has_text="Anlegen"))
    effort.click(page.locator("main form [type=submit]").first)
    expect(page.locator("[name=summary]")).to_be_visible()
    effort.type(page, "[name=title]", "Fest am Fluss")
    effort.type(page, "[name=summary]", "Wir feiern. Das Fest ist am Fluss.")
    effort.click(page.locator("footer [data-w-dropdown-target=toggle]"))
    effort.click(page.locator("footer button[name=action-submit]"))
    expect(page.locator(".messages")).to_be_visible()


@pytest.mark.walk
def test_whoever_may_publish_does_it_alone(browser, site):  # E2 E13
    effort = Effort()
    with at_work(browser, site, "leitung") as chief:
        make_drafts(effort, chief, site, "Gespräch im Hof")
        assert barriers(chief, ".next-steps") == []
        effort.click(chief.locator(".next-steps").get_by_role("button", name="Alles veröffentlichen"))
        effort.click(chief.get_by_role("button", name="Ja, veröffentlichen"))
        expect(chief.locator(".messages")).to_contain_text("ist veröffentlicht")
        chief.goto(f"{site}/de/veranstaltungen/")
        expect(chief.get_by_role("link", name="Gespräch im Hof")).to_have_count(1)
    held("event by somebody who publishes alone", effort)


@pytest.mark.walk
def test_last_years_event_is_copied_in_three_clicks_with_all_its_languages(browser, site):  # E5 E13
    effort = Effort()
    with at_work(browser, site, "redaktion") as editor:
        editor.goto(f"{site}/admin/snippets/events/event/")
        row = editor.locator("tr", has_text="Auftakt")
        effort.click(row.locator("[data-w-dropdown-target=toggle]"))
        effort.click(editor.locator("a:visible", has_text="Für nächstes Jahr kopieren"))
        expect(editor.locator("[name=day]")).to_have_value(re.compile(r"\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4}"))
        assert barriers(editor, "main") == []
        effort.click(editor.get_by_role("button", name="Kopieren", exact=True))
        expect(editor.locator(".messages").first).to_contain_text("Die Kopie ist angelegt")
        expect(editor.locator(".next-steps li")).not_to_have_count(0)
    held("last year's event once more", effort)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_form_of_a_new_event_has_no_barrier_and_fits(browser, site, width):  # E2 A1 A8
    with at_work(browser, site, "redaktion") as editor:
        editor.set_viewport_size({"width": width, "height": 900})
        editor.goto(f"{site}/admin/events/new/")
        expect(editor.locator(".new-event")).to_be_visible()
        for summary in editor.locator(".new-event summary").all():
            summary.click()
        assert barriers(editor, "main") == []
        assert editor.evaluate("document.documentElement.scrollWidth") <= width
        editor.get_by_role("button", name="Entwürfe anlegen").click()
        expect(editor.locator(".error-message")).to_have_count(3)
        assert barriers(editor, ".new-event") == []
