"""How texts are compared that people write in many ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.texts.folding import alike, folded, letters_of, words_of


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Özdemir", "ozdemir"),
        ("STRASSE", "straße"),
        ("Łódź  \t Nord", "łodz nord"),
        ("An\u200bna\ud800\x00", "anna"),
        ("ﬁ", "fi"),
        ("", ""),
    ],
)
def test_texts_that_people_take_for_the_same_are_the_same(text, same):  # S14 S17
    assert folded(text) == folded(same)


def test_letters_and_digits_stay_without_what_stands_between_them():
    assert letters_of("K7m-Ä 9'ß.") == "K7mA9ß"


@given(st.text())
def test_what_is_folded_stays_as_it_is(text):  # S32
    assert folded(folded(text)) == folded(text)
    words = words_of(text)
    assert words_of(" ".join(words)) == words


@given(st.text() | st.text("aeoudjmn"))
def test_the_beginning_of_a_word_is_found_as_the_word_is(text):  # S32
    for word in words_of(text):
        found = alike(word)
        assert alike(found) == found
        assert [end for end in range(len(word)) if not found.startswith(alike(word[:end]))] == []


@pytest.mark.parametrize("text", ["\u200b", "\ufeff\u00ad", "\u202e", "\u2066\u2069", "\u3164\ufe0f", "\u0301", " \t"])
def test_what_nobody_sees_is_nothing(text):  # S32
    assert [word for word in words_of(text) if word.isascii()] == []


def test_vowels_of_indian_scripts_make_another_word_and_arabic_marks_do_not():  # S32
    assert folded("कि") != folded("का")
    assert folded("مُحَمَّد") == folded("محـمد")
    assert folded("می\u200cخواهم") == folded("میخواهم")
