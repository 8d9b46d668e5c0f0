"""Visitors are not watched: no cookie, no other host, no need for JavaScript."""

import gzip

import pytest

from tests.demo_site import LANGUAGES


@pytest.mark.parametrize("which", ["one_of_each_type", pytest.param("paths", marks=pytest.mark.long)])
def test_reading_sets_no_cookie_and_asks_no_other_host(browser, demo_site, which):  # V3 A2
    context = browser.new_context()
    page = context.new_page()
    asked = set()
    page.on("request", lambda request: asked.add("/".join(request.url.split("/")[:3])))
    for language in LANGUAGES:
        for path in getattr(demo_site, which):
            page.goto(f"{demo_site.url}/{language}{path}")
    cookies = context.cookies()
    stored = page.evaluate("localStorage.length + sessionStorage.length")
    context.close()
    assert (cookies, stored, asked) == ([], 0, {demo_site.url})


def test_the_first_view_is_small(browser, demo_site):  # A7
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.goto(f"{demo_site.url}/de/", wait_until="networkidle")
    # As a web server in front sends them: texts compressed, pictures as they are.
    size = sum(len(gzip.compress(response.body())) for response in responses)
    styles = [response.url for response in responses if response.request.resource_type == "stylesheet"]
    fonts = [response.url for response in responses if response.request.resource_type == "font"]
    context.close()
    assert (len(styles), fonts) == (2, [])
    assert size <= 60_000
