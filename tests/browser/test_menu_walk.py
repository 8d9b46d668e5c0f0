"""A menu on its way to readers, in Chromium: previewed, submitted, answered for and approved."""

from playwright.sync_api import expect

from tests.browser.staff import at_work

LIST = "/admin/snippets/cms/siteframe/"
LABEL = "Unser Konzept"


def menu_of(browser, site: str) -> list[str]:
    page = browser.new_page()
    page.goto(f"{site}/de/")
    links = page.locator("nav.menu a").all_inner_texts()
    page.close()
    return links


def test_readers_get_a_new_menu_when_the_chief_editor_has_answered_for_it(browser, site):  # E6 E9 A12
    assert LABEL not in menu_of(browser, site)
    with at_work(browser, site, "redaktion") as editor:
        editor.goto(f"{site}{LIST}?locale=de")
        editor.locator("main table a[href*='/edit/']").first.click()
        editor.fill("[name=main_menu-0-value-label]", LABEL)
        editor.locator("[data-side-panel-toggle=preview]").first.click()
        preview = editor.frame_locator("#w-preview-iframe")
        expect(preview.locator("nav.menu")).to_contain_text(LABEL, timeout=30_000)
        editor.click("footer [data-w-dropdown-target=toggle]")
        assert editor.locator("button[name=action-publish]").count() == 0
        editor.click("footer button[name=action-submit]")
        expect(editor.locator(".messages")).to_contain_text("eingereicht")
    assert LABEL not in menu_of(browser, site)
    with at_work(browser, site, "leitung") as chief:
        chief.goto(f"{site}/admin/")
        chief.locator(".to-dos__item button[data-workflow-action-url*=approve]").first.click()
        chief.wait_for_selector("[name=consequences-answer]")
        expect(chief.locator(".help-block li").first).to_contain_text("zeigen dann diese Menüs")
        chief.click("[name=consequences-answer]")
        expect(chief.locator(".messages")).to_contain_text("veröffentlicht")
    assert LABEL in menu_of(browser, site)
