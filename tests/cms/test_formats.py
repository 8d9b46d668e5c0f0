"""Dates and times as the readers of each language write them."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format

MOMENT = datetime(2026, 11, 5, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "day", "moment"),
    [
        ("de", "5.\u00a0November\u00a02026", "5.\u00a0November\u00a02026, 18:30"),
        ("de-simple", "5.\u00a0November\u00a02026", "5.\u00a0November\u00a02026, 18:30"),
        ("en", "5 November 2026", "5 November 2026, 18:30"),
        ("ar", "5 نوفمبر 2026", "5 نوفمبر 2026، 18:30"),
    ],
)
def test_a_date_has_the_form_of_its_language(code, day, moment):  # L2
    with translation.override(code):
        assert (date_format(MOMENT, "DATE_FORMAT"), date_format(MOMENT, "DATETIME_FORMAT")) == (day, moment)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("de", "5.\u00a0November\u00a02026, 19:30\u00a0Uhr"),
        ("de-simple", "5.\u00a0November\u00a02026, 19:30\u00a0Uhr"),
        ("en", "5 November 2026, 19:30"),
        ("ar", "5 نوفمبر 2026، 19:30"),
    ],
)
def test_a_time_that_stands_alone_on_a_page_says_that_it_is_one(code, said):  # L2
    page = {"first_published_at": MOMENT, "last_published_at": MOMENT}
    facts = {
        "starts_at": MOMENT,
        "ends_at": MOMENT + timedelta(days=2),
        "status": "planned",
        "EVENT": {"POSTPONED": ""},
    }
    with translation.override(code):
        meta = render_to_string("components/page_meta.html", {"page": page, "canonical": ""})
        when = render_to_string("events/components/event_when.html", {"facts": facts})
    times = BeautifulSoup(meta + when, "html.parser").select("time")
    assert [time.get_text(strip=True) for time in times] == [said] * 3


@pytest.mark.parametrize("code", ["am", "ckb", "kmr", "prs", "ps", "so", "ti"])
def test_a_language_without_formats_of_its_own_has_no_german_dot(code):  # L1
    with translation.override(code):
        assert date_format(MOMENT, "DATE_FORMAT").startswith("5 ")
