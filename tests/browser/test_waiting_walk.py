"""The way over the waiting list in a real browser without JavaScript: wait, get an offer, take the seat; or leave."""

import pytest

from tests.browser.test_accessibility import complaints
from tests.browser.test_personal_walk import link_with
from tests.browser.test_signup_walk import fill_in, submit, visitor
from tests.databases import manage
from tests.demo_site import WALKED

__all__ = ["visitor"]

# An event of its own with one seat, which somebody has, so that the demo's events stay as they are.
MAKE_FULL_EVENT = """
from events.models import Signup
from events.signups import Person, confirm, sign_up
from tests.demo_site import event_of_demo
event = event_of_demo()
event.pk, event.public_id, event.capacity, event.name = None, {public_id!r}, 1, "Full"
event.save()
sign_up(event.pk, Person("Person", "Eins", "holder@example.org", "de"))
confirm(Signup.objects.get(event=event).public_id)
"""
HOLDER_CANCELS = """
from events.models import Signup
from events.signups import cancel
cancel(Signup.objects.get(event__public_id={public_id!r}, email="holder@example.org").public_id)
"""


def run(demo_site, code: str, language: str) -> str:
    public_id = f"full{language.replace('-', '')}"
    script = code.format(public_id=public_id)
    manage(demo_site.database_url, demo_site.var_dir, "shell", "--no-imports", "-c", script)
    return public_id


@pytest.mark.parametrize("language", WALKED)
def test_somebody_waits_gets_an_offer_and_takes_the_seat(visitor, demo_site, language):  # S5 S6 A1 A2
    address = f"waits-{language}@example.org"
    public_id = run(demo_site, MAKE_FULL_EVENT, language)
    visitor.goto(f"{demo_site.url}/{language}/signup/{public_id}/")
    fill_in(visitor, address)
    submit(visitor)
    demo_site.run_worker()
    visitor.goto(link_with(demo_site.mails_to(address)[-1], "/confirm/", demo_site))
    submit(visitor)
    assert visitor.locator(".state-number").inner_text() == "1"

    demo_site.run_worker()
    assert "1" in demo_site.mails_to(address)[-1]["Subject"]
    run(demo_site, HOLDER_CANCELS, language)
    demo_site.run_worker()
    visitor.goto(link_with(demo_site.mails_to(address)[-1], "/accept/", demo_site))
    submit(visitor)
    demo_site.run_worker()
    calendars = [
        part for part in demo_site.mails_to(address)[-1].iter_attachments() if part.get_filename() == "event.ics"
    ]
    assert (visitor.locator("a[href$='event.ics']").count(), len(calendars)) == (1, 1)


def test_each_state_of_the_waiting_list_passes_axe(browser, demo_site):  # A1 S5
    page = browser.new_context(reduced_motion="reduce", viewport={"width": 320, "height": 800}).new_page()
    public_id = run(demo_site, MAKE_FULL_EVENT, "axe")
    found = {}

    def look(step: str) -> None:
        if problems := complaints(page):
            found[step] = problems

    page.goto(f"{demo_site.url}/de/signup/{public_id}/")
    look("form of the waiting list")
    fill_in(page, "axe-waits@example.org")
    submit(page)
    look("mailbox")
    demo_site.run_worker()
    page.goto(link_with(demo_site.mails_to("axe-waits@example.org")[-1], "/confirm/", demo_site))
    look("confirm")
    submit(page)
    look("waiting")
    own_page = page.url
    page.goto(f"{own_page}cancel/")
    look("leave the waiting list")
    run(demo_site, HOLDER_CANCELS, "axe")
    page.goto(own_page)
    look("offered")
    demo_site.run_worker()
    page.goto(link_with(demo_site.mails_to("axe-waits@example.org")[-1], "/accept/", demo_site))
    look("offer")
    submit(page)
    look("seat taken")
    page.context.close()
    assert found == {}
