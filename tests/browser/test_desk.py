"""The clerk's way through the admin in Chromium: axe on each screen, and the boxes of the list."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.databases import manage

SEED = """
from cms.models import User
from events.models import DeclineReason, Signup
from events.signups import Person, confirm, enter, sign_up
from tests.builders import make_event_row
from tests.demo_site import event_of_demo
from wagtail.models import Locale
event = make_event_row(name="Tresen", signup_form=event_of_demo().signup_form, venue=event_of_demo().venue, review=True)
for number in range(2):
    address = f"desk-{number}@example.org"
    sign_up(event.pk, Person("Desk", f"Person {number}", address, "de", consent_text="Ja."))
    confirm(Signup.objects.get(event=event, email=address).public_id)
for number in range(11):
    sign_up(event.pk, Person("Wave", f"Person {number}", f"wave-{number}@example.org", "de", consent_text="Ja."))
user = User.objects.get(username="admin")
paper = enter(event.pk, Person("Paper", "Person", "", "de", consent_text="Ja."), "paper", user)
DeclineReason.objects.create(title="Full", text="All seats are taken.", locale=Locale.get_default())
print(event.pk, Signup.objects.get(email="desk-0@example.org").pk, paper.pk)
"""


def complaints(page) -> list[str]:
    """Return what axe finds wrong, one line for each element."""
    violations = Axe().run(page).response["violations"]
    return [f"{found['id']}: {node['html'][:200]}" for found in violations for node in found["nodes"]]


@pytest.fixture
def desk(browser, demo_site):
    """A page of the admin, logged in."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce").new_page()
    page.goto(f"{demo_site.url}/admin/login/")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", "teilhabe-demo")
    page.click("[type=submit]")
    page.wait_for_url(re.compile("/admin/$"))
    yield page
    page.context.close()


def test_a_clerk_works_through_accessible_screens(desk, demo_site):  # A8, S14, S15
    seeded = manage(demo_site.database_url, demo_site.var_dir, "shell", "--no-imports", "-c", SEED)
    event, signup, paper = seeded.stdout.split()[-3:]
    bulk = "/admin/bulk/events/signup"
    found = {}
    for path in [
        "/admin/signups/",
        f"/admin/signups/{signup}/",
        f"/admin/signups/{signup}/decline/",
        f"/admin/signups/{signup}/correct/",
        f"/admin/signups/{signup}/erase/",
        "/admin/signups/enter/",
        f"/admin/signups/enter/{event}/",
        f"/admin/signups/release/{event}/",
        f"/admin/signups/{paper}/sheet/",
        f"{bulk}/decline/?id={signup}&id={paper}",
    ]:
        assert desk.goto(demo_site.url + path).status == 200
        found[path] = complaints(desk)

    desk.goto(f"{demo_site.url}/admin/signups/{signup}/decline/")
    desk.select_option("[name=reason]", label="Full")
    desk.click("main form button[type=submit]")
    desk.wait_for_selector("button[name=send]")
    found["reading the mail"] = complaints(desk)

    desk.goto(f"{demo_site.url}/admin/signups/?event={event}&state=pending")
    for box in desk.locator("tbody [data-bulk-action-checkbox]").all():
        box.check()
    desk.wait_for_selector(".bulk-actions-choices:not(.hidden)")
    found["boxes ticked"] = complaints(desk)
    desk.click(f".bulk-actions-buttons a[href*='{bulk}/approve/']")
    desk.click("main form button[type=submit]")
    desk.wait_for_url(re.compile(f"event={event}"))
    assert desk.locator("tbody [data-bulk-action-checkbox]").count() == 0
    assert {name: problems for name, problems in found.items() if problems} == {}
