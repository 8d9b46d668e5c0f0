"""The passive, which hides who does something: a form of "werden" and a participle in one clause."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from .hint import Hint, Kind, Severity

WERDEN = re.compile(r"\b(?:werden?|wird|wirst|werdet|wurden?|worden|würden?)\b", re.IGNORECASE)
CLAUSE = re.compile(r"[^,;:–—()]+")
PREFIX = "ab an auf aus bei dar durch ein fest fort her herunter hin mit nach statt teil um vor vorbei weg zu zurück"
PARTICIPLE = re.compile(
    rf"\b(?:(?:{PREFIX.replace(' ', '|')}|bereit|bekannt|frei|sicher)?ge[a-zäöüß]{{2,}}(?:t|en|tan)"
    r"|(?:ab|an|auf|aus|ein|mit|vor|zu)?(?:be|emp|ent|er|ge|hinter|miss|über|unter|ver|wider|zer)[a-zäöüß]{2,}t"
    r"|[a-zäöüß]{2,}iert)\b"
)
# With these prefixes participle and infinitive look alike or the vowel decides, so the common ones are named.
STRONG_PARTICIPLES = re.compile(
    r"\b(?:anerkannt|ausersehen|befohlen|begonnen|begriffen|beraten|berufen|beschlossen|beschrieben|besprochen|"
    r"betrieben|betroffen|bewiesen|bezogen|einbezogen|empfohlen|entlassen|entnommen|entschieden|entsprochen|"
    r"entzogen|erfahren|ergriffen|erhoben|erlassen|erwiesen|erworben|erzogen|hinterlassen|missverstanden|"
    r"übergeben|übernommen|überschritten|überwiesen|unterbrochen|unterschieden|unterschrieben|verboten|verbunden|"
    r"vergeben|vergessen|verlassen|verliehen|verloren|vermieden|verschoben|versandt|versprochen|verstanden|vertreten|"
    r"verwiesen|vorbehalten|widersprochen)\b"
)
# Infinitives and adjectives that look like participles
NO_PARTICIPLES = frozenset(
    """
    abgeben angeben angehen angehören aufgeben ausgeben ausgehen eigen eingehen eingestehen geben gebrauchen gebären
    gedenken gefallen gefährden gegen gehen gehören geht gelangen gelingen gelten genehmigen genießen genügen geraten
    gerecht gern gesamt geschehen gestalten gestehen gewinnen gewähren gewährleisten gewöhnen hergeben mitgehen
    mitgestalten nachgehen umgeben umgehen umgestalten vorgehen weggehen zugeben zugehen zurückgeben zurückgehen
    überhaupt
    """.split()  # noqa: SIM905 - a list of words reads better than a column of strings
)
# What may follow a participle in its clause: the verbs that go with it, and what has no room before it
AFTER_PARTICIPLE = re.compile(
    r"\W*(?:(?:zu|worden|werden?|wird|wurden?|würden?|können|kann|konnten?|müssen|muss|sollen|soll|dürfen|darf|"
    r"ist|sind|war|waren|sein)\b\W*)*"
    r"(?:(?:und|oder|bis|als|wie|vom|von|durch|in|an|auf|mit|für)\b.*)?"
)


def passive(sentence: str, language: str) -> Iterator[Hint]:
    is_simple = language == settings.SIMPLE_LANGUAGE
    for clause in CLAUSE.finditer(sentence):
        verb = WERDEN.search(sentence, clause.start(), clause.end())
        participle = verb and _participle(sentence, clause, verb)
        if verb and participle:
            first, last = sorted((verb, participle), key=lambda match: match.start())
            is_together = sentence[first.end() : last.start()].isspace()
            start, end = (first.start(), last.end()) if is_together else participle.span()
            severity = Severity.MEDIUM if is_simple else Severity.SMALL
            advice = _("“%(words)s” is passive: say who does it.")
            words = f"{first.group()}{' ' if is_together else ' … '}{last.group()}"
            yield Hint(Kind.PASSIVE, severity, sentence, start, end, advice % {"words": words})


def _participle(sentence: str, clause: re.Match, verb: re.Match) -> re.Match | None:
    """Return the participle of this verb: the last word of "wird ... gelöscht" or just before, in "gelöscht wird"."""
    found = [
        match
        for pattern in (PARTICIPLE, STRONG_PARTICIPLES)
        for match in pattern.finditer(sentence, clause.start(), clause.end())
        if match.group() not in NO_PARTICIPLES
    ]
    found.sort(key=lambda match: (match.start() < verb.start(), match.start()))
    ending = (match for match in found if AFTER_PARTICIPLE.fullmatch(sentence, match.end(), clause.end()))
    return next(ending, None)
