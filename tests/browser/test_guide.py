"""The guide in Chromium: axe, a telephone, and the way there from a screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.staff import at_work
from tests.browser.test_accessibility import complaints


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_the_guide(browser, demo_site, width):  # E7 A8
    with at_work(browser, demo_site.url, "redaktion") as page:
        page.set_viewport_size({"width": width, "height": 900})
        found = {}
        for address in ("guide/", "guide/events/", "guide/day-of-the-event/"):
            page.goto(f"{demo_site.url}/admin/{address}", wait_until="networkidle")
            found[address] = (complaints(page), page.evaluate("document.scrollingElement.scrollWidth"))
    assert found == dict.fromkeys(found, ([], width))


def test_a_screen_leads_to_the_chapter_that_explains_it(browser, demo_site):  # E7
    with at_work(browser, demo_site.url, "redaktion") as page:
        page.goto(f"{demo_site.url}/admin/snippets/events/signupform/")
        page.get_by_role("button", name="Hilfe", exact=True).click()
        page.get_by_role("link", name="Hilfe zu dieser Seite").click()
        expect(page.locator("h1, h2").filter(has_text="Anmeldeformulare").first).to_be_visible()
        expect(page).to_have_url(f"{demo_site.url}/admin/guide/forms/")
        pictures = page.locator(".guide__picture")
        expect(pictures).to_have_count(1)
        pictures.scroll_into_view_if_needed()
        expect(pictures).to_have_js_property("complete", True)
        assert pictures.evaluate("picture => picture.naturalWidth") == 1240
