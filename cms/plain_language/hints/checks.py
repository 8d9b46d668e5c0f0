from collections.abc import Callable, Iterator

from django.conf import settings

from .grammar import double_negation, several_thoughts, subjunctive
from .hint import Hint
from .lengths import long_sentence, long_word
from .passive import passive
from .vocabulary import abbreviation, number_word, officialese

Check = Callable[[str, str], Iterator[Hint]]

FOR_ALL: list[Check] = [long_sentence, long_word, passive, abbreviation, officialese]
FOR_SIMPLE: list[Check] = [several_thoughts, subjunctive, double_negation, number_word]
# Only these languages have hints: the checks know German.
CHECKS: dict[str, list[Check]] = {
    settings.LANGUAGE_CODE: FOR_ALL,
    settings.SIMPLE_LANGUAGE: FOR_ALL + FOR_SIMPLE,
}


def hints(sentence: str, language: str) -> list[Hint]:
    """Return what could be easier in a sentence, in the order in which it stands there."""
    found = [hint for check in CHECKS[language] for hint in check(sentence, language)]
    return sorted(found, key=lambda hint: (hint.start, hint.end))
