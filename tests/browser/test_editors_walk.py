"""What editors do most, in Chromium, each path from the first page of the admin on: clicks and fields are counted."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from home.demo.pdf import make_pdf
from tests.browser.counted import Effort
from tests.browser.paths import held
from tests.browser.staff import at_work

EVENT = "Gemeinsam.Verantwortung.Leben: 1. offener Termin"
TITLES = {"de": "Bericht der Ämter", "en": "Report of the offices", "de-simple": "So arbeiten wir"}


def publish(effort: Effort, page: Page) -> None:
    effort.click(page.locator("footer [data-w-dropdown-target=toggle]"))
    effort.click(page.locator("footer button[name=action-publish]"))
    expect(page.locator(".messages .success, [name=consequences-answer]").first).to_be_visible()


def answer(effort: Effort, page: Page) -> None:
    effort.click(page.locator("[name=consequences-answer]"))
    expect(page.locator(".messages .success").first).to_be_visible()


@pytest.mark.walk
def test_a_new_date_says_whom_it_tells_before_it_tells_them(browser, site):  # E9 E13 S18
    effort, day = Effort(), date.today() + timedelta(days=25)
    with at_work(browser, site, "leitung") as chief:
        effort.click(chief.locator("main").get_by_role("link", name=EVENT).first)
        effort.type(chief, "[name=starts_at]", f"{day:%d.%m.%Y} 11:00")
        effort.type(chief, "[name=ends_at]", f"{day:%d.%m.%Y} 17:00")
        publish(effort, chief)
        expect(chief.locator(".help-block li").first).to_contain_text("bekommen eine E-Mail")
        answer(effort, chief)
    held("new date after people signed up", effort)


@pytest.mark.walk
def test_a_draft_comes_out_in_three_languages(browser, site, tmp_path):  # D1 E13
    effort = Effort()
    with at_work(browser, site, "leitung") as chief:
        chief.goto(f"{site}/admin/snippets/downloads/publication/")
        effort.click(chief.locator("header a[href$='/add/']").first)
        effort.type(chief, "[name=name]", TITLES["de"])
        effort.type(chief, "[name=release_at]", f"{date.today() - timedelta(days=1):%d.%m.%Y} 09:00")
        for number, (language, title) in enumerate(TITLES.items()):
            expect(chief.locator(f"[name=files-{number}-language]")).to_have_value(language)
            effort.type(chief, f"[name=files-{number}-title]", title)
            effort.choose_file(chief, f"[name=files-{number}-file]", pdf(tmp_path, language, title))
        publish(effort, chief)
        expect(chief.locator(".messages")).to_contain_text("Alle können es jetzt herunterladen")
    held("draft in three languages, released", effort)


def pdf(folder: Path, language: str, title: str) -> Path:
    path = folder / f"{language}.pdf"
    path.write_bytes(make_pdf(language, {"title": title, "subtitle": "", "sections": []}))
    return path


@pytest.mark.walk
def test_a_comma_leaves_the_translations_up_to_date(browser, site):  # L4 E13
    effort = Effort()
    with at_work(browser, site, "leitung") as chief:
        chief.goto(f"{site}/admin/pages/1/")
        effort.click(chief.locator("main table a[href$='/pages/3/edit/']").first)
        text = chief.locator("[name=summary]").input_value()
        effort.type(chief, "[name=summary]", f"{text.rstrip('.')}.")
        effort.tick(chief, "[name=minor_change]")
        publish(effort, chief)
        expect(chief.locator(".messages .success")).to_be_visible()
    held("comma, as a minor change", effort)


@pytest.mark.walk
def test_the_menu_gets_another_word(browser, site):  # E13
    effort = Effort()
    with at_work(browser, site, "leitung") as chief:
        chief.goto(f"{site}/admin/snippets/cms/siteframe/?locale=de")
        effort.click(chief.locator("main table a[href*='/edit/']").first)
        effort.type(chief, "[name=main_menu-0-value-label]", "Das Konzept")
        publish(effort, chief)
        answer(effort, chief)
    held("entry of the menu", effort)


@pytest.mark.walk
def test_an_update_with_a_picture_is_out(browser, site):  # E13
    effort = Effort()
    with at_work(browser, site, "leitung") as chief:
        effort.click(chief.locator("main").get_by_role("link", name="Neue Meldung"))
        effort.type(chief, "[name=title]", "Wir fangen an")
        effort.type(chief, "[name=summary]", "Die Arbeit am Konzept beginnt.")
        effort.click(chief.locator("#picture-chooser, [id$=picture-chooser]").get_by_role("button").first)
        effort.click(chief.locator(".modal-content a.image-choice, .modal-content [data-chooser-modal-choice]").first)
        publish(effort, chief)
        expect(chief.locator(".messages .success")).to_be_visible()
        chief.goto(f"{site}/de/aktuelles/wir-fangen-an/")
        expect(chief.locator("h1")).to_have_text("Wir fangen an")
    held("update with a picture", effort)
