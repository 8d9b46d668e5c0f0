"""What a visitor opens reads and shows a portion, however much there is."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from downloads.models import PublicationIndexPage
from home.models import NewsIndexPage, NewsPage
from tests.builders import add_page, make_event, make_event_index, make_event_page, make_home
from tests.downloads.publications import add_file, make_publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
# What a page shows at once here, and more than that; the long run takes the real numbers.
AT_ONCE, MANY = 3, 5
SIZES = [
    "events.pages.event_index_page.EVENTS_AT_ONCE",
    "events.pages.event_index_page.LATEST_PAST_EVENTS",
    "home.models.news.NEWS_AT_ONCE",
    "home.news_feed.MOST_ITEMS",
    "downloads.pages.publication_index_page.DRAFTS_AT_ONCE",
]


@pytest.fixture
def noon():
    with time_machine.travel(datetime(2026, 6, 1, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def site():
    home = make_home()
    add_page(home, "Entwürfe", PublicationIndexPage, slug="entwuerfe")
    return make_event_index(home), add_page(home, "Aktuelles", NewsIndexPage, slug="aktuelles")


def fill(site, first: int, count: int) -> None:
    """Put as many coming events, past events and updates there; all titles are equally long."""
    events, news = site
    for number in range(first, first + count):
        for name, days in (("Kommt", 30), ("War", -200)):
            start = timezone.now() + timedelta(days=days, minutes=number)
            event = make_event(f"{name} {number:03}", starts_at=start, ends_at=start + timedelta(hours=1))
            make_event_page(events, event, f"{name} {number:03}", slug=f"{name.lower()}-{number:03}")
        add_file(make_publication(f"Entwurf {number:03}", days=-1 - number), title=f"Entwurf {number:03}")
        add_page(news, f"Neu {number:03}", NewsPage, slug=f"neu-{number:03}", date=timezone.localdate())


def cost(client, address: str) -> tuple[int, int, int]:
    """Return how many queries it takes, how many objects are read, and how many bytes go out."""
    client.get(address)
    read = []

    def note(**_kwargs) -> None:
        read.append(1)

    post_init.connect(note)
    try:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
    finally:
        post_init.disconnect(note)
    assert response.status_code == 200
    return len(captured), len(read), len(response.content)


@pytest.mark.parametrize("is_small", [True, pytest.param(False, marks=pytest.mark.long)])
def test_no_list_of_a_visitor_grows_with_what_there_is(client, site, monkeypatch, is_small):  # F1
    # The numbers of the parts have as many digits before and after.
    first, more = (MANY, MANY) if is_small else (310, 90)
    for size in SIZES if is_small else []:
        monkeypatch.setattr(size, AT_ONCE)
    addresses = [
        "/de/",
        "/de/veranstaltungen/",
        "/de/veranstaltungen/?year=2025",
        "/de/aktuelles/",
        "/de/news.xml",
        "/de/entwuerfe/",
    ]
    fill(site, 0, first)
    before = {address: cost(client, address) for address in addresses}
    fill(site, first, more)
    assert {address: cost(client, address) for address in addresses} == before
