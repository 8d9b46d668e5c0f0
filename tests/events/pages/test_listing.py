"""Lists of events."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale, Site

from events.pages.listing import event_cards
from tests.builders import make_event_index, make_event_page, make_home, translate
from tests.event_builders import make_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return make_event_index(make_home())


def german():
    return Locale.objects.get(language_code="de")


def event_in(days, **facts):
    start = timezone.now() + timedelta(days=days)
    return make_event(starts_at=start, ends_at=start + timedelta(hours=2), **facts)


def test_coming_events_stand_by_date_and_past_ones_backwards(index):  # P5
    for days in (20, 10, -10, -20):
        make_event_page(index, event_in(days), f"In {days} Tagen")
    upcoming, past = event_cards(german())
    assert [card.title for card in upcoming] == ["In 10 Tagen", "In 20 Tagen"]
    assert [card.title for card in past] == ["In -10 Tagen", "In -20 Tagen"]


def test_drafts_and_other_languages_are_left_out(index):  # P5
    page = make_event_page(index, event_in(5), "Offen")
    make_event_page(index, event_in(6), "Entwurf", live=False)
    hidden = event_in(7)
    make_event_page(index, hidden, "Ereignis im Entwurf")
    hidden.live = False
    hidden.save()
    translate(page, "en", "Open")
    assert [card.title for card in event_cards(german())[0]] == ["Offen"]
    assert [card.title for card in event_cards(Locale.objects.get(language_code="en"))[0]] == ["Open"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_queries_however_long(index, django_assert_num_queries, count):  # speed
    for number in range(count):
        make_event_page(index, event_in(number + 1), f"Nummer {number}")
    Site.get_site_root_paths()
    locale = german()
    with django_assert_num_queries(5):
        upcoming, _past = event_cards(locale)
    assert len(upcoming) == count
