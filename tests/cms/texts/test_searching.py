"""The same folding in the index of the search and in what people type (P8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.texts.searching import searchable, sought

# What stands in a text, and what people type who look for it
FOUND = [
    ("Häuser", "Haeuser"),
    ("Haeuser", "Häuser"),
    ("Straße", "STRASSE"),
    ("Strasse", "straße"),
    ("Neue Frauen", "neue frauen"),
    ("Teil\u00adhabe\u00adkonzept", "Teilhabekonzept"),
    ("Łódź", "lodz"),
    ("أعمال الإندماج", "اعمال اندماج"),
    ("اندماج", "الاندماج"),
    ("والاندماج", "اندماج"),
    ("مُشاركة", "مشاركه"),
    ("سیاست کلی", "سياست كلي"),
    ("می\u200cخواهم", "میخواهم"),
    ("Ёлка", "елка"),
    ("am 03.07.2026", "3.7.2026"),
    ("am 3. Juli", "3 juli"),
    ("٣ يوليو", "3 يوليو"),
    ("O’Neill", "O'Neill"),
]


@pytest.mark.parametrize(("text", "typed"), FOUND)
def test_what_is_typed_stands_in_the_folded_text(text, typed):  # P8
    assert set(sought(typed)) <= set(searchable(text).split())


@pytest.mark.parametrize(("text", "typed"), [("Haus", "Maus"), ("Quelle", "Qulle"), ("الأمل", "الأمن")])
def test_other_words_stay_other_words(text, typed):  # P8
    assert not set(sought(typed)) <= set(searchable(text).split())


def test_lists_and_numbers_are_texts_and_little_words_are_left_out():  # P8
    assert searchable(["a", {"b": 7}, None]) == "a 7 "
    assert (sought("Haus für Kinder"), sought("für")) == (["haus", "kinder"], ["fur"])


@given(st.text())
def test_every_text_is_found_by_itself(text):  # P8
    assert set(sought(text)) <= set(searchable(text).split())
