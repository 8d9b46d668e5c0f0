"""The facts of an event in the reader's language."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone, translation
from wagtail.models import Locale

import events
from events.pages.facts import Facts, event_facts
from tests.builders import (
    make_event_index,
    make_event_page,
    make_event_row,
    make_home,
    make_venue_row,
    signed_up_and_confirmed,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_home()


def in_english(venue, **fields):
    copy = venue.copy_for_translation(Locale.objects.get(language_code="en"))
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save()
    return copy


def test_the_title_and_the_address_are_those_of_the_readers_language(home):  # L3
    event = make_event_row()
    page = make_event_page(make_event_index(home), event, "Gemeinsam reden", slug="gemeinsam")
    translate(page, "en", "Talk together")
    german, english, simple = (event_facts(event, language=code) for code in ("de", "en", "de-simple"))
    assert [facts.title for facts in (german, english, simple)] == [
        "Gemeinsam reden",
        "Talk together",
        "Gemeinsam reden",
    ]
    assert [facts.title_lang for facts in (german, english, simple)] == ["", "", "de"]
    assert [facts.is_only_german for facts in (german, english, simple)] == [False, False, True]
    assert [facts.url for facts in (german, english, simple)] == [
        "/de/veranstaltungen/gemeinsam/",
        "/en/veranstaltungen/gemeinsam/",
        f"/de-simple/event/{event.public_id}/",
    ]
    assert english.signup_url == f"/en/signup/{event.public_id}/"
    assert english.ical_url == f"/en/event/{event.public_id}.ics"


def test_the_venue_is_the_readers_or_the_german_one_with_its_language(home):  # L3
    venue = make_venue_row(entrance="Goldene Pforte", directions="<p>Mit der Bahn</p>")
    event = make_event_row(venue=venue)
    assert event_facts(event, language="en").place.lang == "de"
    translated = in_english(venue, name="Town hall", entrance="Golden Gate", directions="<p>By tram</p>")
    facts = event_facts(event, language="en")
    assert (facts.place.name, facts.place.lang, facts.place.venue.directions) == ("Town hall", "", "<p>By tram</p>")
    assert facts.place.address_lines == ["Rathausplatz 1", "01067 Dresden", "Golden Gate"]
    event.venue = translated
    assert event_facts(event, language="de").place.name == "Rathaus"


def test_languages_and_access_are_named_in_the_readers_language():  # L3
    event = make_event_row(
        languages_spoken=["de", "en"], languages_interpreted=["ar"], access_features=["step_free", "gone"]
    )
    with translation.override("de"):
        facts = event_facts(event)
    assert facts.languages_spoken == [{"code": "de", "name": "Deutsch"}, {"code": "en", "name": "Englisch"}]
    assert facts.languages_interpreted == [{"code": "ar", "name": "Arabisch"}]
    assert event_facts(event, language="en").access_features == ["step-free access"]


def test_a_seat_that_is_free_while_others_wait_is_not_offered_to_readers():  # S5
    event = make_event_row(capacity=1)
    signed_up_and_confirmed(event, 1)
    facts = event_facts(event, language="de")
    assert (facts.free_seats, facts.is_full, facts.waiting_list_open, facts.signup_status) == (
        0,
        True,
        True,
        "waiting_list",
    )
    signed_up_and_confirmed(event, 2)
    event.capacity = 2
    event.save()
    facts = event_facts(event, language="de")
    assert (facts.is_full, facts.waiting_list_open) == (True, True)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "open"),
        ({"status": "cancelled"}, "cancelled"),
        ({"signup_form": None}, "no_form"),
        ({"signup_form": None, "access": "invitation"}, "no_form"),
        ({"access": "invitation"}, "open"),
        ({"signup_closes_at": timezone.now() - timedelta(hours=1)}, "closed"),
        ({"signup_opens_at": timezone.now() + timedelta(hours=1)}, "not_yet"),
        ({"starts_at": timezone.now() - timedelta(days=2), "ends_at": timezone.now() - timedelta(days=1)}, "past"),
    ],
)
def test_only_an_open_sign_up_has_an_address(changes, state):  # S7
    facts = event_facts(make_event_row(**changes), language="de")
    assert (facts.signup_status, facts.signup_url is not None) == (state, state == "open")


def test_an_event_without_any_page_leads_to_the_home_page():
    assert event_facts(make_event_row(), language="en").url == "/en/"


def named_in_templates() -> set[tuple[str, str]]:
    """Return the statuses that templates compare with; Django says nothing of a name that is not there."""
    paths = Path(events.__file__).parent.rglob("templates/**/*.html")
    return {found for path in paths for found in re.findall(r"facts\.(SIGNUP|EVENT)\.(\w+)", path.read_text("utf-8"))}


def test_templates_compare_with_statuses_that_there_are():  # S7
    known = {(name, member) for name in ("SIGNUP", "EVENT") for member in getattr(Facts, name).__members__}
    assert named_in_templates() - known == set()
    assert {("SIGNUP", "PAST"), ("EVENT", "CANCELLED")} <= named_in_templates()
