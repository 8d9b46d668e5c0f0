"""Telephone numbers of the city."""

import pytest
from django.core.exceptions import ValidationError

from cms.texts.telephone import telephone_link, validate_telephone


@pytest.mark.parametrize(
    ("number", "link"),
    [
        ("0351 488 0", "tel:03514880"),
        ("0351 000 12 34", "tel:03510001234"),
        ("(0351) 4 88-00", "tel:035148800"),
        ("+49 351 48800", "tel:+4935148800"),
        ("+49 (0)351 48800", "tel:+4935148800"),
        ("0351/48800", "tel:035148800"),
    ],
)
def test_a_number_as_people_write_it_can_be_dialled(number, link):  # A10
    validate_telephone(number)
    assert telephone_link(number) == link


@pytest.mark.parametrize(
    "number",
    ["115", "488 00 00", "0351", "0351 ABC DEF", "+0 351 48800", "0351 48800 Apparat 3", "0" * 16, "tel:0351488"],
)
def test_what_nobody_can_dial_is_refused(number):  # A10
    with pytest.raises(ValidationError):
        validate_telephone(number)


def test_no_number_has_no_link():  # A10
    assert telephone_link("") == ""
