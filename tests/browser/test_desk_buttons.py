"""Sign-up staff press every button that a sign-up's own page has, in Chromium, with the rights of their role only."""

import pytest

from events.desk.signups.actions import ACTIONS
from tests.browser.staff import at_work
from tests.databases import manage

# For each button somebody in the state in which it stands there, all at events of their own.
SEED = """
from django.utils import timezone
from events.models import Event, Signup
from events.signups import cancel, decline
from tests.builders import make_event_row, signed_up, signed_up_and_confirmed
from cms.models import User
from tests.demo_site import event_of_demo
user, form, venue = User.objects.get(username="admin"), event_of_demo().signup_form, event_of_demo().venue
def event(name, **facts):
    return make_event_row(name=f"Schaltflächen: {name}", signup_form=form, venue=venue, **facts)
def full(name):
    there = event(name, capacity=1)
    return signed_up_and_confirmed(there, 1), signed_up_and_confirmed(there, 2)
reviewed, free = event("Prüfung", review=True), event("offen", capacity=10)
people = {action: signed_up_and_confirmed(reviewed, n) for n, action in enumerate(["approve", "decline"])}
people["reopen"] = signed_up_and_confirmed(reviewed, 3)
decline(people["reopen"].public_id, user, "Voll.")
people |= {
    action: signed_up_and_confirmed(free, n)
    for n, action in enumerate(["correct", "address", "sheet", "again", "cancel", "erase"])
}
people["confirm"] = signed_up(free, 9)
people["exception"] = full("voll")[1]
holder, people["accept"] = full("angeboten")
cancel(holder.public_id)
print(*(f"{action}:{signup.pk}" for action, signup in people.items()))
"""
DECLINE_TEXT = "Alle Plätze sind vergeben."


@pytest.fixture(scope="module")
def people(demo_site) -> dict[str, str]:
    answer = manage(demo_site.database_url, demo_site.var_dir, "shell", "--no-imports", "-c", SEED)
    return dict(pair.split(":") for pair in answer.stdout.splitlines()[-1].split())


def fill(page, action: str) -> None:
    """Type what the button asks for first."""
    if action == "decline":
        page.fill("[name=own_text]", DECLINE_TEXT)
        page.click("main form button[type=submit]")
        page.wait_for_selector("button[name=send]")
    if action == "address":
        page.fill("[name=email]", "neue-adresse@example.org")


def test_every_button_of_a_sign_up_does_what_it_says(browser, demo_site, people):  # S14 X1
    assert set(people) == {action.name for action in ACTIONS}
    said = {}
    with at_work(browser, demo_site.url, "anmeldung") as page:
        for action, pk in people.items():
            page.goto(f"{demo_site.url}/admin/signups/{pk}/")
            button = page.locator(f"[href$='/{action}/'], form[action$='/{action}/'] button")
            assert (action, button.count()) == (action, 1)
            button.click()
            page.wait_for_load_state()
            if action == "sheet":
                said[action] = page.locator("h1").count() == 1
                continue
            if page.locator(".messages li").count() == 0:
                fill(page, action)
                page.locator("main form button[type=submit]").first.click()
            page.wait_for_selector(".messages li, main .error-message, main .help-critical")
            said[action] = page.locator(".messages .success").count() == 1 or page.locator("main").inner_text()
    assert said == dict.fromkeys(people, True)
