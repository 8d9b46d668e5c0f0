"""The one folding of what people write in many ways: for sorting, finding and comparing, of names and of all texts.

Databases fold each in its own way, and none as people do, so it is done here and stored. Letters of a script stay in
it: nothing is transliterated.
"""

import re
import unicodedata

from .characters import BLANK

# Letters that Unicode doesn't take apart, and what is sorted and typed in their place.
_LETTERS = {
    **str.maketrans("ıłđðøħŧŋĸɖɗɓƙƴɨʉɛɔəɣƀɉȷɍɏȼɇґ", "ilddohtnkddbkyiueoagbjjryceг"),
    **str.maketrans({"æ": "ae", "œ": "oe", "þ": "th"}),
    # Arabic, Persian and Urdu: forms of alef, ya, kaf and ha; a hamza that stands alone, what only makes a word long.
    **str.maketrans("ٱىیېےکڪةہھە", "اييييككهههه", "ءـ"),
}
# Vowels, viramas, tones and voicing of the scripts of South and East Asia are marks that make another word.
_MARKS_THAT_MATTER = {0, 7, 8, 9, *range(84, 133)}
# Spacing letters that stand for an apostrophe, and marks that show nothing.
_NOTHING = {*map(chr, (*range(0x02B9, 0x02C2), 0x02C8, 0x02CC, 0x02EE, 0x034F)), *map(chr, range(0xFE00, 0xFE10))}
# "ae" for "ä", "aa" for "å", "dj" for "đ": any beginning of a word becomes a beginning of what the word becomes.
_SPELLED_OUT = (
    (re.compile("a[ae]+"), "a"),
    (re.compile("oe+"), "o"),
    (re.compile("ue+"), "u"),
    (re.compile("dj+"), "d"),
)


def folded(text: str) -> str:
    """Return ``text`` in one line of small letters without marks: ä stands with a, ß is ss, ł is l, ۳ is 3."""
    # What is compatible may be a capital letter, and a small letter may be made of two.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", " ".join(text.split())).casefold())
    letters = "".join(_plain(letter) for letter in apart.translate(_LETTERS))
    return " ".join(letters.split())


def words_of(text: str) -> list[str]:
    """Return the folded words of a text: whatever is neither letter nor digit stands between two of them."""
    return "".join(letter if _belongs_to_a_word(letter) else " " for letter in folded(text)).split()


def has_letters(text: str) -> bool:
    """Return whether a name or a word stands in a text, in any script, and not only signs, digits or pictures."""
    return any(unicodedata.category(letter)[0] == "L" and letter not in BLANK for letter in text)


def alike(words: str) -> str:
    """Return folded words as they are found: "Müller", "Mueller" and "Muller" are the same."""
    for spelled_out, letter in _SPELLED_OUT:
        words = spelled_out.sub(letter, words)
    return words


def with_own_digits(text: str) -> str:
    """Return ``text`` with the digits of all scripts as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, without the marks on them; digits are 0 to 9."""
    return "".join(letter for letter in with_own_digits(unicodedata.normalize("NFKD", text)) if letter.isalnum())


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isprintable() else ""
    category = unicodedata.category(letter)
    if category[0] == "C" or letter in _NOTHING or category == "Me":
        return ""
    if category[0] == "M":
        return letter if unicodedata.combining(letter) in _MARKS_THAT_MATTER else ""
    return str(unicodedata.decimal(letter)) if category == "Nd" else letter


def _belongs_to_a_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter)[0] == "M"
