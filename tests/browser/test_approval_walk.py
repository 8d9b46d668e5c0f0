"""A translation on its way to readers, in Chromium: refused, submitted, withdrawn, sent back, submitted, approved."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.staff import at_work
from tests.databases import manage
from tests.demo_site import LoadedDemo

PATH = "gebaerdensprache"
FIND = f"""
from wagtail.models import Page
print(Page.objects.get(slug="{PATH}", locale__language_code="ar").pk)
"""
TRANSLATE_ALL_BUT_THE_TITLE = """
from wagtail_localize.models import StringTranslation, Translation
work = Translation.objects.get(target_locale__language_code="ar", source__object_repr="Gebärdensprache")
for number, segment in enumerate(work.source.stringsegment_set.exclude(context__path="title")):
    StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=work.target_locale, data=f"جملة {number}"
    )
"""
TITLE = "لغة الإشارة"


def ask(demo: LoadedDemo, code: str) -> str:
    return manage(demo.database_url, demo.var_dir, "shell", "--no-imports", "-c", code).stdout.strip()


def barriers(page) -> list[str]:
    """Return what axe finds in our panel; the editor below it is wagtail-localize's."""
    return [found["id"] for found in Axe().run(page, context=".translators-panel").response["violations"]]


def press(page, button: str, said: str) -> None:
    page.click(f".translators-panel button:has-text('{button}')")
    expect(page.locator(".messages")).to_contain_text(said)


def decide(page, site: str, button: str, comment: str = "") -> None:
    """Do this with the one translation that waits on the start page."""
    page.goto(f"{site}/admin/")
    row = page.locator(".to-dos__item", has_text=TITLE)
    row.locator("button", has_text=button).first.click()
    if comment:
        page.fill("[name=comment]", comment)
        page.click(".modal [type=submit]")
    expect(row).to_have_count(0, timeout=15_000)


def begin_from_the_board(page, site: str) -> None:
    """What a translator clicks to begin the Arabic page."""
    page.goto(f"{site}/admin/")
    page.get_by_role("link", name="Übersetzungen", exact=True).first.click()
    row = page.locator("tr", has=page.get_by_role("link", name="Gebärdensprache", exact=True))
    row.locator("a[href*='select_locale=ar']").click()
    page.locator("form [type=submit]", has_text="Absenden").or_(page.locator("[value=Absenden]")).first.click()
    page.wait_for_selector(".translators-panel")


def test_a_translation_goes_back_and_forth_until_readers_have_it(browser, site, demo):  # L9 E6
    with at_work(browser, site, "uebersetzung") as translator:
        begin_from_the_board(translator, site)
        address = translator.url
        assert address == f"{site}/admin/pages/{ask(demo, FIND)}/edit/"
        translator.goto(address)
        press(translator, "Zur Freigabe einreichen", "14 Sätze sind noch deutsch")
        ask(demo, TRANSLATE_ALL_BUT_THE_TITLE)
        translator.goto(address)
        translator.locator("button:visible", has_text="Übersetzen").click()
        translator.fill(".js-translation-editor textarea", TITLE)
        translator.locator("button:visible", has_text="Speichern").click()
        expect(translator.locator("button:visible", has_text="Übersetzen")).to_have_count(0)
        press(translator, "Zur Freigabe einreichen", "zur Freigabe eingereicht")
        translator.goto(address)
        expect(translator.locator(".translators-panel")).to_contain_text("Es wartet auf Freigabe.")
        # Nothing is offered that could not be saved.
        edits = translator.locator("button:visible", has_text="Bearbeiten")
        expect(translator.locator(".js-translation-editor")).to_contain_text(TITLE)
        expect(edits).to_have_count(0)
        assert barriers(translator) == []
        press(translator, "Einreichung zurückziehen", "Die Einreichung ist zurückgezogen")
        expect(edits).to_have_count(14)
        press(translator, "Zur Freigabe einreichen", "zur Freigabe eingereicht")
    with at_work(browser, site, "leitung") as chief:
        decide(chief, site, "Änderungen anfordern", "Bitte den Titel prüfen.")
    with at_work(browser, site, "uebersetzung") as translator:
        translator.goto(address)
        expect(translator.locator(".translators-panel")).to_contain_text("Bitte den Titel prüfen.")
        assert barriers(translator) == []
        press(translator, "Noch einmal einreichen", "zur Freigabe eingereicht")
    with at_work(browser, site, "leitung") as chief:
        decide(chief, site, "Freigeben")
        assert chief.goto(f"{site}/ar/{PATH}/").status == 200
        expect(chief.locator("h1")).to_have_text(TITLE)
