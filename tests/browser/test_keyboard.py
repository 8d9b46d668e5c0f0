"""Everything can be reached and seen with the keyboard alone."""

import pytest

from tests.demo_site import WALKED


@pytest.mark.parametrize("language", WALKED)
def test_the_first_tab_shows_the_skip_link_and_it_leads_to_the_content(browser, demo_site, language):  # A3
    page = browser.new_context().new_page()
    page.goto(f"{demo_site.url}/{language}/")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("href") == "#main"
    assert focused.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.context.close()


def test_focus_goes_through_every_link_in_order_and_is_always_visible(browser, demo_site):  # A3
    page = browser.new_context().new_page()
    page.goto(f"{demo_site.url}/de/")
    reachable = page.evaluate(
        "[...document.querySelectorAll('a[href], button, summary, input')].filter(e => e.checkVisibility()).length"
    )
    seen = 0
    for _step in range(reachable + 5):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
                const e = document.activeElement;
                if (e === document.body) return null;
                const styles = [getComputedStyle(e), getComputedStyle(e, '::after')];
                return styles.some(s => s.outlineStyle !== 'none');
            }"""
        )
        if state is None:
            break
        assert state, page.evaluate("document.activeElement.outerHTML")
        seen += 1
    page.context.close()
    assert seen == reachable
