"""axe, with no rule switched off, on codes, messages, failed mails and the dashboard."""

import pytest

from home.demo.accounts import PASSWORD
from tests.browser.test_accessibility import complaints

SCREENS = [
    "",
    "invitation_codes/",
    "invitation_codes/new/",
    "invitation_codes/edit/1/",
    "invitation_codes/end/1/",
    "messages/",
    "messages/new/",
    "messages/new/1/",
    "failed_mails/",
    "failed_mails/again/?all=1",
]


@pytest.fixture
def staff(browser, demo_site):
    """A page of somebody who is logged in as an administrator."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{demo_site.url}/admin/login/")
    page.fill("[name=username]", "verwaltung")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    yield page
    context.close()


def test_axe_finds_nothing_on_the_screens_of_the_staff(staff, demo_site):  # A8
    found = {}
    for screen in SCREENS:
        response = staff.goto(f"{demo_site.url}/admin/{screen}")
        assert (screen, response.status) == (screen, 200)
        if problems := complaints(staff):
            found[screen] = problems
    assert found == {}


def test_a_message_is_written_and_looked_at(staff, demo_site):  # A8, S19
    staff.goto(f"{demo_site.url}/admin/messages/new/1/")
    staff.fill("[name=subject_de]", "Bitte denken Sie an die Brille")
    staff.fill("[name=body_de]", "Guten Tag,\n\nwir lesen viel.")
    staff.click("[name=preview]")
    staff.wait_for_selector("[name=send]")
    assert complaints(staff) == []
    staff.click("[name=change]")
    staff.wait_for_selector("[name=preview]")
    assert staff.input_value("[name=subject_de]") == "Bitte denken Sie an die Brille"
