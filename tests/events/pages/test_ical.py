"""Calendar entries."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from events.pages.facts import event_facts
from events.pages.ical import calendar_of
from tests.builders import (
    make_event_index,
    make_event_page,
    make_event_row,
    make_frame,
    make_home,
    make_venue_row,
    translate,
)

pytestmark = pytest.mark.django_db
START = datetime(2030, 10, 26, 18, tzinfo=ZoneInfo("Europe/Berlin"))
HOSTILE = 'A"; DROP,\\ <script>alert(1)</script>\u202e\x07\r\nATTENDEE:mailto:x@example.org'


def parsed(content: bytes):
    calendar = Calendar.from_ical(content)
    return calendar, calendar.walk("VEVENT")


def test_an_event_keeps_its_local_time_over_the_change_of_the_clock():  # S12
    event = make_event_row(starts_at=START, ends_at=START + timedelta(hours=12))
    # The database keeps moments in UTC.
    event.refresh_from_db()
    calendar, (entry,) = parsed(calendar_of([event_facts(event, language="de")]))
    assert entry.decoded("dtstart") == START
    assert entry["dtstart"].params["TZID"] == "Europe/Berlin"
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
    assert (entry.decoded("dtend") - entry.decoded("dtstart")) == timedelta(hours=12)
    assert (str(calendar["method"]), str(calendar["version"])) == ("PUBLISH", "2.0")


def test_the_clock_changes_are_told_by_the_clock_before():  # S12
    event = make_event_row(starts_at=START, ends_at=START + timedelta(hours=12))
    (zone,) = parsed(calendar_of([event_facts(event, language="de")]))[0].walk("VTIMEZONE")
    changes = [
        (part.name, f"{part['dtstart'].dt:%Y%m%dT%H%M}", part.to_ical().count(b"+0100")) for part in zone.subcomponents
    ]
    assert changes[1:] == [
        ("STANDARD", "20291028T0300", 1),
        ("DAYLIGHT", "20300331T0200", 1),
        ("STANDARD", "20301027T0300", 1),
    ]


def test_an_hour_that_comes_twice_is_told_in_utc_and_one_that_never_comes_is_passed():  # R7
    twice = datetime(2030, 10, 27, 1, 30, tzinfo=UTC)  # 2:30 on the clock, for the second time
    event = make_event_row(starts_at=twice, ends_at=twice + timedelta(hours=1))
    _calendar, (entry,) = parsed(calendar_of([event_facts(event, language="de")]))
    assert (entry["dtstart"].to_ical(), entry["dtend"].to_ical()) == (b"20301027T013000Z", b"20301027T023000Z")
    first = make_event_row(starts_at=twice - timedelta(hours=1), ends_at=twice - timedelta(minutes=31))
    _calendar, (entry,) = parsed(calendar_of([event_facts(first, language="de")]))
    assert (entry["dtstart"].to_ical(), entry["dtstart"].params["TZID"]) == (b"20301027T023000", "Europe/Berlin")
    gap = datetime(2030, 3, 31, 0, 30, tzinfo=UTC)  # half an hour before the clock jumps from two to three
    event = make_event_row(starts_at=gap, ends_at=gap + timedelta(hours=1))
    _calendar, (entry,) = parsed(calendar_of([event_facts(event, language="de")]))
    assert (entry["dtstart"].to_ical(), entry["dtend"].to_ical()) == (b"20300331T013000", b"20300331T033000")


def test_the_organiser_is_called_by_the_name_of_the_city():  # S12
    facts = event_facts(make_event_row(), language="de")
    names = []
    for step in (lambda: None, make_frame):
        step()
        names.append(parsed(calendar_of([facts]))[1][0]["organizer"].params["CN"])
    assert names == ["Teilhabe", "Landeshauptstadt"]


def test_uid_is_one_for_all_languages_and_sequence_is_the_seat_books(settings):  # S12
    settings.BASE_URL = "https://stadt.example:8443"
    event = make_event_row()
    event.seat_book.sequence = 3
    entries = [parsed(calendar_of([event_facts(event, language=code)]))[1][0] for code in ("de", "en", "de-simple")]
    assert {str(entry["uid"]) for entry in entries} == {f"{event.public_id}@stadt.example"}
    assert {entry.decoded("sequence") for entry in entries} == {3}


def test_a_cancellation_names_the_person_and_a_published_event_nobody():  # S12
    facts = event_facts(make_event_row(), language="de")
    calendar, (entry,) = parsed(calendar_of([facts], method="CANCEL", attendee="a@example.org"))
    assert (str(calendar["method"]), str(entry["status"]), str(entry["attendee"])) == (
        "CANCEL",
        "CANCELLED",
        "mailto:a@example.org",
    )
    _calendar, (entry,) = parsed(calendar_of([facts]))
    assert (str(entry["status"]), "attendee" in entry, "organizer" in entry) == ("CONFIRMED", False, True)


def test_a_cancelled_event_says_so_in_every_calendar():  # S12
    facts = event_facts(make_event_row(status="cancelled"), language="de")
    assert str(parsed(calendar_of([facts]))[1][0]["status"]) == "CANCELLED"


def test_hostile_text_stays_text():  # X6
    event = make_event_row(name=HOSTILE, venue=make_venue_row(name=HOSTILE))
    content = calendar_of([event_facts(event, language="de")], name=HOSTILE, method="CANCEL", attendee=HOSTILE)
    _calendar, (entry,) = parsed(content)
    assert str(entry["summary"]) == 'A"; DROP,\\ <script>alert(1)</script> ATTENDEE:mailto:x@example.org'
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    assert sum(line.startswith("ATTENDEE") for line in lines) == 1
    assert [char for char in content.decode() if ord(char) < 32 and char not in "\r\n"] == []


def test_lines_are_folded_and_end_with_crlf():  # S12
    content = calendar_of([event_facts(make_event_row(name="ü" * 200), language="de")])
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_the_feed_holds_the_coming_events_and_the_last_half_year_in_every_language(client):  # P5 F1 L17
    index = make_event_index(make_home())
    page = make_event_page(index, make_event_row(), "Kommt", slug="kommt")
    translate(page, "en", "To come")
    for title, days in [("Vorbei", 180), ("Lange vorbei", 190)]:
        start = timezone.now() - timedelta(days=days)
        make_event_page(index, make_event_row(starts_at=start, ends_at=start + timedelta(hours=1)), title)
    for language, titles in [("de", ["Vorbei", "Kommt"]), ("en", ["Vorbei", "To come"])]:
        response = client.get(f"/{language}/calendar.ics")
        assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        assert [str(entry["summary"]) for entry in parsed(response.content)[1]] == titles
        assert response.cookies == {}
    german_only = parsed(client.get("/en/calendar.ics").content)[1][0]
    assert german_only["summary"].params == {"LANGUAGE": "de"}
    assert str(german_only["url"]).startswith("http://127.0.0.1:8000/en/event/")


def test_one_event_can_be_saved_and_an_unknown_one_is_404(client):  # P5
    page = make_event_page(make_event_index(make_home()), make_event_row(), "Kommt", slug="kommt")
    response = client.get(f"/en/event/{page.event.public_id}.ics")
    assert response["Content-Disposition"] == 'attachment; filename="kommt.ics"'
    assert [str(entry["summary"]) for entry in parsed(response.content)[1]] == ["Kommt"]
    assert client.get("/en/event/nothing.ics").status_code == 404
    assert client.get(f"/en/event/{make_event_row().public_id}.ics").status_code == 404
    assert client.post("/de/calendar.ics").status_code == 405


def test_the_calendar_entry_of_a_restricted_page_is_not_given_away(client):  # X2
    page = make_event_page(make_event_index(make_home()), title="Geheim")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    response = client.get(f"/de/event/{page.event.public_id}.ics")
    assert (response.status_code, b"Geheim" in response.content) == (404, False)
