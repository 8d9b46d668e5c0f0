"""What a clerk does all day, begun on the first page of the admin, in Chromium: clicks and fields are counted."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.counted import Effort
from tests.browser.staff import at_work
from tests.databases import manage

SEED = """
import json
from events.models import Event
from tests.demo_site import event_of_demo
from tests.builders import make_event_row, make_signup_form_row, signed_up_and_confirmed
from tests.events.road import question
venue = event_of_demo().venue
tables = question("one_of", "Welcher Tisch?", "table", {"a": "Tisch A", "b": "Tisch B"})
form = make_signup_form_row(title="Tische", questions=json.dumps([tables, question("phone", "Telefon?", "phone")]))
label = {"kind": "one_of", "label": "Welcher Tisch?", "options": {"a": "Tisch A", "b": "Tisch B"}}
labels = {"table": label, "phone": {"kind": "phone", "label": "Telefon?", "options": {}}}
event = make_event_row(name="Gang zum Tresen", venue=venue, signup_form=form, review=True, capacity=20)
Event.objects.filter(pk=event.pk).update(option_limits={"table": {"a": 1}})
for number, table in ((1, "a"), (2, "b"), (3, "b")):
    answers = {"table": table, "phone": "0351 488 1234"}
    signup = signed_up_and_confirmed(event, number, answers=answers, labels=labels)
print(event.pk, signup.pk)
"""
NAME = "Gang zum Tresen"


@pytest.fixture(scope="module")
def seeded(demo_site) -> list[str]:
    """The event with people to decide on and a table that is full, and one of these people."""
    answer = manage(demo_site.database_url, demo_site.var_dir, "shell", "--no-imports", "-c", SEED)
    return answer.stdout.splitlines()[-1].split()


def barriers(page: Page) -> list[str]:
    found = Axe().run(page, context="main").response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@pytest.mark.long
def test_somebody_who_calls_is_entered_in_three_clicks_and_two_fields(browser, demo_site, seeded):  # S15 S31 E13
    effort = Effort()
    with at_work(browser, demo_site.url, "anmeldung") as page:
        effort.click(page.get_by_role("link", name=f"Anmeldung erfassen: {NAME}"))
        expect(page.locator("[name=source][value=phone]")).to_be_checked()
        expect(page.locator("[name=q-table][value=a]")).to_be_disabled()
        effort.type(page, "[name=given_name]", "Ada")
        effort.type(page, "[name=family_name]", "Anruf")
        effort.click(page.locator("[name=consent]"))
        effort.click(page.locator("main form button[type=submit]").first)
        page.wait_for_url(re.compile(r"/admin/signups/\d+/$"))
        expect(page.locator("main h2").first).to_have_text("Ada Anruf")
    assert (effort.clicks, effort.fields) == (3, 2)


@pytest.mark.long
def test_one_is_approved_by_two_clicks(browser, demo_site, seeded):  # S14 E13
    effort = Effort()
    with at_work(browser, demo_site.url, "anmeldung") as page:
        effort.click(page.locator("main").get_by_role("link", name=re.compile(f"zu entscheiden.*{NAME}")).first)
        buttons = page.get_by_role("button", name=re.compile("^Zusagen"))
        expect(buttons.first).to_be_visible()
        before = buttons.count()
        effort.click(buttons.first)
        expect(buttons).to_have_count(before - 1)
        assert barriers(page) == []
    assert (effort.clicks, effort.fields) == (2, 0)


@pytest.mark.long
def test_a_number_is_dialled_and_a_mail_sent_again_by_one_click_each(browser, demo_site, seeded):  # S14 S31 E13
    effort = Effort()
    with at_work(browser, demo_site.url, "anmeldung") as page:
        page.goto(f"{demo_site.url}/admin/signups/{seeded[1]}/")
        expect(page.locator("main a[href='tel:03514881234']")).to_have_text("0351 488 1234")
        effort.click(page.get_by_role("button", name="E-Mail noch einmal senden"))
        expect(page.locator(".messages .success")).to_contain_text("geht noch einmal hinaus")
        expect(page.get_by_role("button", name="E-Mail noch einmal senden")).to_have_count(0)
    assert (effort.clicks, effort.fields) == (1, 0)


@pytest.mark.long
def test_statistics_and_the_editors_of_events_and_forms_have_no_barrier(browser, demo_site, seeded):  # E12 A8
    with at_work(browser, demo_site.url, "anmeldung") as page:
        page.goto(f"{demo_site.url}/admin/event-desk/{seeded[0]}/statistics/")
        expect(page.locator("svg.statistics__chart rect")).to_have_count(1)
        assert barriers(page) == []
        page.set_viewport_size({"width": 1024, "height": 768})
        page.goto(f"{demo_site.url}/admin/event-desk/{seeded[0]}/attendance/")
        rows = page.locator("tbody td:nth-child(2)")
        line = rows.first.evaluate("cell => parseFloat(getComputedStyle(cell).lineHeight)")
        # A name stands on one line.
        assert [box["height"] < 2.6 * line for box in (row.bounding_box() for row in rows.all())] == [
            True
        ] * rows.count()
