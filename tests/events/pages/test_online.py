"""Events online, or on site and online: who gets the link, and where it never stands."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar

from events.mails import sample_mail
from events.models import Event, Venue
from events.models.enums import SignupState
from events.pages.facts import event_facts
from events.pages.ical import calendar_of
from events.pages.online_access import online_access
from events.signups.secret_links import personal_path
from tests.builders import (
    make_event_index,
    make_event_page,
    make_event_row,
    make_frame,
    make_home,
    open_language,
    signed_up,
    signed_up_and_confirmed,
)

pytestmark = pytest.mark.django_db
LINK = "https://video.example/raum/geheim-42?pwd=x"
DIAL_IN = "Telefon: 0351 4880000, PIN 77"


@pytest.fixture
def page():
    """Of an event that is online only."""
    open_language("de")
    make_frame()
    event = make_event_row(attendance_mode="online", online_link=LINK, room="Raum 1")
    Event.objects.update(venue=None)
    event.refresh_from_db()
    return make_event_page(make_event_index(make_home()), event, "Abend", slug="abend", dial_in=DIAL_IN)


def test_the_public_reads_that_it_is_online_and_no_link_anywhere(page, client):  # S28 X2
    home = page.get_parent().get_parent()
    addresses = [
        page.url,
        page.get_parent().url,
        home.url,
        reverse("events:event_calendar", args=[page.event.public_id]),
        reverse("events:calendar"),
        reverse("events:signup", args=[page.event.public_id]),
    ]
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [200] * len(addresses)
    texts = [answer.content.decode() for answer in answers]
    assert [found for found in ("geheim", "4880000") for text in texts if found in text] == []
    assert "Die Veranstaltung findet online statt." in texts[0]
    assert "LOCATION:Online" in texts[3]


def test_machines_read_where_it_is_and_not_the_link(page):  # S28
    data = page.structured_data()
    assert data["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert data["location"] == {"@type": "VirtualLocation", "url": data["url"]}
    Event.objects.update(attendance_mode="hybrid", venue=Venue.objects.first())
    page.event.refresh_from_db()
    data = page.structured_data()
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in data["location"]] == ["Place", "VirtualLocation"]
    assert "geheim" not in json.dumps(data)


@pytest.mark.parametrize("kind", ["confirmed", "reminder", "moved", "changed"])
def test_the_mails_to_somebody_with_a_seat_have_link_and_dial_in(page, kind):  # S28
    mail = sample_mail(kind, page.event, "de")
    assert [text in mail.text for text in (LINK, DIAL_IN, "Wo: Online")] == [True] * 3
    (entry,) = Calendar.from_ical(mail.calendar).walk("VEVENT")
    assert (str(entry["location"]), str(entry["conference"])) == ("Online", LINK)


@pytest.mark.parametrize("state", [state for state in SignupState if state != SignupState.CONFIRMED])
def test_nobody_whose_seat_is_not_sure_has_a_way_in(page, state):  # S28
    signup = signed_up_and_confirmed(page.event)
    assert online_access(signup, "de").link == LINK
    signup.state = state
    assert online_access(signup, "de") is None


def test_the_own_page_shows_the_way_in_once_the_seat_is_sure(page, client):  # S28
    hold, seat = signed_up(page.event, 1), signed_up_and_confirmed(page.event, 2)
    with translation.override("de"):
        texts = [client.get(personal_path(signup)).content.decode() for signup in (hold, seat)]
    assert [[found in text for found in ("raum/geheim-42", DIAL_IN)] for text in texts] == [[False] * 2, [True] * 2]


def test_a_calendar_for_everybody_says_online_and_one_of_a_postponed_event_strikes_it_out(page):  # S28 S12
    Event.objects.update(status="postponed")
    page.event.refresh_from_db()
    (entry,) = Calendar.from_ical(calendar_of([event_facts(page.event, language="de")])).walk("VEVENT")
    assert (str(entry["status"]), str(entry["summary"])) == ("CANCELLED", "Verschoben: Abend")
    data = page.structured_data()
    assert (data["eventStatus"], data["previousStartDate"]) == ("https://schema.org/EventPostponed", data["startDate"])


@pytest.mark.parametrize(
    "link",
    [
        "http://video.example/1",
        "video.example/1",
        "javascript:alert(1)",
        "https://a b.example/",
        "https://u:p@v.example/",
    ],
)
def test_what_is_no_safe_link_is_refused(page, link):  # S28 X6
    page.event.online_link = link
    with pytest.raises(ValidationError) as refused:
        page.event.full_clean()
    assert list(refused.value.message_dict) == ["online_link"]


def test_people_who_come_need_a_place(page):  # S28
    page.event.attendance_mode = "hybrid"
    with pytest.raises(ValidationError) as refused:
        page.event.full_clean()
    assert list(refused.value.message_dict) == ["venue"]
