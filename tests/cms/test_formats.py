"""Dates and times as the readers of each language write them."""

from datetime import UTC, datetime

import pytest
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


@pytest.mark.parametrize("code", ["am", "ckb", "kmr", "prs", "ps", "so", "ti"])
def test_a_language_without_formats_of_its_own_has_no_german_dot(code):  # L1
    with translation.override(code):
        assert date_format(MOMENT, "DATE_FORMAT").startswith("5 ")
