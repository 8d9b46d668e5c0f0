"""Sentences and words that are too long to be held in mind."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from ..sentences import words
from .hint import Hint, Kind, Severity

# Words that a sentence has at most; from the second number on it makes readers stumble.
SENTENCE_WORDS = {settings.LANGUAGE_CODE: (20, 30), settings.SIMPLE_LANGUAGE: (12, 18)}
# Letters that a word has at most between hyphens and middle dots.
WORD_LETTERS = {settings.LANGUAGE_CODE: 20, settings.SIMPLE_LANGUAGE: 14}
JOINT = re.compile(r"[-‑·•]")


def long_sentence(sentence: str, language: str) -> Iterator[Hint]:
    found = words(sentence)
    most, far_too_many = SENTENCE_WORDS[language]
    if len(found) > most:
        severity = Severity.LARGE if len(found) > far_too_many else Severity.MEDIUM
        advice = _("This sentence has %(number)s words, %(most)s are enough: make two sentences of it.")
        # From this word on it can't be held in mind.
        first_too_many = found[most]
        yield Hint(
            Kind.LONG_SENTENCE,
            severity,
            sentence,
            first_too_many.start,
            first_too_many.end,
            advice % {"number": len(found), "most": most},
        )


def long_word(sentence: str, language: str) -> Iterator[Hint]:
    is_simple = language == settings.SIMPLE_LANGUAGE
    for word in words(sentence):
        if max(map(len, JOINT.split(word.text))) <= WORD_LETTERS[language]:
            continue
        if is_simple:
            advice = _("“%(word)s” is long: say it in several words, explain it or divide it with a hyphen.")
        else:
            advice = _("“%(word)s” is long: say it in several words or explain it.")
        severity = Severity.MEDIUM if is_simple else Severity.SMALL
        yield Hint(Kind.LONG_WORD, severity, sentence, word.start, word.end, advice % {"word": word.text})
