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
    r"vergeben|vergessen|verlassen|verliehen|verloren|vermieden|verschoben|versprochen|verstanden|vertreten|"
    r"verwiesen|vorbehalten|widersprochen)\b"
)
# Infinitives and adjectives that look like participles
NO_PARTICIPLES = set(
    "gebrauchen gehen geben gehören geht gelangen gelingen gelten genehmigen genießen genügen gerecht gesamt gesamten "
    "geschehen gestalten gewinnen gewährleisten gewähren gewöhnen gefallen gefährden geraten gestehen gedenken "
    "gebären gern geht ausgehen angehen aufgeben ausgeben angeben eingehen mitgehen vorgehen weggehen zurückgehen "
    "zugeben nachgehen umgehen umgeben hergeben abgeben angehören zugehören mitgestalten eingestehen eingestalten "
    "bekannt überhaupt unterwegs gegen eigen".split()
)


def passive(sentence: str, language: str) -> Iterator[Hint]:
    is_simple = language == settings.SIMPLE_LANGUAGE
    for clause in CLAUSE.finditer(sentence):
        verb = WERDEN.search(sentence, clause.start(), clause.end())
        participle = verb and _participle(sentence, clause)
        if not verb or not participle:
            continue
        yield Hint(
            Kind.PASSIVE,
            Severity.MEDIUM if is_simple else Severity.SMALL,
            sentence,
            min(verb.start(), participle.start()),
            max(verb.end(), participle.end()),
            _("This is passive: say who does it."),
        )


def _participle(sentence: str, clause: re.Match) -> re.Match | None:
    found = [
        match
        for pattern in (PARTICIPLE, STRONG_PARTICIPLES)
        for match in pattern.finditer(sentence, clause.start(), clause.end())
        if match.group() not in NO_PARTICIPLES
    ]
    # The verb ends the clause in German; what stands before may be an adjective.
    last = max(found, key=lambda match: match.end(), default=None)
    if last is None or not _ends_clause(sentence[last.end() : clause.end()]):
        return None
    return last


def _ends_clause(rest: str) -> bool:
    return (
        re.fullmatch(
            r"\W*(?:(?:worden|werden|werde|wird|wurden?|würden?|können|kann|konnten?|müssen|muss|sollen|soll|dürfen|darf|"
            r"ist|sind|war|waren|sein)\W*)*(?:(?:und|oder|bis|als|wie|vom|von|durch|in|an|auf|mit|für|zu)\b.*)?",
            rest,
            re.DOTALL,
        )
        is not None
    )
