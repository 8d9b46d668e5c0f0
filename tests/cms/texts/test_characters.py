"""What a text that somebody typed may be made of."""

import sys

import pytest
from django.core.exceptions import ValidationError

from cms.texts.characters import is_unseen, is_visible, one_line, plain, refuse_hostile_characters, steers

HOSTILE = ["\x00", "\x1b", "\x85", "\ud800", "\u202e", "\u2066", "\u2028", "\u2029", "\ufffe", "\uffff", "\ufdd0"]
HARMLESS = ["Ada", "Åsa", "Nguyễn", "عمر", "\u200f", "👩\u200d👧", "𝒳", "a\u0301"]


@pytest.mark.parametrize("character", HOSTILE)
def test_what_steers_is_refused_wherever_it_stands(character):  # X6
    with pytest.raises(ValidationError) as refused:
        refuse_hostile_characters(f"Ada{character}Lovelace", lines=True)
    assert (refused.value.code, steers(character, lines=True)) == ("hostile", True)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_people_write_passes(text):  # X6
    refuse_hostile_characters(text)
    assert (steers(text), plain(text), one_line(text)) == (False, text, text)


def test_line_breaks_and_tabs_pass_only_where_there_are_lines():  # X6
    assert [steers("a\n\tb", lines=lines) for lines in (True, False)] == [False, True]


def test_a_plain_text_keeps_its_lines_and_nothing_that_steers():  # X6
    assert plain("a\r\nb\rc\u2028d\x85e\tf\x00g\u202eh\ufdd0i") == "a\nb\nc\nd\ne fghi"
    assert one_line(" a\r\nBcc: b\t\u202e c ") == "a Bcc: b c"


@pytest.mark.parametrize("text", ["", " ", "\u3164", "\u0301", "\u200b", "\ufe0f"])
def test_what_shows_nothing_is_no_text(text):  # X6
    assert is_visible(text) is False


def test_one_letter_is_enough_to_be_seen():  # X6
    assert [is_visible("a\u0301"), is_visible("\u3164a"), is_unseen("a"), is_unseen("\x07")] == [
        True,
        True,
        False,
        True,
    ]


def test_of_all_characters_those_that_nobody_sees_are_left_out():  # S17 X6
    turned = "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
    others = [chr(code) for code in range(sys.maxunicode + 1) if chr(code) not in turned]
    assert plain("".join(others)) == "".join(character for character in others if not is_unseen(character))
    assert [plain(character) for character in turned] == [" ", *["\n"] * (len(turned) - 1)]
