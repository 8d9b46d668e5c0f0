"""What comes along when somebody pastes is cleaned, not refused (S32)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.texts.characters import is_visible, steers
from cms.texts.cleaning import clean_line, clean_lines, clean_symbols, clean_typeset
from cms.texts.folding import has_letters

# As telephones, Excel, Word, web pages and chat programs hand them over
PASTED = [
    ("\ufeffAda", "Ada"),
    ("Ada\t", "Ada"),
    ("Ada\tMaria", "Ada Maria"),
    ("Ada\u00a0Maria\u202f", "Ada Maria"),
    ("Ada\r\nMaria", "Ada Maria"),
    ("Ada\u2028Maria\x85", "Ada Maria"),
    ("Mül\u00adler\u200b", "Müller"),
    ("\u202aAda\u202c", "Ada"),
    ("\u2068عمر\u2069", "عمر"),
    ("\u200fعمر\u200e", "عمر"),
    ("\u202dAda\u202c", "Ada"),
    ("\u202aAda", "Ada"),
    ("می\u200cخواهم", "می\u200cخواهم"),
    ("ක්\u200dරියා", "ක්\u200dරියා"),
    ("👩\u200d🦽", "👩\u200d🦽"),
]
SYMBOLS = [
    ("\u202a+49 351 123\u202c", "+49 351 123"),
    ("\u202a+49 351 123", "+49 351 123"),
    ("\u200e+49\u00a0351\u00a0123\u200b4", "+49 351 1234"),
    ("٠١٠٦٧", "01067"),
    ("۰۱۰۶۷", "01067"),
    ("０１０６７", "01067"),
    ("ＡＢＣ－１２３", "ABC-123"),
    ("ada\u200b@exam\u00adple.org\ufeff", "ada@example.org"),
    ("ada＠example．org", "ada@example.org"),
]


@pytest.mark.parametrize(("pasted", "meant"), PASTED, ids=[ascii(row[0]) for row in PASTED])
def test_a_line_is_what_was_meant(pasted, meant):  # S32
    assert (clean_line(pasted), steers(clean_line(pasted))) == (meant, False)


@pytest.mark.parametrize(("pasted", "meant"), SYMBOLS, ids=[ascii(row[0]) for row in SYMBOLS])
def test_an_address_a_number_and_a_code_are_what_was_meant(pasted, meant):  # S32
    assert clean_symbols(pasted) == meant


def test_several_lines_end_in_one_way_and_keep_their_spaces():  # S32
    assert clean_lines("\ufeffa\r\nb\u2028c\x85\u00a0d\u202ae\u202c\n") == "a\nb\nc\n\u00a0de"


def test_an_editor_may_set_soft_hyphens_and_spaces_that_do_not_break():  # S32
    assert clean_typeset("\u00ad3.\u00a0Juli: Teil\u00adhabe\u200b\t", lines=False) == "3.\u00a0Juli: Teil\u00adhabe"
    assert clean_typeset("a\u00adb\r\nc\u2029", lines=True) == "a\u00adb\nc"


@pytest.mark.parametrize("left", ["Ada\x00", "A\x1bda", "fdp\u202eexe", "a\u2066b", "a\u202ab", "a\ufffeb"])
def test_what_still_steers_is_left_to_be_refused(left):  # S32 X6
    cleaned = [clean(left) for clean in (clean_line, clean_lines)]
    assert [steers(text) for text in cleaned] == [True, True]


def test_an_override_in_an_address_is_refused_and_not_mended():  # X6
    assert steers(clean_symbols("a@b\u202ec.org"))


@given(
    st.text()
    | st.text("a \t\n\r\u00ad\u200b\u200c\u200d\u200e\u202a\u202b\u202c\u202d\u202e\u2066\u2068\u2069\u2028\ufeff٣")
)
def test_what_is_clean_stays_as_it_is_and_never_fails(text):  # S32
    for clean in (clean_line, clean_lines, clean_symbols):
        assert clean(clean(text)) == clean(text)
    assert is_visible(clean_line(text)) == is_visible(text)
    assert "\n" not in clean_line(text)


def test_a_name_needs_a_letter_in_some_script():  # S32
    assert [has_letters(name) for name in ("Ö", "李", "नी", "-", ".", "👩", "\u3164", "123", "O1")] == [
        *(True, True, True, False, False, False, False, False, True),
    ]
