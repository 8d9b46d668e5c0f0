"""What the list of words says to whoever translates: names stay, and other words have one agreed translation."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext
from wagtail_localize.models import Translation

from .models import Term


@dataclass(frozen=True)
class Agreed:
    """A German word in all its forms, and what it is in the other language; for a name that stays, the word itself."""

    word: str
    spellings: tuple[str, ...]
    own: str
    own_spellings: tuple[str, ...]
    stays: bool

    def stands_in(self, german: str) -> bool:
        """Return whether a German text has the word, in any of its forms."""
        return _have(self.spellings, german)

    def stands_in_translation(self, text: str) -> bool:
        """Return whether a translation has what was agreed, in any of its forms."""
        return _have(self.own_spellings, text)


def agreed_words(language: str) -> list[Agreed]:
    """Return the published words for which something was agreed in a language, the longest first. Two queries."""
    german = Term.objects.filter(locale__language_code=settings.LANGUAGE_CODE, live=True)
    own = {term.translation_key: term for term in Term.objects.filter(locale__language_code=language, live=True)}
    found = []
    for term in german:
        there = term if term.stays else own.get(term.translation_key)
        if there is not None:
            found.append(Agreed(term.word, tuple(term.spellings), there.word, tuple(there.spellings), term.stays))
    return sorted(found, key=lambda one: len(one.word), reverse=True)


def word_remarks(translation: Translation) -> Callable[[str, str], Iterable[str]]:
    """Return what the words remark beside a sentence: before it is translated, and where it does not follow them."""
    words = agreed_words(translation.target_locale.language_code)

    def remark(german: str, text: str) -> Iterator[str]:
        for word in words:
            if not word.stands_in(german) or word.stands_in_translation(text):
                continue
            if word.stays:
                yield gettext("The name “%(name)s” stays as it is.") % {"name": word.word}
            else:
                yield gettext("Agreed word: “%(german)s” is “%(own)s” here.") % {"german": word.word, "own": word.own}

    return remark


def fixed_words(language: str) -> Iterator[tuple[str, str]]:
    """Yield each word for which a machine must write what was agreed.

    Of a name that is each of its forms; of another word its own one only, because who knows what its plural is there.
    """
    for word in agreed_words(language):
        for spelling in word.spellings if word.stays else (word.word,):
            yield spelling, word.own


def _have(spellings: Iterable[str], text: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text, re.IGNORECASE) for one in spellings if one)
