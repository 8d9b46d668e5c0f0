"""A walk over the whole site, as a search engine makes it: every link and every file answers."""

import urllib.error
import urllib.request
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from tests.demo_site import LANGUAGES


class Links(HTMLParser):
    """Collects the addresses that a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        named = dict(attrs)
        for name in ("href", "src"):
            if named.get(name):
                self.found.add(named[name])
        for candidate in (named.get("srcset") or "").split(","):
            if candidate.strip():
                self.found.add(candidate.split()[0])


def fetch(url: str) -> tuple[int, str, str]:
    try:
        with urllib.request.urlopen(url) as response:
            return response.status, response.headers.get_content_type(), response.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, "", ""


def test_every_link_of_the_site_answers_in_every_language(demo_site):  # L14 P6 P10
    configured = "http://127.0.0.1:8000"
    to_visit = {f"{demo_site.url}/{language}/": "start" for language in LANGUAGES}
    to_visit[f"{demo_site.url}/sitemap-1.xml"] = "start"
    seen: dict[str, int] = {}
    broken = {}
    while to_visit:
        url, found_on = to_visit.popitem()
        status, content_type, text = fetch(url)
        seen[url] = status
        if status != 200:
            broken[url] = (status, found_on)
        if content_type != "text/html":
            continue
        links = Links()
        links.feed(text)
        for link in links.found:
            # Absolute addresses in the head name the configured site, which is this one under another port.
            target = urldefrag(urljoin(url, link)).url.replace(configured, demo_site.url)
            if urlsplit(target).scheme in ("http", "https") and target.startswith(demo_site.url) and target not in seen:
                to_visit.setdefault(target, url)
    assert broken == {}
    pages = {f"{demo_site.url}/{language}{path}" for language in LANGUAGES for path in demo_site.paths}
    assert pages - set(seen) == set()
    assert sum(url.endswith(".pdf") for url in seen) == 9


def test_links_of_one_name_lead_to_one_place(browser, demo_site):  # A1 A2
    page = browser.new_context().new_page()
    confusing = {}
    for path in demo_site.one_of_each_type:
        page.goto(f"{demo_site.url}/de{path}")
        links = page.evaluate(
            """() => [...document.querySelectorAll("a[href]")].map(one => [
                (one.querySelector("img")?.alt || one.textContent).replace(/\\s+/g, " ").trim(),
                one.href.replace(/#.*/, ""),
            ])"""
        )
        places: dict[str, set[str]] = {}
        for name, href in links:
            places.setdefault(name, set()).add(href)
        if several := {name: sorted(hrefs) for name, hrefs in places.items() if len(hrefs) > 1}:
            confusing[path] = several
    page.context.close()
    assert confusing == {}
