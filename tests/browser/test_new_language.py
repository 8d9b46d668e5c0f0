"""An editor alone gives the site another language: Arabic from nothing, and a page in simple German."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import complaints
from tests.browser.test_translation_walk import log_in
from tests.databases import manage
from tests.servers import run_server

ARABIC = {
    "Startseite": "الصفحة الرئيسية",
    "Worum es geht.": "عن هذا الموقع.",
    "Veranstaltungen": "الفعاليات",
    "Über Veranstaltungen.": "مواعيد جميع الفعاليات.",
    "Werkstatt": "ورشة عمل",
    "Wir reden am Stadthaus, Telefon 0351 488 20 00.": "نتحدث في دار المدينة، هاتف 0351 488 20 00.",
    "Landeshauptstadt": "عاصمة الولاية",
    "Teilhabe": "المشاركة",
    "Rathaus": "دار البلدية",
    "Anmeldung": "التسجيل",
    "Ich bin einverstanden, dass meine Angaben gespeichert werden.": "أوافق على حفظ بياناتي.",
}


@pytest.fixture(scope="module")
def german_site(tmp_path_factory, new_sqlite_url) -> Iterator[str]:
    """The address of a site that is German only."""
    var_dir, url = tmp_path_factory.mktemp("german"), new_sqlite_url()
    manage(url, var_dir, "shell", "--no-imports", "-c", "from tests.browser.german_site import build; build()")
    with run_server(url, var_dir, threads=4) as server:
        yield server.url


def read(browser, address: str) -> tuple[int, str, list[str], str]:
    """What a visitor on a phone gets: status, direction, what axe finds, and the text."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    status = page.goto(address).status
    found = complaints(page)
    direction = page.locator("body").evaluate("body => getComputedStyle(body).direction")
    text = page.locator("body").inner_text()
    context.close()
    return status, direction, found, text


def cell(editor, site: str, title: str, column: int):
    """The field of the board that says how something stands in a language."""
    editor.goto(f"{site}/admin/languages/board/")
    return editor.locator(f"tr:has(th[scope=row]:text-is('{title}'), th[scope=row] a:text-is('{title}')) td").nth(
        column
    )


def translate(editor, site: str, title: str, column: int) -> None:
    """Begin the translation on the board, write every sentence, publish."""
    cell(editor, site, title, column).locator("a:text-is('Übersetzen')").click()
    editor.click("form button[type=submit]:has-text('bersetz'), form input[type=submit]")
    editor.wait_for_selector(".js-translation-editor section")
    missing = editor.locator(".js-translation-editor section li li.incomplete")
    while missing.count():
        number = missing.count()
        sentence = missing.first
        german = sentence.locator("> p").inner_text()
        sentence.locator("button").last.click()
        box = editor.locator(".js-translation-editor section textarea")
        box.fill(ARABIC[german])
        assert box.evaluate("e => getComputedStyle(e).unicodeBidi") == "plaintext"
        editor.click(".js-translation-editor section button:text-is('Speichern')")
        expect(missing).to_have_count(number - 1)
    editor.click("footer button[value=publish]")
    editor.wait_for_selector(".messages .success")


def open_profile(editor, site: str) -> None:
    editor.goto(f"{site}/admin/snippets/languages/languageprofile/")
    editor.click("table a:has-text('العربية')")
    editor.check("[name=is_public]")
    editor.click("footer [data-w-dropdown-target=toggle]")
    editor.click("footer button[name=action-publish]")


def test_an_editor_opens_arabic_from_nothing(browser, german_site):  # L1 L2 L7 A4
    editor = log_in(browser, german_site, "leitung")
    editor.goto(f"{german_site}/admin/snippets/languages/languageprofile/add/")
    editor.select_option("[name=code]", "ar")
    editor.click("footer button[type=submit]")
    editor.wait_for_selector(".messages .success")
    open_profile(editor, german_site)
    expect(editor.locator(".error-message")).to_contain_text(
        "Übersetzen und veröffentlichen Sie zuerst die Startseite in dieser Sprache"
    )
    for title in ("Startseite", "Veranstaltungen", "Werkstatt", "Anmeldeformular: Anmeldung"):
        translate(editor, german_site, title, 2)
    frame = editor.goto(f"{german_site}/admin/languages/board/") and editor.locator("th[scope=row]", has_text="Kopf")
    translate(editor, german_site, frame.first.inner_text(), 2)
    assert read(browser, f"{german_site}/ar/")[0] == 404
    open_profile(editor, german_site)
    expect(editor.locator("main li", has_text="werden für alle sichtbar")).to_be_visible()
    editor.click("button[name=consequences-answer]")
    editor.wait_for_selector(".messages .success")
    editor.context.close()

    for path, words in (("/", "عن هذا الموقع."), ("/veranstaltungen/werkstatt/", "0351 488 20 00")):
        status, direction, found, text = read(browser, f"{german_site}/ar{path}")
        assert (path, status, direction, found, words in text) == (path, 200, "rtl", [], True)
        assert "دار البلدية" in text
    status, direction, found, text = read(browser, f"{german_site}/ar/impressum/")
    assert (status, direction, found, "Impressum" in text) == (404, "rtl", [], True)


def test_an_editor_writes_a_page_in_simple_german(browser, german_site):  # L6 E3
    editor = log_in(browser, german_site, "leitung")
    for title, simple, summary in (
        ("Startseite", "Start", "Hier können Sie mitreden."),
        ("Impressum", "Wer wir sind", "Hier steht: Wer schreibt diese Seiten?"),
    ):
        cell(editor, german_site, title, 1).locator("a:text-is('Anlegen')").click()
        editor.wait_for_selector("[name=summary], main form button[type=submit]")
        if editor.locator("[name=summary]").count() == 0:
            editor.click("main form button[type=submit]")
        editor.fill("[name=title]", simple)
        editor.fill("[name=summary]", summary)
        editor.click("footer [data-w-dropdown-target=toggle]")
        editor.click("footer button[name=action-publish]")
        editor.wait_for_selector(".messages .success")
    status, _direction, found, text = read(browser, f"{german_site}/de-simple/impressum/")
    assert (status, found, "Hier steht: Wer schreibt diese Seiten?" in text) == (200, [], True)

    german = cell(editor, german_site, "Impressum", 1).locator("xpath=../th//a").first
    german.click()
    editor.fill("[name=summary]", "Wer hier schreibt und wer haftet.")
    editor.click("footer [data-w-dropdown-target=toggle]")
    editor.click("footer button[name=action-publish]")
    editor.wait_for_selector(".messages .success")
    assert "älter als die deutsche" in read(browser, f"{german_site}/de-simple/impressum/")[3]
    field = cell(editor, german_site, "Impressum", 1)
    assert "veraltet" in field.inner_text()
    field.locator("a").click()
    editor.click("a:has-text('Die Übersetzung öffnen')")
    editor.click('[data-side-panel-toggle="translations"]')
    expect(editor.locator(".translations-panel li")).to_have_text(["Kurztext"])
    editor.click(".translations-panel a")
    editor.click("button:has-text('Sie stimmt noch')")
    editor.wait_for_selector(".messages .success")
    editor.context.close()
    assert "älter" not in read(browser, f"{german_site}/de-simple/impressum/")[3]
