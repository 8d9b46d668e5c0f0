"""What other programs read of the site: ids that never move, honest moments, and what their standards ask for."""

import re
from datetime import date, datetime, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar
from lxml import etree
from wagtail.models import Page

from downloads.models import PublicationIndexPage
from events.models import Venue
from home.models import NewsIndexPage, NewsPage
from tests.builders import add_page, make_event_index, make_event_page, make_event_row, make_frame, make_home, translate
from tests.cms.page_cache.asking import ask, new_cache
from tests.downloads.publications import add_file, make_publication

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
W3C_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
CODES = ["de", "en"]


@pytest.fixture
def site():
    """A home page with updates, drafts and an event in two languages; the event's page."""
    home = make_home()
    make_frame(city_name="Musterstadt")
    news = add_page(home, "Aktuelles", NewsIndexPage, slug="aktuelles")
    update = add_page(news, "Neu", NewsPage, slug="neu-im-mai", date=date(2021, 5, 31))
    add_page(home, "Entwürfe", PublicationIndexPage, slug="entwuerfe")
    publication = make_publication("Analyse")
    for code in CODES:
        add_file(publication, code, "Analyse")
    page = make_event_page(make_event_index(home), make_event_row(), "Kommt", slug="kommt-bald")
    for one in (update, page):
        translate(one, "en")
    return page


def text(element, name: str) -> str:
    return element.find(f"{ATOM}{name}").text


def ids(client) -> dict[str, list[str]]:
    """All ids in everything that somebody subscribes to, by its address."""
    found = {}
    for code in CODES:
        for name in ("news.xml", "downloads.xml"):
            feed = ElementTree.fromstring(client.get(f"/{code}/{name}").content)
            found[f"{code} {name}"] = [element.text for element in feed.iter(f"{ATOM}id")]
        calendar = Calendar.from_ical(client.get(f"/{code}/calendar.ics").content)
        found[f"{code} calendar"] = [str(entry["uid"]) for entry in calendar.walk("VEVENT")]
    return found


@pytest.mark.django_db
def test_no_id_moves_with_its_page(site, client, django_capture_on_commit_callbacks):  # P12
    before = ids(client)
    assert [len(found) for found in before.values()] == [2, 2, 1, 2, 2, 1]
    told = " ".join(one for found in before.values() for one in found)
    for slug in ("neu-im-mai", "kommt-bald", "aktuelles", "veranstaltungen", "entwuerfe"):
        assert slug not in told
        page = Page.objects.get(slug=slug, locale__language_code="de").specific
        page.slug = f"anders-{slug}"
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
    below = add_page(Page.objects.get(depth=2, locale__language_code="de").specific, "Unten", slug="unten")
    translate(below, "en")
    for slug in ("anders-aktuelles", "anders-entwuerfe"):
        page = Page.objects.get(slug=slug, locale__language_code="de")
        with django_capture_on_commit_callbacks(execute=True):
            page.move(Page.objects.get(pk=below.pk), pos="last-child")
    assert client.get("/de/unten/anders-aktuelles/anders-neu-im-mai/").status_code == 200
    assert ids(client) == before


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["news.xml", "downloads.xml"])
def test_a_feed_names_its_author_and_when_it_changed(site, client, name):  # P4 D10
    feed = ElementTree.fromstring(client.get(f"/de/{name}").content)
    assert feed.find(f"{ATOM}author/{ATOM}name").text == "Musterstadt"
    assert text(feed, "updated") == text(feed.find(f"{ATOM}entry"), "updated")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["news.xml", "downloads.xml"])
def test_an_empty_feed_changes_only_with_the_site(client, name):  # P4 D10
    published = datetime(2021, 3, 1, 12, tzinfo=timezone.get_default_timezone())
    with time_machine.travel(published, tick=False):
        make_home()
    first, second = (client.get(f"/de/{name}").content for _again in range(2))
    assert first == second
    assert datetime.fromisoformat(text(ElementTree.fromstring(first), "updated")) == published


@pytest.mark.django_db(transaction=True)
def test_whoever_has_everything_already_is_told_so(site):  # P4 P5 D10 P7
    pages, _handler = new_cache()
    addresses = [f"/{code}/{name}" for code in CODES for name in ("news.xml", "downloads.xml", "calendar.ics")]
    addresses += [f"/de/event/{site.event.public_id}.ics", "/sitemap.xml", "/sitemap-1.xml", "/robots.txt"]
    for address in addresses:
        whole = ask(pages, address)
        known = [{"IF_NONE_MATCH": whole.headers["ETag"]}, {"IF_MODIFIED_SINCE": whole.headers["Last-Modified"]}]
        assert (address, [ask(pages, address, **one).status for one in known]) == (address, [304, 304])


@pytest.mark.django_db
def test_an_empty_calendar_has_a_component(client):  # P5
    make_home()
    content = client.get("/de/calendar.ics").content
    calendar = Calendar.from_ical(content)
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]
    assert client.get("/de/calendar.ics").content == content


def entry_of(client, code: str = "de"):
    return Calendar.from_ical(client.get(f"/{code}/calendar.ics").content).walk("VEVENT")[0]


@pytest.mark.django_db
def test_an_entry_says_where_to_go_whom_to_ask_and_how_to_cancel(site, client):  # P5
    said = str(entry_of(client, "en")["description"]).split("\n")
    event = site.event
    assert said == [
        "Free of charge",
        event.venue.name,
        event.venue.street,
        f"{event.venue.postal_code} {event.venue.city}",
        said[4],
        "All about the event: http://127.0.0.1:8000/en/veranstaltungen/kommt-bald/",
        f"To change or cancel your sign-up: http://127.0.0.1:8000/en/signup/{event.public_id}/link/",
    ]
    assert said[4].startswith("Contact: ")
    assert client.get(f"/en/signup/{event.public_id}/link/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["event", "venue", "page", "translation"])
def test_each_change_is_dated_at_once(site, client, what):  # P5 S12
    assert entry_of(client).decoded("dtstamp") == entry_of(client).decoded("last-modified")
    later = timezone.now().replace(microsecond=0) + timedelta(days=1)
    with time_machine.travel(later, tick=False):
        if what == "venue":
            Venue.objects.get(pk=site.event.venue_id).save()
        else:
            changed = {"event": site.event, "page": site, "translation": site.get_translations().get()}[what]
            changed.save_revision().publish()
        moments = [entry_of(client, code).decoded(name) for code in CODES for name in ("dtstamp", "last-modified")]
    expected = {"page": [True, True, False, False], "translation": [False, False, True, True]}
    assert [moment == later for moment in moments] == expected.get(what, [True] * 4)


@pytest.mark.django_db
def test_the_sitemap_keeps_to_its_schema(site, client):  # P7
    index = etree.fromstring(client.get("/sitemap.xml").content)
    assert (index.tag, [part.tag for part in index], [part[0].tag for part in index]) == (
        f"{MAP}sitemapindex",
        [f"{MAP}sitemap"],
        [f"{MAP}loc"],
    )
    urls = etree.fromstring(client.get("/sitemap-1.xml").content)
    assert urls.tag == f"{MAP}urlset"
    for url in urls:
        # The schema: loc, lastmod, changefreq and priority in this order, then what other schemas bring.
        tags = [part.tag for part in url]
        assert (url.tag, tags[:2], set(tags[2:])) == (f"{MAP}url", [f"{MAP}loc", f"{MAP}lastmod"], {f"{XHTML}link"})
        assert 12 <= len(url[0].text) <= 2048
        assert url[0].text.startswith("http://127.0.0.1:8000/")
        assert W3C_MOMENT.fullmatch(url[1].text)
        assert url[0].text in [link.get("href") for link in url[2:]]
        assert {link.get("rel") for link in url[2:]} == {"alternate"}


@pytest.mark.django_db
def test_the_sitemap_dates_the_page_of_an_event_by_its_facts_too(site, client):  # P7
    later = timezone.now().replace(microsecond=0) + timedelta(days=1)
    with time_machine.travel(later, tick=False):
        site.event.save_revision().publish()
    urls = etree.fromstring(client.get("/sitemap-1.xml").content)
    changed = [url[0].text for url in urls if datetime.fromisoformat(url[1].text) == later]
    assert changed == [f"http://127.0.0.1:8000/{code}/veranstaltungen/kommt-bald/" for code in CODES]


@pytest.mark.django_db
def test_each_answer_names_its_language(site, client):  # A4
    for code in CODES:
        for name in ("", "news.xml", "downloads.xml", "calendar.ics", f"event/{site.event.public_id}.ics"):
            assert client.get(f"/{code}/{name}")["Content-Language"] == code
        feed = ElementTree.fromstring(client.get(f"/{code}/downloads.xml").content)
        file = next(link.get("href") for link in feed.iter(f"{ATOM}link") if link.get("rel") == "enclosure")
        answer = client.head(file.removeprefix("http://127.0.0.1:8000"), headers={"Accept-Language": "fr"})
        assert (answer.status_code, answer["Content-Language"]) == (200, code)


@pytest.mark.django_db
def test_what_browsers_ask_for_by_themselves_is_there(client):  # P14
    make_home()
    for address, ending in (("/favicon.ico", ".svg"), ("/apple-touch-icon.png", "touch-icon.png")):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].endswith(ending)) == (302, True)
