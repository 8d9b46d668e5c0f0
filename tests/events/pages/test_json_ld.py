"""JSON-LD of an event page."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.builders import (
    make_event_index,
    make_event_page,
    make_event_row,
    make_frame,
    make_home,
    signed_up,
    translate,
)

pytestmark = pytest.mark.django_db
START = datetime(2030, 6, 27, 10, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def page():
    index = make_event_index(make_home())
    event = make_event_row(starts_at=START, ends_at=START.replace(hour=16), capacity=50, languages_spoken=["de", "en"])
    return make_event_page(index, event, "Gemeinsam reden", slug="gemeinsam", organizer="Die Beauftragte")


def test_an_event_page_tells_all_facts(page, settings):  # P7
    settings.BASE_URL = "https://stadt.example"
    signed_up(page.event)
    assert page.structured_data() == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": "https://stadt.example/de/veranstaltungen/gemeinsam/",
        "url": "https://stadt.example/de/veranstaltungen/gemeinsam/",
        "name": "Gemeinsam reden",
        "description": page.summary,
        "startDate": "2030-06-27T10:00:00+02:00",
        "endDate": "2030-06-27T16:00:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Rathaus",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Rathausplatz 1",
                "postalCode": "01067",
                "addressLocality": "Dresden",
                "addressCountry": "DE",
            },
        },
        "organizer": {"@type": "Organization", "name": "Die Beauftragte", "url": "https://stadt.example/"},
        "maximumAttendeeCapacity": 50,
        "remainingAttendeeCapacity": 49,
        "inLanguage": ["de", "en"],
        "isAccessibleForFree": True,
        "offers": {
            "@type": "Offer",
            "price": "0",
            "priceCurrency": "EUR",
            "url": f"https://stadt.example/de/signup/{page.event.public_id}/",
            "availability": "https://schema.org/InStock",
        },
    }


@pytest.mark.parametrize(
    ("status", "told"),
    [("moved", "https://schema.org/EventRescheduled"), ("cancelled", "https://schema.org/EventCancelled")],
)
def test_a_moved_or_cancelled_event_says_so(page, status, told):  # P7
    page.event.status = status
    assert page.structured_data()["eventStatus"] == told


def test_free_seats_are_the_same_in_every_language(page):  # P7 S1
    english = translate(page, "en", "Talk together")
    signed_up(page.event)
    assert [entry.structured_data()["remainingAttendeeCapacity"] for entry in (page, english)] == [49, 49]


def test_without_an_organiser_the_city_stands_there(page):  # P7
    make_frame(city_name="Musterstadt")
    page.organizer = ""
    assert page.structured_data()["organizer"]["name"] == "Musterstadt"


def test_the_offer_says_from_when_there_are_seats_and_when_there_are_none(page):  # P7
    page.event.signup_opens_at = START.replace(month=5)
    offer = page.structured_data()["offers"]
    assert (offer["validFrom"], offer["availability"]) == ("2030-05-27T10:00:00+02:00", "https://schema.org/InStock")
    page.event.signup_opens_at, page.event.capacity, page.event.waiting_list_size = None, 0, 0
    offer = page.structured_data()["offers"]
    assert ("validFrom" in offer, offer["availability"]) == (False, "https://schema.org/SoldOut")
    page.event.status = "cancelled"
    assert "offers" not in page.structured_data()
