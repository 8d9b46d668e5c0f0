"""Which links do no more than lead somewhere."""

import pytest

from cms.texts.schemes import is_harmless, scheme_of


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("https://stadt.example/", "https"),
        ("MAILTO:rathaus@stadt.example", "mailto"),
        ("tel:+49301234567", "tel"),
        ("/de/events/", ""),
        ("#top", ""),
    ],
)
def test_the_web_a_mail_a_telephone_and_places_beside_are_harmless(address, scheme):  # X6
    assert (scheme_of(address), is_harmless(address)) == (scheme, True)


SKIPPED = ["\x00", "\x01", "\t", "\n", " ", "\x7f", "\xa0", "\u200b", "\u2028", "\ufeff"]


@pytest.mark.parametrize("scheme", ["javascript", "data", "file", "vbscript", "ms-word"])
@pytest.mark.parametrize("skipped", ["", *SKIPPED])
def test_whatever_runs_or_opens_something_is_not_also_behind_signs_that_programs_skip(scheme, skipped):  # X6
    address = f"{skipped}{scheme[:2].upper()}{skipped}{scheme[2:]}:alert(1)"
    assert (scheme_of(address), is_harmless(address)) == (scheme, False)
