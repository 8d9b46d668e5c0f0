"""Staff are not watched either: twenty screens of the admin ask no other host and break no policy."""

import re

import pytest

from home.demo.accounts import PASSWORD

SCREENS = [
    "",
    "pages/",
    "pages/search/",
    "images/",
    "reports/downloads/",
    "reports/locked/",
    "reports/site-history/",
    "workflows/list/",
    "users/",
    "groups/",
    "locales/",
    "account/",
    "languages/board/",
    "event-desk/",
    "signups/",
    "failed_mails/",
    "mail_preview/",
    "snippets/events/event/",
    "snippets/events/event/edit/1/",
    "snippets/events/signupform/",
    "snippets/events/venue/",
    "snippets/downloads/publication/",
]
# The session, the token of forms, and that this device has logged in before.
COOKIES = {"sessionid", "csrftoken", "known_device"}


@pytest.fixture
def staff(browser, demo_site):
    """A page of an administrator."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{demo_site.url}/admin/login/")
    page.fill("[name=username]", "verwaltung")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(f"{demo_site.url}/admin/")
    yield page
    context.close()


def test_the_admin_asks_no_other_host_and_breaks_no_policy(staff, demo_site):  # V3 X5
    asked, said, statuses = set(), [], {}
    staff.on("request", lambda request: asked.add(re.match(r"\w+:(//[^/]*)?", request.url)[0]))
    staff.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    for screen in SCREENS:
        statuses[screen] = staff.goto(f"{demo_site.url}/admin/{screen}", wait_until="networkidle").status
    assert {screen: status for screen, status in statuses.items() if status != 200} == {}
    assert (asked - {"data:", "blob:"}, said) == ({demo_site.url}, [])
    assert {cookie["name"] for cookie in staff.context.cookies()} - COOKIES == set()
