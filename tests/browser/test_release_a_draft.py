"""The chief editor brings out a draft; readers, without JavaScript, find it in their language."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from home.demo.accounts import PASSWORD
from home.demo.pdf import make_pdf
from tests.browser.test_accessibility import complaints
from tests.demo_site import LANGUAGES

LIST = "/admin/snippets/downloads/publication/"
NAME = "Bericht aus den Stadtteilen"
TITLES = {"de": "Bericht aus den Stadtteilen", "en": "Report from the districts", "de-simple": "So ist es bei uns"}


@pytest.fixture
def editor(browser, demo_site) -> Iterator:
    """A page of the admin, logged in as the demo's chief editor."""
    page = browser.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce", locale="de-DE"
    ).new_page()
    page.goto(f"{demo_site.url}/admin/login/")
    page.fill("[name=username]", "leitung")
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url(re.compile("/admin/$"))
    yield page
    page.context.close()


@pytest.fixture
def pdfs(tmp_path) -> dict[str, Path]:
    """A file of each language, with everything that a good one has."""
    paths = {}
    for language, title in TITLES.items():
        paths[language] = tmp_path / f"{language}.pdf"
        paths[language].write_bytes(make_pdf(language, {"title": title, "subtitle": "", "sections": []}))
    return paths


def moment(days: int) -> str:
    return timezone.localtime(timezone.now() + timedelta(days=days)).strftime("%d.%m.%Y %H:%M")


def publish(page) -> list[str]:
    """Press the editor's button, answer for what it does to readers, and return what is said then."""
    page.click("footer [data-w-dropdown-target=toggle]")
    page.click("footer button[name=action-publish]")
    page.wait_for_selector(".messages .success, [name=consequences-answer]")
    asked = page.locator(".help-block li").all_inner_texts()
    if page.locator("[name=consequences-answer]").count():
        page.click("[name=consequences-answer]")
        page.wait_for_selector(".messages .success")
    told = page.locator(".messages li").all_inner_texts()
    return [" ".join(text.split()) for text in asked + told]


def add_file(page, number: int, language: str, path: Path) -> None:
    if page.locator(f"[name=files-{number}-language]").count() == 0:
        # Only a new publication offers a row for each language.
        page.click("#id_files-ADD")
    page.select_option(f"[name=files-{number}-language]", language)
    page.fill(f"[name=files-{number}-title]", TITLES[language])
    page.set_input_files(f"[name=files-{number}-file]", path)


def open_editor(page, demo_site) -> None:
    page.goto(f"{demo_site.url}{LIST}")
    page.click(f"table a:has-text('{NAME}')")
    page.wait_for_selector("[name=release_at]")


def remove(page, demo_site) -> None:
    """Leave the demo as it was."""
    open_editor(page, demo_site)
    page.goto(page.url.replace("/edit/", "/delete/"))
    page.click("main form [type=submit]")
    page.wait_for_selector(".messages .success, [name=consequences-answer]")
    if page.locator("[name=consequences-answer]").count():
        page.click("[name=consequences-answer]")
        page.wait_for_selector(".messages .success")


def offered(browser, demo_site, language: str) -> list[str]:
    """Return the addresses under which the reader of a language is offered the draft's own file."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{demo_site.url}/{language}/entwuerfe/")
    links = page.locator(f".publication a.button[href*='/downloads/']:has-text('{TITLES[language]}')")
    found = [link.get_attribute("href") for link in links.all()]
    context.close()
    return found


def test_an_editor_releases_a_draft_in_three_languages(editor, browser, demo_site, pdfs):  # E2 D1 D2 D4
    editor.goto(f"{demo_site.url}{LIST}add/")
    editor.fill("[name=name]", NAME)
    editor.fill("[name=release_at]", moment(days=3))
    add_file(editor, 0, "de", pdfs["de"])
    told = publish(editor)
    assert ["Bis dahin kündigen die Seiten es an." in line for line in told] == [False, True, False]
    assert "Es fehlt: English, Einfache Sprache und العربية." in told[2]
    found = {}
    try:
        before = {language: offered(browser, demo_site, language) for language in LANGUAGES}
        open_editor(editor, demo_site)
        # Wagtail's own editor of snippets has no heading of the first level.
        found["editor"] = [line for line in complaints(editor) if not line.startswith("page-has-heading-one")]
        add_file(editor, 1, "en", pdfs["en"])
        add_file(editor, 2, "de-simple", pdfs["de-simple"])
        editor.fill("[name=release_at]", moment(days=-1))
        told = publish(editor)
        assert [line for line in told if "früher" in line] == [told[0]]
        after = {language: offered(browser, demo_site, language) for language in LANGUAGES}
        fetched = {}
        for language, addresses in after.items():
            response = editor.context.request.get(demo_site.url + addresses[0])
            fetched[language] = (len(addresses), response.status, response.body() == pdfs[language].read_bytes())
        editor.goto(f"{demo_site.url}{LIST}")
        found["list"] = complaints(editor)
    finally:
        remove(editor, demo_site)
    assert before == dict.fromkeys(LANGUAGES, [])
    assert fetched == dict.fromkeys(LANGUAGES, (1, 200, True))
    assert found == {"editor": [], "list": []}
