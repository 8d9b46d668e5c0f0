"""The staff's screens for the day of an event, in Chromium: axe, a phone, typing and ticking."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from home.demo.accounts import ADMINISTRATOR, PASSWORD
from tests.browser.test_accessibility import complaints
from tests.databases import manage

MAKE_EVENT = """
from datetime import timedelta
from django.utils import timezone
from cms.models import User
from events.models.enums import SignupSource
from events.models import Event
from events.signups import Needs, Person, enter
from tests.demo_site import event_of_demo
start = timezone.now() + timedelta(hours=1)
event = Event.objects.create(
    name="Tag der Helfenden", starts_at=start, ends_at=start + timedelta(hours=8), capacity=5, live=True,
    venue=event_of_demo().venue, needs_order_by=timezone.localdate(),
    signup_form=event_of_demo().signup_form,
)
staff = User.objects.get(username="admin")
for number, name in enumerate(["Adam", "Müller", "Özdemir"]):
    person = Person("Person", name, f"{number}@example.org", "de", "Verein", needs=Needs(("child_care",)))
    enter(event.pk, person, SignupSource.PHONE, staff)
Event.objects.filter(pk=event.pk).update(starts_at=timezone.now() - timedelta(minutes=1))
print(event.pk)
"""
SCREENS = [
    "event-desk/",
    "event-desk/{pk}/",
    "event-desk/{pk}/export/",
    "event-desk/{pk}/attendance/",
    "event-desk/{pk}/check-in/",
    "event-desk/{pk}/check-in/?q=nobody",
    "event-desk/needs/",
    "event-desk/{pk}/needs/details/",
    "erasures/",
]


@pytest.fixture(scope="module")
def event_pk(demo_site) -> str:
    """An event without a page, which began a minute ago and to which three people come."""
    answer = manage(demo_site.database_url, demo_site.var_dir, "shell", "--no-imports", "-c", MAKE_EVENT)
    return answer.stdout.split()[-1]


@pytest.fixture(scope="module")
def session(browser, demo_site):
    """The cookies of somebody who has logged in."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{demo_site.url}/admin/login/")
    page.fill("#id_username", ADMINISTRATOR.name)
    page.fill("#id_password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(f"{demo_site.url}/admin/")
    state = context.storage_state()
    context.close()
    return state


@contextmanager
def desk(browser, session, width=1280, **options):
    viewport = {"width": width, "height": 900}
    context = browser.new_context(
        storage_state=session, locale="de-DE", reduced_motion="reduce", viewport=viewport, **options
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_the_screens_of_the_day(browser, demo_site, session, event_pk, width):  # A8
    found = {}
    with desk(browser, session, width) as page:
        for screen in SCREENS:
            page.goto(f"{demo_site.url}/admin/{screen.format(pk=event_pk)}", wait_until="networkidle")
            if problems := complaints(page):
                found[screen] = problems
    assert found == {}


def test_the_check_in_fits_a_small_phone(browser, demo_site, session, event_pk):  # S17, A3
    with desk(browser, session, 320) as page:
        page.goto(f"{demo_site.url}/admin/event-desk/{event_pk}/check-in/")
        assert page.evaluate("document.scrollingElement.scrollWidth") == 320
        buttons = page.locator(".check-in__person button").all()
        assert [button.bounding_box()["height"] >= 44 for button in buttons] == [True] * 3


def test_typing_finds_people_and_one_press_ticks_them_off(browser, demo_site, session, event_pk):  # S17
    address = f"{demo_site.url}/admin/event-desk/{event_pk}/check-in/"
    with desk(browser, session, 390) as page:
        page.goto(address, wait_until="networkidle")
        page.locator("#check-in-query").press_sequentially("ozd")
        expect(page.locator(".check-in__person")).to_have_count(1)
        # What somebody typed does not stay in the address, nor in the history of the phone.
        assert page.url == address
        page.click(".check-in__person button")
        expect(page.locator(".check-in__person--there strong")).to_have_text(["Özdemir, Person"])
        expect(page.locator(".check-in__person")).to_have_count(3)
        page.click(".check-in__person--there button")
        expect(page.locator(".check-in__person--there")).to_have_count(0)


def test_the_check_in_works_without_scripts(browser, demo_site, session, event_pk):  # S17
    with desk(browser, session, 390, java_script_enabled=False) as page:
        page.goto(f"{demo_site.url}/admin/event-desk/{event_pk}/check-in/")
        page.fill("#check-in-query", "mül")
        page.click(".check-in__search button")
        expect(page.locator(".check-in__person")).to_have_count(1)
        page.click(".check-in__person button")
        expect(page.locator(".check-in__person--there strong")).to_have_text(["Müller, Person"])


def test_the_attendance_list_fits_on_paper(browser, demo_site, session, event_pk):  # A6, S17
    with desk(browser, session, 640) as page:
        page.emulate_media(media="print")
        page.goto(f"{demo_site.url}/admin/event-desk/{event_pk}/attendance/")
        assert page.locator(".on-screen").is_visible() is False
        assert page.evaluate("document.scrollingElement.scrollWidth") == 640
        assert page.locator("tbody tr").count() == 3


def test_who_needs_what_is_printed_whole(browser, demo_site, session, event_pk):  # A6, S17
    with desk(browser, session) as page:
        page.emulate_media(media="print")
        page.goto(f"{demo_site.url}/admin/event-desk/{event_pk}/needs/details/", wait_until="networkidle")
        expect(page.locator(".sidebar")).to_have_count(1)
        expect(page.locator(".sidebar")).to_be_hidden()
        # What scrolls within the window ends with the first sheet.
        scrolling = "names => names.map(name => getComputedStyle(document.querySelector(name)).overflowY)"
        assert page.evaluate(scrolling, ["body", "main"]) == ["visible", "visible"]
