"""Staff search for people in Chromium: no address that the browser asks for holds what they typed."""

import re

import pytest
from playwright.sync_api import expect

from tests.databases import manage

NAME = "Zwirnbein"
SEED = """
from events.models import Signup
from events.signups import Person, confirm, sign_up
from tests.builders import make_event_row
from tests.demo_site import event_of_demo
event = make_event_row(name="Suche", signup_form=event_of_demo().signup_form, venue=event_of_demo().venue)
for number in range(2):
    address = f"search-{number}@example.org"
    sign_up(event.pk, Person("Search", "Zwirnbein", address, "de", consent_text="Ja."))
    confirm(Signup.objects.get(event=event, email=address).public_id)
print(event.pk)
"""
FIELD = "form[data-search-form] input[name=q]"
KEY = re.compile(r"\?(.*&)?search=\w+")


@pytest.fixture(scope="module")
def event(demo_site):
    seeded = manage(demo_site.database_url, demo_site.var_dir, "shell", "--no-imports", "-c", SEED)
    return seeded.stdout.split()[-1]


@pytest.fixture
def staff(browser, demo_site):
    """A function that logs somebody in and returns their page; its ``asked`` lists every address asked for."""
    contexts = []

    def log_in(name, **options):
        context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(f"{demo_site.url}/admin/login/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", "teilhabe-demo")
        page.click("main [type=submit]")
        page.wait_for_url(re.compile("/admin/$"))
        return page

    yield log_in
    for context in contexts:
        context.close()


def test_a_clerk_searches_while_typing_filters_sorts_and_comes_back(staff, demo_site, event):  # V8 S14
    page = staff("anmeldung")
    page.goto(f"{demo_site.url}/admin/signups/")
    page.fill(FIELD, NAME)
    page.wait_for_url(KEY)
    found = page.get_by_text("2 Anmeldungen gefunden")
    expect(found).to_be_visible()
    address = page.url
    page.locator("#listing-results thead a", has_text="Name").click()
    page.wait_for_url(re.compile("ordering=family_name"))
    expect(found).to_be_visible()
    page.reload()
    expect(found).to_be_visible()
    expect(page.locator(FIELD)).to_have_value(NAME)
    page.locator("#filters-drilldown button").first.click()
    page.locator("#filters-drilldown").get_by_role("button", name="Sprache").click()
    page.locator("select[name=language]").select_option("en")
    page.wait_for_url(re.compile("language=en"))
    assert "search=" in page.url
    page.goto(address)
    expect(found).to_be_visible()
    page.fill(FIELD, "")
    page.wait_for_url(re.compile("/admin/signups/$"))
    assert [url for url in page.asked if NAME in url] == []


def test_at_the_door_names_stay_out_of_addresses_too(staff, demo_site, event):  # V8 S17
    page = staff("anmeldung")
    page.goto(f"{demo_site.url}/admin/event-desk/{event}/check-in/")
    page.fill("#check-in-query", NAME)
    expect(page.locator(".check-in__person")).to_have_count(2)
    assert [url for url in page.asked if NAME in url] == []


def test_without_a_script_the_field_is_sent_by_enter(staff, demo_site, event):  # V8
    page = staff("anmeldung", java_script_enabled=False)
    page.goto(f"{demo_site.url}/admin/signups/")
    page.fill(FIELD, NAME)
    page.press(FIELD, "Enter")
    page.wait_for_url(KEY)
    expect(page.get_by_text("2 Anmeldungen gefunden")).to_be_visible()
    page.goto(f"{demo_site.url}/admin/event-desk/{event}/check-in/")
    page.fill("#check-in-query", NAME)
    page.get_by_role("button", name="Suchen").click()
    page.wait_for_url(KEY)
    expect(page.locator(".check-in__person")).to_have_count(2)
    assert [url for url in page.asked if NAME in url] == []


def test_accounts_are_searched_in_the_same_way(staff, demo_site):  # V8
    page = staff("verwaltung")
    page.goto(f"{demo_site.url}/admin/users/")
    page.fill(FIELD, "uebersetz")
    page.wait_for_url(KEY)
    expect(page.locator("#listing-results tbody tr")).to_have_count(1)
    assert [url for url in page.asked if "uebersetz" in url] == []
