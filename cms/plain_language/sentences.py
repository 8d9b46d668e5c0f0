"""German text, cut into sentences and words without being misled by "z. B.", "3. März" or "18.30 Uhr"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Never the end of a sentence; without spaces and in lower case, so that "z. B." and "z.B." are one.
NEVER_LAST = frozenset(
    """
    abs. allg. art. betr. bzgl. bzw. ca. d.h. dipl. dr. einschl. evtl. gem. ggf. hr. i.d.r. i.s.d. i.v.m. inkl.
    insb. kap. lt. max. mind. min. mio. mrd. nr. o.g. prof. rd. s. s.o. sog. st. str. tel. u.a. u.u. v.a. vgl.
    vorl. z.b. z.t. z.zt. zzgl. zz.
    """.split()  # noqa: SIM905 - a list of words reads better than a column of strings
)
# The end of a sentence where a capital follows.
OFTEN_LAST = {"etc.", "o.ä.", "u.ä.", "usf.", "usw."}
MONTHS = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    "Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sep|Sept|Okt|Nov|Dez"
)
# After these words a number with a full stop is an ordinal, whatever follows: "im 2. Stock".
BEFORE_ORDINALS = frozenset(
    "am beim das dem den der des die im ins jede jeden jeder jedes vom zum".split()  # noqa: SIM905 - as above
)

END = re.compile(r"[.!?…]+[\"“”«»‹›‘’')\]]*(?=\s)")
LAST_TOKEN = re.compile(r"(?:[^\W\d_]\.\s?)*[^\s(„“\"»«]*$")
INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
ORDINAL = re.compile(r"(?:^|(?P<before>\S+)\s+|[^\w\s])\d{1,2}\.$")
FOLLOWS_ORDINAL = re.compile(rf"(?:{MONTHS})\b")
WORD = re.compile(r"[^\W\d_]+(?:[-‑·•’'][^\W\d_]+)*|\d+(?:[.,:]\d+)*")


@dataclass(frozen=True)
class Word:
    """A word of a sentence and where it stands there."""

    text: str
    start: int
    end: int


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph; a line ends a sentence too, so headings and items of lists are sentences."""
    return [sentence for line in paragraph.splitlines() for sentence in _of_line(" ".join(line.split()))]


def words(sentence: str) -> list[Word]:
    """Return the words; numbers count, and parts joined by a hyphen or a middle dot are one word."""
    return [Word(match.group(), match.start(), match.end()) for match in WORD.finditer(sentence)]


def _of_line(line: str) -> Iterator[str]:
    start = 0
    for end in END.finditer(line):
        if _is_last(line[start : end.end()], end.group(), line[end.end() :].lstrip()):
            yield line[start : end.end()].strip()
            start = end.end()
    if rest := line[start:].strip():
        yield rest


def _is_last(text: str, mark: str, following: str) -> bool:
    """Return whether the mark at the end of this text ends the sentence."""
    first = following.lstrip("\"„“”«»‹›‚‘'([–-• ")[:1]
    if first.islower():
        return False
    if mark != ".":
        return True
    last = LAST_TOKEN.search(text)
    token = last.group().replace(" ", "").lower() if last else ""
    if token in OFTEN_LAST:
        return not first.isdigit()
    if token in NEVER_LAST or INITIALS.fullmatch(token):
        return False
    return not _is_ordinal(text, following)


def _is_ordinal(text: str, following: str) -> bool:
    ordinal = ORDINAL.search(text)
    if not ordinal:
        return False
    before = (ordinal["before"] or "").lower()
    return bool(FOLLOWS_ORDINAL.match(following)) or before in BEFORE_ORDINALS or before.endswith("und")
