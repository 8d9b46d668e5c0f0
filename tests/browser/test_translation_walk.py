"""A comma in German, and what becomes of the English page: from the editor to the reader, who has no JavaScript."""

import re

from home.demo.accounts import PASSWORD
from tests.browser.test_accessibility import complaints

PATH = "gebaerdensprache"


def log_in(browser, site: str, name: str):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", locale="de-DE")
    page = context.new_page()
    page.goto(f"{site}/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url(re.compile("/admin/$"))
    return page


def open_german(page, site: str) -> None:
    page.goto(f"{site}/admin/languages/board/")
    page.click("th a:has-text('Gebärdensprache')")
    page.wait_for_selector("[name=summary]")


def publish(page) -> None:
    page.click("footer [data-w-dropdown-target=toggle]")
    page.click("footer button[name=action-publish]")
    page.wait_for_selector(".messages .success")


def reader_sees(browser, site: str) -> tuple[bool, bool]:
    """Whether the English page says that it is older, and the German page's switcher says so."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{site}/en/{PATH}/")
    notice = page.locator("aside.notice-warn").count() == 1
    page.goto(f"{site}/de/{PATH}/")
    switcher = page.locator(".languages li:has([hreflang=en]) .older").count() == 1
    context.close()
    return notice, switcher


def english_cell(page, site: str):
    page.goto(f"{site}/admin/languages/board/")
    return page.locator("tr", has_text="Gebärdensprache").locator("td").first


def test_a_comma_in_german_is_looked_at_and_found_still_right(browser, site):  # L4 L5 L7 L14 E3
    editor = log_in(browser, site, "leitung")
    seen = {"before": reader_sees(browser, site)}
    open_german(editor, site)
    editor.fill("[name=summary]", editor.input_value("[name=summary]") + " Danke!")
    publish(editor)
    seen["changed"] = reader_sees(browser, site)
    cell = english_cell(editor, site)
    found = {"board": complaints(editor)}
    assert "veraltet" in cell.inner_text()
    cell.locator("a").click()
    editor.wait_for_selector("[value=confirm]", state="attached")
    found["state"] = complaints(editor)
    assert editor.locator(".addition").inner_text().strip().endswith("Danke!")
    editor.click("button:has-text('Sie stimmt noch')")
    editor.wait_for_selector(".messages .success")
    seen["confirmed"] = reader_sees(browser, site)

    open_german(editor, site)
    editor.fill("[name=summary]", editor.input_value("[name=summary]") + " Kommen Sie.")
    editor.check("[name=minor_change]")
    publish(editor)
    seen["minor"] = reader_sees(browser, site)
    editor.context.close()
    assert seen == {
        "before": (False, False),
        "changed": (True, True),
        "confirmed": (False, False),
        "minor": (False, False),
    }
    assert found == {"board": [], "state": []}


def test_a_translator_finds_the_old_sentence_beside_the_new_german_one(browser, site):  # L8 E6
    editor = log_in(browser, site, "leitung")
    open_german(editor, site)
    editor.fill("[name=summary]", "Das zeigt ein Video in Gebärdensprache.")
    publish(editor)
    editor.context.close()
    translator = log_in(browser, site, "uebersetzung")
    cell = english_cell(translator, site)
    assert "veraltet" in cell.inner_text()
    cell.locator("a").click()
    translator.click("a:has-text('Die Übersetzung öffnen')")
    translator.wait_for_selector("text=Das zeigt ein Video in Gebärdensprache.", timeout=15_000)
    assert "What a video in German Sign Language would explain on this page." in translator.content()
    translator.context.close()
