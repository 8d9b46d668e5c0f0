"""axe, with no rule switched off, on every page of the demo in three languages.

In dark and in forced colours, one page of each type is enough.
"""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.databases import manage
from tests.demo_site import LANGUAGES
from tests.servers import run_server

VIEWS = {
    "light 1280": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark 320": {"viewport": {"width": 320, "height": 800}, "color_scheme": "dark"},
}
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(browser, demo_site, language):  # A1
    page = open_view(browser, **VIEWS["light 1280"])
    assert _wrong(page, demo_site, language, paths_of(demo_site)) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_type_of_page_in_the_dark_on_a_phone(browser, demo_site, language):  # A1
    page = open_view(browser, **VIEWS["dark 320"])
    assert _wrong(page, demo_site, language, demo_site.one_of_each_type + SEARCHES) == {}


def _wrong(page, demo_site, language: str, paths: list[str]) -> dict[str, list[str]]:
    found = {}
    for path in paths:
        page.goto(f"{demo_site.url}/{language}{path}")
        if problems := complaints(page):
            found[path] = problems
    page.context.close()
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_sticks_out_at_320_pixels(browser, demo_site, language):  # A3
    page = open_view(browser, viewport={"width": 320, "height": 800})
    wide = {}
    for path in paths_of(demo_site):
        page.goto(f"{demo_site.url}/{language}{path}")
        width = page.evaluate("document.scrollingElement.scrollWidth")
        if width > 320:
            wide[path] = width
    page.context.close()
    assert wide == {}


def test_nothing_is_lost_with_wider_text_spacing(browser, demo_site):  # A3, WCAG 1.4.12
    page = open_view(browser, viewport={"width": 320, "height": 800}, bypass_csp=True)
    wide = {}
    for path in paths_of(demo_site):
        page.goto(f"{demo_site.url}/de{path}")
        page.add_style_tag(
            content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important }"
            " * { word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"
        )
        width = page.evaluate("document.scrollingElement.scrollWidth")
        if width > 320:
            wide[path] = width
    page.context.close()
    assert wide == {}


def test_axe_finds_nothing_in_forced_colours(browser, demo_site):  # A1
    page = open_view(browser, forced_colors="active")
    assert _wrong(page, demo_site, "de", demo_site.one_of_each_type + SEARCHES) == {}


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
        wide = page.evaluate("document.scrollingElement.scrollWidth > innerWidth")
        if problems := complaints(page) + ["sticks out"] * wide:
            found[path] = problems
    page.context.close()
    assert found == {}


def test_every_page_is_valid_html(demo_site, html_errors):  # A1
    import urllib.request

    pages = {}
    for language in LANGUAGES:
        for path in paths_of(demo_site):
            with urllib.request.urlopen(f"{demo_site.url}/{language}{path}") as response:
                pages[f"/{language}{path}"] = response.read().decode()
    assert html_errors(pages) == []
