"""The form in each of its states passes axe and fits a small screen."""

import pytest

from tests.browser.test_accessibility import VIEWS, complaints, open_view
from tests.browser.test_signup_walk import fill_in, open_form, submit
from tests.demo_site import WALKED
from tests.servers import run_server

INVITATION = "/veranstaltungen/veranstaltung-fuer-eingeladene/"


@pytest.fixture(scope="module")
def strict_server(demo_site):
    """A second server on the demo that takes one post an hour."""
    limits = {"SIGNUPS_PER_NETWORK_AND_HOUR": "1", "SIGNUPS_PER_EVENT_AND_HOUR": "0"}
    with run_server(demo_site.database_url, demo_site.var_dir, **limits) as server:
        yield server


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", WALKED)
def test_each_state_of_the_form_passes_axe_and_fits(browser, demo_site, strict_server, language, view):  # A1 A3 S16 S22
    page = open_view(browser, **VIEWS[view])
    width = VIEWS[view]["viewport"]["width"]
    found, wide = {}, {}

    def look(state: str) -> None:
        if problems := complaints(page):
            found[state] = problems
        if (needed := page.evaluate("document.scrollingElement.scrollWidth")) > width:
            wide[state] = needed

    open_form(page, demo_site, language)
    path = page.url.removeprefix(demo_site.url)
    look("form with needs")
    page.locator("details.fold:has([name=needs]) > summary").click()
    page.locator("[name=needs][value=interpreter]").check()
    page.locator("[name=needs][value=other]").check()
    submit(page)
    wrong = [link.get_attribute("href") for link in page.locator(".error-summary a").all()]
    assert wrong[-4:] == ["#id_needs_language", "#id_needs_note", "#id_needs_consent", "#id_consent"]
    look("form with errors")
    page.goto(f"{demo_site.url}/{language}{INVITATION}")
    page.locator("main a[href*='/signup/']").first.click()
    look("invitation")
    fill_in(page, "axe-code@example.org")
    page.locator("[name=code]").fill("UNKNOWN")
    submit(page)
    assert page.locator("#id_code").get_attribute("aria-invalid") == "true"
    look("unknown code")
    page.goto(f"{demo_site.url}{path}mailbox/?then=waiting")
    look("mailbox")
    for _ in range(2):
        page.goto(f"{strict_server.url}{path}")
        submit(page)
    assert page.locator(".error-summary li").first.locator("a").count() == 0
    look("too many")
    page.context.close()
    assert (found, wide) == ({}, {})
