"""What readers came for lies in the first screen, in each state of an event, and the header leaves room for it."""

import json

import pytest

from tests.browser.test_accessibility import open_view
from tests.databases import manage
from tests.servers import run_server

SCREENS = [(320, 640), (390, 844), (768, 1024), (1280, 900)]
# What the next step is in each state: a link, or the sentence that says why there is none.
NEXT_STEP = {
    "seats": ".event-key .button, .event-next .button",
    "waiting list": ".event-key .button, .event-next .button",
    "moved": ".event-key .button, .event-next .button",
    "by invitation": ".event-key .button, .event-next .button",
    "long title": ".event-key .button, .event-next .button",
    "full": ".event-key .facts-sign-up, .event-next p",
    "closed": ".event-key .facts-sign-up, .event-next p",
    "not yet": ".event-key .facts-sign-up, .event-next p",
    "no form": ".event-key .facts-sign-up, .event-next p",
    "cancelled": ".event-key .notice, .event-next p",
}
# Is the middle of one of these in the window, and nothing above it?
IN_SIGHT = """selector => [...document.querySelectorAll(selector)].some(one => {
    const box = one.getBoundingClientRect();
    if (!box.width || box.top < 0 || box.bottom > innerHeight) return false;
    const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return one === there || one.contains(there) || there.contains(one);
})"""
MEASURED = """() => ({
    header: document.querySelector("body > header").getBoundingClientRect().height,
    row: document.querySelector(".masthead").getBoundingClientRect().height,
    h1: document.querySelector("h1").getBoundingClientRect().top,
    wide: document.scrollingElement.scrollWidth > innerWidth,
})"""


@pytest.fixture(scope="module")
def site(demo):
    """The demo with an event in each state, in twelve languages: its address, and the path of each event."""
    code = "from tests.browser.event_states import write; write()"
    pages = json.loads(manage(demo.database_url, demo.var_dir, "shell", "--no-imports", "-c", code).stdout)
    with run_server(demo.database_url, demo.var_dir) as server:
        yield server.url, pages


@pytest.mark.parametrize("screen", SCREENS)
def test_the_next_step_of_an_event_lies_in_the_first_screen(browser, site, screen):  # P13 A3
    url, pages = site
    page = open_view(browser, viewport={"width": screen[0], "height": screen[1]})
    seen = {}
    for state, path in pages.items():
        page.goto(url + path)
        seen[state] = page.evaluate(IN_SIGHT, NEXT_STEP[state])
    page.context.close()
    assert seen == dict.fromkeys(NEXT_STEP, True)


@pytest.mark.parametrize("screen", [*SCREENS, (1024, 768)])
def test_the_header_leaves_room_for_the_heading_also_with_twelve_languages(browser, site, screen):  # P7 A3
    url, pages = site
    page = open_view(browser, viewport={"width": screen[0], "height": screen[1]})
    too_high = {}
    paths = ["/de/", "/en/", "/ar/", "/de-simple/", "/de/konzept/", "/de/aktuelles/", "/de/search/", "/de/nichts/"]
    paths.append(pages["seats"])
    for path in paths:
        page.goto(url + path)
        found = page.evaluate(MEASURED)
        if found["header"] > 120 or found["row"] > 80 or found["h1"] > 200 or found["wide"]:
            too_high[path] = found
    page.goto(f"{url}/de/")
    languages = page.locator(".languages-panel a").count()
    page.context.close()
    assert (too_high, languages) == ({}, 12)


def test_the_first_event_and_the_main_button_lie_in_the_first_screen(browser, site):  # P7 P13
    url, _pages = site
    seen = {}
    for width, height in SCREENS:
        page = open_view(browser, viewport={"width": width, "height": height})
        page.goto(f"{url}/de/")
        button = page.evaluate(IN_SIGHT, ".hero .button")
        page.goto(f"{url}/de/veranstaltungen/")
        seen[width] = (button, page.evaluate(IN_SIGHT, ".event-card h3"))
        page.context.close()
    assert seen == {width: (True, True) for width, _height in SCREENS}


def test_the_bar_at_the_bottom_covers_neither_what_has_the_focus_nor_the_last_line(browser, site):  # A2 A3
    url, pages = site
    page = open_view(browser, viewport={"width": 320, "height": 640})
    page.goto(url + pages["seats"])
    covered = []
    for _step in range(60):
        page.keyboard.press("Tab")
        covered += page.evaluate(
            """() => {
                const one = document.activeElement, bar = document.querySelector(".event-next");
                if (one === document.body || bar.contains(one)) return [];
                const box = one.getBoundingClientRect(), edge = bar.getBoundingClientRect();
                return box.bottom > edge.top + 1 && box.top < edge.bottom ? [one.outerHTML.slice(0, 80)] : [];
            }"""
        )
    assert covered == []
    page.keyboard.press("End")
    footer, bar = (page.locator(name).bounding_box() for name in ("footer", ".event-next"))
    assert bar["y"] + bar["height"] <= footer["y"]
    # 1280 x 1024 at 400 %: the little that is left belongs to the text.
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate("getComputedStyle(document.querySelector('.event-next')).position") == "static"
    page.emulate_media(media="print")
    assert page.locator(".event-next").is_visible() is False
    page.context.close()
