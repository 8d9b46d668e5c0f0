"""The editor's script makes the address of a page as the server does."""

from playwright.sync_api import expect

from cms.texts.slugs import german_slug
from tests.browser.staff import at_work
from tests.databases import manage

TITLE = "Straßenfest für Bürger*innen & Gäste: jede_r ist Ärzt:in"
FIND = "from home.models import HomePage; print(HomePage.objects.get(locale__language_code='de').pk)"


def test_a_german_title_becomes_an_address_while_it_is_typed(browser, demo_site):  # E1
    home = manage(demo_site.database_url, demo_site.var_dir, "shell", "--no-imports", "-c", FIND).stdout.strip()
    with at_work(browser, demo_site.url, "redaktion") as page:
        page.goto(f"{demo_site.url}/admin/pages/add/home/contentpage/{home}/")
        page.fill("[name=title]", TITLE)
        page.locator("[name=title]").press("Tab")
        slug = page.locator("[name=slug]")
        expect(slug).to_have_value("strassenfest-fuer-buergerinnen-gaeste-jeder-ist-aerztin")
        expect(slug).to_have_value(german_slug(TITLE))
        page.locator("[role=tab]", has_text="Veröffentlichung").click()
        slug.fill("Größe der Bürger_innen")
        slug.press("Tab")
        expect(slug).to_have_value("groesse-der-buergerinnen")
