"""What simple German does without: several thoughts in a sentence, the subjunctive, two negations."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .hint import Hint, Kind, Severity

SUBORDINATE = re.compile(
    r"\b(?:als ob|bevor|bis dass|damit|dass|falls|indem|insofern|nachdem|ob|obgleich|obwohl|sobald|sodass|sofern|"
    r"solange|soweit|während|weil|wenn|wobei|wodurch|womit)\b"
    r"|,\s+(?:(?:an|auf|aus|bei|durch|für|in|mit|nach|über|von|vor|zu)\s+)?"
    r"(?:denen|deren|dessen|die|der|das|dem|den|welche[mnrs]?)\s+(?=\w+\s+\w)",
    re.IGNORECASE,
)
FULL_STOP = re.compile(r"[.!?…]\W*$")
# Between the commas of an enumeration stand a few words each.
ITEM_WORDS = 3
SUBJUNCTIVE = re.compile(
    r"\b(?:würde[nt]?|wäre[nt]?|hätte[nt]?|könnte[nt]?|müsste[nt]?|dürfte[nt]?|gäbe|kämen?|ließe|bräuchte[nt]?|"
    r"wüsste[nt]?|ginge|seien|könne|müsse|solle)\b"
)
NEGATION = re.compile(
    r"\b(?:nicht|nichts|nie|niemals|niemand\w*|nirgends|kein\w*|ohne|"
    r"un(?:bedeutend|bekannt|berechtigt|erheblich|gern|gewöhnlich|möglich|nötig|problematisch|strittig|üblich|"
    r"wahrscheinlich|wesentlich|wichtig|zulässig)\w*)\b",
    re.IGNORECASE,
)
# "nicht lesen oder nicht benutzen" denies two things, each once.
BETWEEN_CLAUSES = re.compile(r"[,;:–—]|\b(?:und|oder|noch|sondern)\b")


def several_thoughts(sentence: str, language: str) -> Iterator[Hint]:
    if not FULL_STOP.search(sentence):
        return  # an address, or a list of names
    found = list(SUBORDINATE.finditer(sentence))
    commas = [match.start() for match in re.finditer(r",(?=\s)", sentence)]
    if len(found) < 2 and (len(commas) < 2 or _is_enumeration(sentence, commas)):
        return
    # The second thought and what follows
    start = found[1].start() if len(found) > 1 else commas[1]
    start += len(sentence[start:]) - len(sentence[start:].lstrip(", "))
    yield Hint(
        Kind.SEVERAL_THOUGHTS,
        Severity.LARGE,
        sentence,
        start,
        len(sentence.rstrip(".!? ")),
        _("There are several thoughts in this sentence: give each its own."),
    )


def subjunctive(sentence: str, language: str) -> Iterator[Hint]:
    for match in SUBJUNCTIVE.finditer(sentence):
        advice = _("“%(word)s” tells what is only thought: say what is, or use “vielleicht”.")
        yield Hint(
            Kind.SUBJUNCTIVE,
            Severity.MEDIUM,
            sentence,
            match.start(),
            match.end(),
            advice % {"word": match.group()},
        )


def double_negation(sentence: str, language: str) -> Iterator[Hint]:
    start = 0
    for end in [*(match.end() for match in BETWEEN_CLAUSES.finditer(sentence)), len(sentence)]:
        found = list(NEGATION.finditer(sentence, start, end))
        if len(found) > 1:
            yield Hint(
                Kind.DOUBLE_NEGATION,
                Severity.LARGE,
                sentence,
                found[0].start(),
                found[-1].end(),
                _("Two negations in a row: say what is so."),
            )
        start = end


def _is_enumeration(sentence: str, commas: list[int]) -> bool:
    pieces = [sentence[start + 1 : end] for start, end in zip(commas, commas[1:], strict=False)]
    has_last_item = re.search(r"\b(?:und|oder|sowie)\b", sentence[commas[-1] :])
    return bool(has_last_item) and all(len(piece.split()) <= ITEM_WORDS for piece in pieces)
