"""The demo's Arabic: axe, the W3C's checker and a look at the direction of everything, at two widths."""

import re
import urllib.error
import urllib.request

import pytest

from tests.browser.test_accessibility import VIEWS, complaints, open_view
from tests.browser.test_signup_walk import BASE, fill_in, open_form, submit
from tests.demo_site import RIGHT_TO_LEFT, links_of

THERE = ["/", "/veranstaltungen/", "/veranstaltungen/offene-veranstaltung-1/", "/impressum/", "/datenschutz/"]
MISSING = ["/konzept/", "/veranstaltungen/offene-veranstaltung-2/"]
OTHERS = ["/barrierefreiheit/", "/search/?q=2026", "/barrier-report/", "/working-groups/"]
PATHS = [*THERE, *MISSING, *OTHERS]


def facts_of_events(demo_site) -> list[str]:
    """The addresses, without the language, of the events that have no page in it."""
    with urllib.request.urlopen(f"{demo_site.url}/{RIGHT_TO_LEFT}/") as response:
        return sorted(set(re.findall(rf'href="/{RIGHT_TO_LEFT}(/event/\w+/)"', response.read().decode())))


@pytest.mark.parametrize("view", VIEWS)
def test_arabic_pages_run_from_right_to_left_and_pass_axe(browser, demo_site, view):  # A1 A4 L2
    page = open_view(browser, **VIEWS[view])
    found = {}
    for path in [*PATHS, *facts_of_events(demo_site)]:
        page.goto(f"{demo_site.url}/{RIGHT_TO_LEFT}{path}")
        html = page.locator("html")
        shown = (html.get_attribute("lang"), page.locator("body").evaluate("body => getComputedStyle(body).direction"))
        wide = page.evaluate("document.scrollingElement.scrollWidth > innerWidth")
        problems = complaints(page) + ["sticks out"] * wide + [str(shown)] * (shown != (RIGHT_TO_LEFT, "rtl"))
        if problems:
            found[path] = problems
    page.context.close()
    assert found == {}


def test_arabic_pages_are_valid_html(demo_site, html_errors):  # A1
    pages = {}
    assert len(facts_of_events(demo_site)) == 2
    for path in [*PATHS, *facts_of_events(demo_site)]:
        try:
            with urllib.request.urlopen(f"{demo_site.url}/{RIGHT_TO_LEFT}{path}") as response:
                pages[path] = response.read().decode()
        except urllib.error.HTTPError as missing:
            pages[path] = missing.read().decode()
    assert html_errors(pages) == []


def test_what_is_missing_in_arabic_is_said_in_arabic(demo_site):  # L16
    answers = {}
    for path in [*THERE, *MISSING]:
        try:
            urllib.request.urlopen(f"{demo_site.url}/{RIGHT_TO_LEFT}{path}")
            answers[path] = True
        except urllib.error.HTTPError as missing:
            answers[path] = "هذه الصفحة" in missing.read().decode()
    assert answers == dict.fromkeys([*THERE, *MISSING], True)


def test_an_arabic_mail_runs_from_right_to_left(browser, demo_site):  # A4 S12
    address = "direction@example.org"
    page = open_view(browser, viewport={"width": 360, "height": 740})
    open_form(page, demo_site, RIGHT_TO_LEFT)
    fill_in(page, address)
    submit(page)
    demo_site.run_worker()
    (mail,) = demo_site.mails_to(address)
    html = mail.get_body(("html",)).get_content()
    assert (mail["Content-Language"], 'lang="ar"' in html, 'dir="rtl"' in html) == (RIGHT_TO_LEFT, True, True)
    page.set_content(html)
    assert page.locator("body").evaluate("body => getComputedStyle(body).direction") == "rtl"
    page.goto(next(link for link in links_of(mail) if "/confirm/" in link).replace(BASE, demo_site.url))
    submit(page)
    assert page.locator("body").evaluate("body => getComputedStyle(body).direction") == "rtl"
    assert complaints(page) == []
    page.context.close()
