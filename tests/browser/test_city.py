"""A city's signs and the blocks of long texts in a browser: colours, axe, narrow screens, and nobody else is asked."""

import urllib.request
from collections.abc import Iterator

import pytest

from tests.browser.city_site import COLOUR, COLOUR_IN_THE_DARK
from tests.browser.test_accessibility import VIEWS, complaints, open_view, sticks_out
from tests.databases import manage
from tests.servers import run_server

PATHS = ["/de/", "/de/lang/", "/de/search/"]


@pytest.fixture(scope="module")
def city_site(tmp_path_factory, new_sqlite_url) -> Iterator[str]:
    """The address of a site with the signs of a city."""
    var_dir, url = tmp_path_factory.mktemp("city"), new_sqlite_url()
    manage(url, var_dir, "shell", "--no-imports", "-c", "from tests.browser.city_site import build; build()")
    with run_server(url, var_dir) as server:
        yield server.url


@pytest.mark.parametrize(
    ("view", "colour"), list(zip(VIEWS, [COLOUR, COLOUR_IN_THE_DARK], strict=True)), ids=["light", "dark"]
)
def test_the_city_is_recognised_and_everybody_can_read_it(browser, city_site, view, colour):
    page = open_view(browser, **VIEWS[view])
    asked: list[str] = []
    page.on("response", lambda answer: asked.append(f"{answer.status} {answer.url}"))
    found = {}
    for path in PATHS:
        page.goto(f"{city_site}{path}")
        page.evaluate("for (const part of document.querySelectorAll('.transcript')) part.open = true")
        if problems := complaints(page) + ["sticks out"] * sticks_out(page):
            found[path] = problems
        # A token gives back what was written into the city's own sheet.
        assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--link')") == colour
    page.context.close()
    assert found == {}
    # What the browser has already is asked for again.
    fine = (f"200 {city_site}/", f"304 {city_site}/")
    assert [answer for answer in asked if not answer.startswith(fine)] == []
    # A film is fetched when somebody presses play.
    assert [answer for answer in asked if answer.endswith(".mp4")] == []


def test_a_page_with_all_signs_and_blocks_is_valid_html(city_site, html_errors):
    pages = {}
    for path in PATHS:
        with urllib.request.urlopen(city_site + path) as response:
            pages[path] = response.read().decode()
    assert html_errors(pages) == []
