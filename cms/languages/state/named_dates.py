"""Which texts name a day or a year, so that somebody looks at them when the day becomes another one."""

from wagtail.models import TranslatableMixin

from .source_texts import Texts, texts_of
from .text_facts import Fact, facts_in


def dates_in(text: str, language: str, years: set[int]) -> list[Fact]:
    """Return the days that a text names, and these years."""
    found = facts_in(text, language)
    return [fact for fact in found if fact.kind == "date" or (fact.kind == "number" and fact.value in map(str, years))]


def dated_texts(instance: TranslatableMixin, years: set[int]) -> Texts:
    """Return the texts of a page or snippet that name a day or one of these years, by their path."""
    language = instance.locale.language_code
    return {
        path: texts
        for path, texts in texts_of(instance).items()
        if any(dates_in(text, language, years) for text in texts)
    }


def named_dates(instance: TranslatableMixin, years: set[int]) -> list[Fact]:
    """Return all these days and years, each once, in the order of the text."""
    language = instance.locale.language_code
    texts = [text for texts in texts_of(instance).values() for text in texts]
    return list(dict.fromkeys(fact for text in texts for fact in dates_in(text, language, years)))
