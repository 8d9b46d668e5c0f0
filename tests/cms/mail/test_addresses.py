"""One spelling for each address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.texts.mail_addresses import normalise_address


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Name@Example.ORG", "name@example.org"),
        (" name@example.org ", "name@example.org"),
        ("ｎame@example.org", "name@example.org"),
        ("name@Bücher.example", "name@xn--bcher-kva.example"),
        ("name@straße.example", "name@xn--strae-oqa.example"),
        ("name+tag@example.org", "name+tag@example.org"),
        ("name@exa_mple..org", "name@exa_mple..org"),
        ("no address", "no address"),
    ],
)
def test_spellings_of_one_address_have_one_key(typed, key):  # S9
    assert normalise_address(typed) == key


@given(st.text(max_size=80))
def test_any_text_has_a_key_and_the_key_is_its_own_key(text):  # S9 X6
    key = normalise_address(text)
    assert normalise_address(key) == key
