"""Lists of events."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction, Site

from events.pages.listing import cards, coming, event_pages, past, years
from tests.builders import make_event_index, make_event_page, make_event_row, make_home, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return make_event_index(make_home())


def german():
    return Locale.objects.get(language_code="de")


def event_in(days, **facts):
    start = timezone.now() + timedelta(days=days)
    return make_event_row(starts_at=start, ends_at=start + timedelta(hours=2), **facts)


def titles(pages):
    return [page.title for page in pages]


def test_coming_events_stand_by_date_and_past_ones_backwards(index):  # P5
    for days in (20, 10, -10, -20):
        make_event_page(index, event_in(days), f"In {days} Tagen")
    assert titles(coming(event_pages(german()))) == ["In 10 Tagen", "In 20 Tagen"]
    assert titles(past(event_pages(german()))) == ["In -10 Tagen", "In -20 Tagen"]
    recent = coming(event_pages(german()), since=timedelta(days=15))
    assert titles(recent) == ["In -10 Tagen", "In 10 Tagen", "In 20 Tagen"]


def test_drafts_are_left_out_and_a_page_stands_once_in_the_language_of_the_reader(index):  # P5 L17
    page = make_event_page(index, event_in(5), "Offen")
    make_event_page(index, event_in(6), "Entwurf", live=False)
    hidden = event_in(7)
    make_event_page(index, hidden, "Ereignis im Entwurf")
    hidden.live = False
    hidden.save()
    translate(page, "en", "Open")
    assert titles(coming(event_pages(german()))) == ["Offen"]
    assert titles(coming(event_pages(Locale.objects.get(language_code="en")))) == ["Open"]


def test_events_without_a_page_in_a_language_stand_among_the_others_by_date(index):  # L17
    for days in (1, 2, 3, -1, -2):
        page = make_event_page(index, event_in(days), f"In {days} Tagen")
        if days in (2, -1):
            translate(page, "en", f"In {days} days")
        if days == 3:
            translate(page, "en", "Draft", live=False)
    english = Locale.objects.get(language_code="en")
    shown = [
        (facts.title, facts.title_lang, facts.is_only_german)
        for facts in cards([*coming(event_pages(english)), *past(event_pages(english))], english)
    ]
    assert shown == [
        ("In 1 Tagen", "de", True),
        ("In 2 days", "", False),
        ("In 3 Tagen", "de", True),
        ("In -1 days", "", False),
        ("In -2 Tagen", "de", True),
    ]


def test_a_restricted_german_page_is_in_no_language_and_a_restricted_translation_gives_way_to_german(index):  # X2 L17
    hidden, open_in_german = (make_event_page(index, event_in(days), f"In {days} Tagen") for days in (1, 2))
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    PageViewRestriction.objects.create(page=translate(open_in_german, "en", "Secret"), restriction_type="login")
    assert titles(event_pages(Locale.objects.get(language_code="en"))) == ["In 2 Tagen"]


@pytest.mark.parametrize("code", ["de", "en"])
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_queries_however_long(index, django_assert_num_queries, count, code):  # F1 L17
    for number in range(count):
        make_event_page(index, event_in(number + 1), f"Nummer {number}")
    Site.get_site_root_paths()
    locale = Locale.objects.get(language_code=code)
    with django_assert_num_queries(5):
        shown = cards(list(coming(event_pages(locale))), locale)
    assert len(shown) == count


@time_machine.travel(datetime(2026, 6, 1, 12, tzinfo=UTC), tick=False)
def test_a_year_ends_at_midnight_of_the_city(index):  # P5 F1
    for name, start in (
        ("Vor Mitternacht", datetime(2024, 12, 31, 22, 59, tzinfo=UTC)),
        ("Nach Mitternacht", datetime(2024, 12, 31, 23, 0, tzinfo=UTC)),
        ("In diesem Jahr", datetime(2026, 2, 1, tzinfo=UTC)),
        ("Noch nicht", datetime(2026, 7, 1, tzinfo=UTC)),
    ):
        make_event_page(index, make_event_row(starts_at=start, ends_at=start + timedelta(hours=2)), name)
    assert years(event_pages(german())) == [2026, 2025, 2024]
    of_the_years = [titles(past(event_pages(german()), year)) for year in (2026, 2025, 2024, 1999, 0, 10**6)]
    assert of_the_years == [["In diesem Jahr"], ["Nach Mitternacht"], ["Vor Mitternacht"], [], [], []]


@time_machine.travel(datetime(2026, 6, 1, 12, tzinfo=UTC), tick=False)
@pytest.mark.parametrize(
    ("query", "shown", "canonical"),
    [
        ("", ["Kommt 1", "Kommt 2"], ""),
        ("?page=2", ["Kommt 3"], "?page=2"),
        ("?page=9", ["Kommt 3"], "?page=2"),
        ("?page=x", ["Kommt 1", "Kommt 2"], ""),
        ("?year=2025", ["War"], "?year=2025"),
        ("?year=2026", ["Kommt 1", "Kommt 2"], ""),
        ("?year=zweitausend&utm_source=x", ["Kommt 1", "Kommt 2"], ""),
    ],
)
def test_the_list_comes_in_parts_with_an_address_each(index, client, monkeypatch, query, shown, canonical):  # P5 F1
    monkeypatch.setattr("events.pages.event_index_page.EVENTS_AT_ONCE", 2)
    make_event_page(
        index,
        make_event_row(starts_at=datetime(2025, 5, 1, tzinfo=UTC), ends_at=datetime(2025, 5, 2, tzinfo=UTC)),
        "War",
    )
    for number in (1, 2, 3):
        make_event_page(index, event_in(number), f"Kommt {number}")
    response = client.get(f"{index.url}{query}")
    assert response.status_code == 200
    assert [facts.title for facts in response.context["shown"]().events] == shown
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{index.url}{canonical}">' in response.content.decode()
