"""What a text that somebody typed may be made of."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

BIDI_CONTROLS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# What ``is_unseen`` says of one character: controls, surrogates, what turns the direction of reading, what is none.
UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
# What nobody sees and no language needs, pasted along from documents: soft hyphen, zero-width space, joiner, mark.
CLEANED = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))
# Letters and marks that look like nothing: Hangul fillers, Khmer vowels, variation selectors, the blank of Braille.
BLANK = {*map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0))}
BLANK |= {chr(code) for code in (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))}


def refuse_hostile_characters(value: str, *, lines: bool = False) -> None:
    """Raise ValidationError for characters that steer instead of being read; ``lines`` allows line breaks and tabs."""
    for character in value:
        if lines and character in "\n\t":
            continue
        if is_unseen(character) or unicodedata.category(character) in ("Zl", "Zp"):
            raise ValidationError(_("Some characters cannot be used here. Please type the text again."), code="hostile")


def is_unseen(character: str) -> bool:
    """Return whether a character steers instead of being read, or is none at all: no file and no page holds it."""
    code = ord(character)
    is_noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return unicodedata.category(character) in ("Cc", "Cs") or is_noncharacter or character in BIDI_CONTROLS


def plain(text: str) -> str:
    """Return ``text`` without the characters that nobody can see and that files can't hold; line breaks stay."""
    if text.isascii() and text.isprintable():
        return text
    return UNSEEN.sub("", LINE_ENDS.sub("\n", text).replace("\t", " "))


def one_line(text: str) -> str:
    """Return a text in one line, without characters that steer, and without places where a word may break."""
    return " ".join(plain(text).translate(CLEANED).split())


def is_visible(text: str) -> bool:
    """Return whether a text shows anything: some letters look like nothing, and marks need a letter to stand at."""
    return any(unicodedata.category(letter)[0] not in "ZCM" and letter not in BLANK for letter in text)


def steers(text: str, *, lines: bool = False) -> bool:
    """Return whether a text holds characters that steer; see ``refuse_hostile_characters``."""
    try:
        refuse_hostile_characters(text, lines=lines)
    except ValidationError:
        return True
    return False
