"""What strangers type into the search means nothing to a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.search_words import MOST_LETTERS, MOST_WORDS, readable, words_of


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", []),
        ("  Haus  und Hof ", ["haus", "und", "hof"]),
        ('"Haus" OR (Hof*) NOT title:x NEAR/2', ["haus", "or", "hof", "not", "title", "x", "near", "2"]),
        ("Migration-Integration", ["migration", "integration"]),
        ("am 15.04.2021.", ["am", "15", "4", "2021"]),
        ("teilhabe@stadt.example", ["teilhabe", "stadt", "example"]),
        ("!?%_\\'\";--", []),
        (". @ .@.", []),
        ("\u0301", []),
        ("سياسة الاندماج", ["سياسه", "اندماج"]),
        ("O'Neill", ["o", "neill"]),
    ],
)
def test_words_are_letters_digits_and_their_marks(typed, words):  # P8 X6
    assert words_of(typed) == words


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (" Haus ", "Haus"),
        ("a\x00b\x1b", "a b"),
        ("\u202ea\u2066b", "a b"),
        ("Ha\u0308user", "Häuser"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("<b>", "<b>"),
    ],
)
def test_the_field_shows_what_was_typed_without_what_cannot_be_seen(typed, shown):  # P8 X6
    assert readable(typed) == shown


def test_long_texts_are_cut():  # P8
    assert len(readable("ab " * 5000)) <= MOST_LETTERS
    assert len(words_of("ab " * 100)) == MOST_WORDS


@given(st.text())
def test_no_text_leaves_a_sign_in_a_word(typed):  # P8 X6
    words = words_of(readable(typed))
    assert [word for word in words if set(word) & set("\"'\\*:()&|!<>^%-.@\x00")] == []
    assert "" not in words
