"""axe, with no rule switched off, on a page of each type, and on every page of the demo in the long run."""

import urllib.request
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.databases import manage
from tests.demo_site import LANGUAGES, WALKED
from tests.servers import run_server

VIEWS = {
    "light 1280": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark 320": {"viewport": {"width": 320, "height": 800}, "color_scheme": "dark"},
}
WIDER_TEXT = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important }"
    " * { word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"
)
# Without a question, with drafts and pages among several pages of results, and with none
SEARCHES = ["/search/", "/search/?q=2021", "/search/?q=nirgends"]


def paths_of(demo_site) -> list[str]:
    """Return what visitors see: the pages, and the search, which is none."""
    return demo_site.paths + SEARCHES


def complaints(page) -> list[str]:
    """Return what axe finds wrong, one line for each element."""
    page.wait_for_load_state()
    results = Axe().run(page)
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


def open_view(browser, **options):
    return browser.new_context(reduced_motion="reduce", **options).new_page()


@pytest.mark.parametrize(("language", "view"), [("de", "light 1280"), ("en", "dark 320")])
def test_a_page_of_each_type_passes_axe_and_fits_also_with_wider_text(browser, demo_site, language, view):  # A1 A3
    assert wrong(browser, demo_site, language, demo_site.one_of_each_type + SEARCHES, view) == {}


@pytest.mark.long
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_passes_axe_and_fits_also_with_wider_text(browser, demo_site, language, view):  # A1 A3
    assert wrong(browser, demo_site, language, paths_of(demo_site), view) == {}


@pytest.mark.parametrize("language", WALKED)
def test_axe_finds_nothing_in_forced_colours(browser, demo_site, language):  # A1
    assert wrong(browser, demo_site, language, demo_site.one_of_each_type, "forced colours") == {}


def wrong(browser, demo_site, language: str, paths: list[str], view: str) -> dict[str, list[str]]:
    """Visit each page once: what axe finds, and whether it sticks out, as it is and with wider text (WCAG 1.4.12)."""
    page = open_view(browser, bypass_csp=True, **VIEWS.get(view, {"forced_colors": "active"}))
    found = {}
    for path in paths:
        page.goto(f"{demo_site.url}/{language}{path}")
        problems = complaints(page) + ["sticks out"] * sticks_out(page)
        page.add_style_tag(content=WIDER_TEXT)
        if problems := problems + ["sticks out with wider text"] * sticks_out(page):
            found[path] = problems
    page.context.close()
    return found


def sticks_out(page) -> bool:
    return page.evaluate("document.scrollingElement.scrollWidth > innerWidth")


@pytest.fixture(scope="module")
def arabic_site(tmp_path_factory, new_sqlite_url) -> Iterator[str]:
    """The address of a site whose drafts are in Arabic, too."""
    var_dir, url = tmp_path_factory.mktemp("arabic"), new_sqlite_url()
    manage(url, var_dir, "shell", "--no-imports", "-c", "from tests.browser.arabic_drafts import build; build()")
    with run_server(url, var_dir) as server:
        yield server.url


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_drafts_and_search_from_right_to_left(browser, arabic_site, view):  # A1 D5 L2
    page = open_view(browser, **VIEWS[view])
    found = {}
    for path in ("/ar/entwuerfe/", "/ar/search/", "/ar/search/?q=تحليل", "/ar/search/?q=xyz"):
        page.goto(f"{arabic_site}{path}")
        assert page.evaluate("document.documentElement.dir") == "rtl"
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        if problems := complaints(page) + ["sticks out"] * sticks_out(page):
            found[path] = problems
    page.context.close()
    assert found == {}


def test_a_page_of_each_type_is_valid_html(demo_site, html_errors):  # A1
    assert html_errors(fetched(demo_site, demo_site.one_of_each_type + SEARCHES)) == []


@pytest.mark.long
def test_every_page_is_valid_html(demo_site, html_errors):  # A1
    assert html_errors(fetched(demo_site, paths_of(demo_site))) == []


def fetched(demo_site, paths: list[str]) -> dict[str, str]:
    pages = {}
    for path in (f"/{language}{path}" for language in LANGUAGES for path in paths):
        with urllib.request.urlopen(demo_site.url + path) as response:
            pages[path] = response.read().decode()
    return pages
