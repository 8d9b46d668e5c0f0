"""What machines read: the feed of updates, the sitemap, the rules for robots."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from cms.ground.addresses import absolute_url
from home.models import NewsIndexPage, NewsPage
from tests.builders import add_page, make_home, open_language, translate

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def make_news(home) -> NewsIndexPage:
    index = add_page(home, "Aktuelles", NewsIndexPage, slug="aktuelles")
    add_page(index, "Alt", NewsPage, slug="alt", date=date(2021, 4, 15))
    add_page(index, "Neu", NewsPage, slug="neu", date=date(2021, 5, 31))
    add_page(index, "Entwurf", NewsPage, slug="entwurf", date=date(2021, 6, 1), live=False)
    return index


def addresses(client, part: str = "/sitemap-1.xml") -> list[str]:
    tree = ElementTree.fromstring(client.get(part).content)
    return [element.text for element in tree.iter(f"{MAP}loc")]


@pytest.mark.django_db
def test_the_feed_has_the_published_updates_with_the_newest_first(client):  # P4
    make_news(make_home())
    response = client.get("/de/news.xml")
    feed = ElementTree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [entry.find(f"{ATOM}title").text for entry in entries] == ["Neu", "Alt"]
    assert [entry.find(f"{ATOM}link").get("href") for entry in entries] == [
        absolute_url("/de/aktuelles/neu/"),
        absolute_url("/de/aktuelles/alt/"),
    ]
    assert entries[0].find(f"{ATOM}published").text == "2021-05-31T00:00:00+02:00"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": absolute_url("/de/aktuelles/"), "self": absolute_url("/de/news.xml")}


@pytest.mark.parametrize("code", ["de", "en", "de-simple"])
def test_every_language_has_a_feed_of_its_own(demo, client, code):  # P4
    feed = ElementTree.fromstring(client.get(f"/{code}/news.xml").content)
    index = NewsIndexPage.objects.get(locale__language_code=code)
    assert (feed.get(XML_LANG), feed.find(f"{ATOM}title").text) == (code, index.title)
    titles = [entry.find(f"{ATOM}title").text for entry in feed.findall(f"{ATOM}entry")]
    assert titles == [page.title for page in NewsPage.objects.child_of(index).order_by("-date")]


@pytest.mark.django_db
def test_the_feed_of_a_language_holds_german_updates_and_says_so(client):  # P4 L14 L17
    home = make_home()
    make_news(home)
    translate(home, "en")
    feed = ElementTree.fromstring(client.get("/en/news.xml").content)
    titles = [entry.find(f"{ATOM}title").text for entry in feed.findall(f"{ATOM}entry")]
    assert (feed.find(f"{ATOM}title").text, titles) == ("News", ["Neu (in German)", "Alt (in German)"])
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": absolute_url("/en/"), "self": absolute_url("/en/news.xml")}


@pytest.mark.django_db
def test_a_language_without_pages_has_no_feed(client):  # P4
    make_news(make_home())
    assert client.get("/en/news.xml").status_code == 404


@pytest.mark.django_db
def test_updates_that_are_not_for_everybody_are_in_no_feed(client):  # P4
    make_news(make_home())
    PageViewRestriction.objects.create(page=NewsPage.objects.get(slug="neu"), restriction_type="login")
    feed = ElementTree.fromstring(client.get("/de/news.xml").content)
    assert [entry.find(f"{ATOM}title").text for entry in feed.findall(f"{ATOM}entry")] == ["Alt"]


def test_the_sitemap_holds_every_page_with_its_alternates(demo, client):  # P7
    assert addresses(client, "/sitemap.xml") == [absolute_url("/sitemap-1.xml")]
    tree = ElementTree.fromstring(client.get("/sitemap-1.xml").content)
    found = {
        url.find(f"{MAP}loc").text: {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        for url in tree
    }
    pages = Page.objects.filter(depth__gt=1)
    assert sorted(found) == sorted(absolute_url(page.url) for page in pages)
    assert found[absolute_url("/en/konzept/")] == {
        "de": absolute_url("/de/konzept/"),
        "en": absolute_url("/en/konzept/"),
        "de-simple": absolute_url("/de-simple/konzept/"),
        "x-default": absolute_url("/de/konzept/"),
    }
    assert [url.find(f"{MAP}lastmod") is None for url in tree] == [False] * 93


@pytest.mark.django_db
def test_the_sitemap_leaves_out_what_visitors_do_not_reach(client):  # P7
    home = make_home()
    add_page(home, "Entwurf", slug="entwurf", live=False)
    private = add_page(home, "Intern", slug="intern")
    add_page(private, "Darunter", slug="darunter")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    open_language("uk", is_public=False)
    translate(home, "uk")
    assert addresses(client) == [absolute_url("/de/")]


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_pages(client):  # P7
    home = make_home()
    translate(home, "en")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/sitemap-1.xml")
        return len(captured)

    queries()
    before = queries()
    for number in range(5):
        translate(add_page(home, f"Seite {number}"), "en")
    assert (queries(), len(addresses(client))) == (before, 12)


@pytest.mark.django_db
def test_the_sitemap_comes_in_parts(client, monkeypatch):  # P7 F1
    home = make_home()
    for number in range(4):
        add_page(home, f"Seite {number}", slug=f"seite-{number}")
    monkeypatch.setattr("home.sitemap.PAGES_IN_A_PART", 2)
    parts = [f"/sitemap-{number}.xml" for number in (1, 2, 3)]
    assert addresses(client, "/sitemap.xml") == [absolute_url(part) for part in parts]
    paths = [path.removeprefix(absolute_url("/")) for part in parts for path in addresses(client, part)]
    assert paths == ["de/", "de/seite-0/", "de/seite-1/", "de/seite-2/", "de/seite-3/"]
    assert [client.get(f"/sitemap-{number}.xml").status_code for number in (0, 4, 10**30)] == [404] * 3


@pytest.mark.django_db
def test_robots_are_kept_out_of_admin_and_search_and_find_the_sitemap(client):  # P7
    response = client.get("/robots.txt")
    assert response.text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*/search/",
        f"Sitemap: {absolute_url('/sitemap.xml')}",
    ]
