"""A translator's sentences in Chromium: side by side, checked, saved by the keyboard, and nobody loses the place."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.staff import at_work
from tests.databases import manage

MAKE_PAGE = """
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource
from cms.terms.models import Term
from home.models import ContentPage
parent = Page.objects.get(slug="gebaerdensprache", locale__language_code="de").get_parent()
german = parent.add_child(
    instance=ContentPage(
        title="Sprechstunde",
        slug="sprechstunde",
        summary="Am 3. Mai 2031 um 18:00 Uhr im Klimabeirat.",
        locale=parent.locale,
    )
)
Term.objects.create(word="Klimabeirat", stays=True, locale=parent.locale)
source, _is_new = TranslationSource.update_or_create_from_instance(german)
work = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))
work.save_target(publish=False)
print(work.get_target_instance().pk)
"""
ADMIN_IN_ENGLISH = """
from cms.models import User
from wagtail.users.models import UserProfile
chief = User.objects.get(username="leitung")
UserProfile.objects.update_or_create(user=chief, defaults={"preferred_language": "en"})
"""
TITLE, SUMMARY = 0, 1


@pytest.fixture(scope="module")
def address(demo, site) -> str:
    found = manage(demo.database_url, demo.var_dir, "shell", "--no-imports", "-c", MAKE_PAGE)
    return f"{site}/admin/pages/{found.stdout.split()[-1]}/edit/"


def sentence(page: Page, number: int):
    return page.locator("[data-sentence]").nth(number)


def test_a_translator_stays_at_the_sentence_and_hears_what_became_of_it(browser, site, address):  # E6 L10 L13
    with at_work(browser, site, "uebersetzung") as page:
        page.goto(address)
        summary = sentence(page, SUMMARY)
        notes, button = summary.locator(".sentence-notes"), summary.get_by_role("button")
        expect(notes).to_contain_text("Zeichen: deutsch 43")
        expect(notes.locator("li")).to_have_text(["Der Name „Klimabeirat“ bleibt, wie er ist."])
        button.focus()
        page.keyboard.press("Enter")
        field = summary.get_by_role("textbox", name="Übersetzung")
        expect(field).to_be_focused()
        field.fill("On 3 May 2031 at 7 pm in the Klimabeirat.")
        expect(notes).to_contain_text("Zeichen: deutsch 43, hier 41")
        page.keyboard.press("Control+s")
        status = page.locator("#sentence-status")
        expect(status).to_have_text("Gespeichert. Bitte prüfen, hier nicht gefunden: 18:00")
        expect(notes.locator("li")).to_have_text(["Bitte prüfen, hier nicht gefunden: 18:00"])
        expect(page.locator(".translators-panel .fact")).to_have_text(["18:00"])
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
        field.fill("On 3 May 2031 at 6 pm in the Klimabeirat.")
        page.keyboard.press("Control+Enter")
        expect(status).to_have_text("Gespeichert.")
        expect(button).to_be_focused()
        expect(notes.locator("li")).to_have_count(0)
        expect(page.locator(".translators-panel-facts")).to_be_hidden()
        page.reload()
        expect(button).to_be_focused()
        page.keyboard.press("Control+s")
        expect(status).to_have_text("Es ist nichts zu speichern.")


def test_what_is_refused_is_said_and_stays_as_it_was_typed(browser, site, address):  # E6
    with at_work(browser, site, "uebersetzung") as page:
        page.goto(address)
        title = sentence(page, TITLE)
        title.get_by_role("button").click()
        title.get_by_role("textbox").fill("x" * 256)
        expect(title.locator(".sentence-long")).to_have_text(
            "Zeichen: deutsch 12, hier 256. Viel länger als der deutsche Text."
        )
        page.keyboard.press("Control+s")
        status = page.locator("#sentence-status")
        expect(status).to_have_text("Nicht gespeichert. Ein Titel hat höchstens 255 Zeichen.")
        title.get_by_role("button").click()
        expect(title.get_by_role("textbox")).to_have_value("x" * 256)
        title.get_by_role("button", name="Abbrechen").click()
        expect(title.get_by_role("button")).to_be_focused()


@pytest.mark.parametrize(("width", "columns"), [(1280, 2), (360, 1)])
def test_german_and_its_translation_stand_side_by_side_where_there_is_room(
    browser, site, address, width, columns
):  # E6 A8
    with at_work(browser, site, "uebersetzung") as page:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address)
        row = sentence(page, SUMMARY)
        row.get_by_role("button").click()
        german, own = row.locator("> p").bounding_box(), row.locator("textarea").bounding_box()
        assert (own["x"] > german["x"] + 100) == (columns == 2)
        # The colours of the editor's own small buttons are wagtail-localize's.
        found = Axe().run(page, context="[data-sentence]").response["violations"]
        assert [one["id"] for one in found if one["id"] != "color-contrast"] == []


def test_the_editor_rests_where_the_admin_is_in_english(browser, site, address, demo):  # E6
    manage(demo.database_url, demo.var_dir, "shell", "--no-imports", "-c", ADMIN_IN_ENGLISH)
    with at_work(browser, site, "leitung") as page:
        page.goto(address)
        expect(sentence(page, TITLE).locator(".sentence-notes")).to_have_text("Characters: 12 in German")
        # A script that answers its own changes leaves no pause.
        assert page.evaluate("new Promise((done) => requestIdleCallback(() => done('idle')))") == "idle"
