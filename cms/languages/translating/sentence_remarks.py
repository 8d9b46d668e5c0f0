"""What a translator should look at beside a sentence: facts that were not found, German that is new, agreed words.

They are hints: nothing is refused because of them. Other apps enter what they know of when they are ready.
"""

from collections.abc import Callable, Iterable, Iterator

from bs4 import BeautifulSoup
from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from ..state.facts_check import missing_facts
from ..state.kept_translations import kept_sentences
from ..state.text_facts import facts_in

# The German sentence and its translation, both as they are read; "" where there is none yet.
Remark = Callable[[str, str], Iterable[str]]

_sources: list[Callable[[Translation], Remark]] = []


def add_source(source: Callable[[Translation], Remark]) -> None:
    """Enter a function that reads once what it needs for a translation, and returns what it remarks of a sentence."""
    _sources.append(source)


def remarks_of(translation: Translation, segments: QuerySet[StringSegment]) -> dict[int, list[str]]:
    """Return the remarks by the id of the segment; those without one are left out."""
    written = _written(translation)
    before = _german_before(translation)
    sources = [_missing_facts_in(translation), *(source(translation) for source in _sources)]
    found = {}
    for segment in segments.select_related("string"):
        place = (segment.string_id, segment.context_id)
        german, text = plain(segment.string.data), plain(written.get(place, ""))
        remarks = [*_reworded(before.get(place)), *(one for source in sources for one in source(german, text))]
        if remarks:
            found[segment.pk] = remarks
    return found


def plain(text: str) -> str:
    """Return a sentence as it is read, without its markup."""
    return BeautifulSoup(text, "html.parser").get_text() if "<" in text or "&" in text else text


def _written(translation: Translation) -> dict[tuple[int, int], str]:
    rows = StringTranslation.objects.filter(
        context__object=translation.source.object_id, locale=translation.target_locale_id
    )
    return {(string, context): data for string, context, data in rows.values_list("translation_of", "context", "data")}


def _german_before(translation: Translation) -> dict[tuple[int, int], str]:
    kept = kept_sentences(translation.get_target_instance())
    rows = kept.values_list("translation__translation_of", "translation__context", "german_before")
    return {(string, context): german for string, context, german in rows}


def _reworded(german_before: str | None) -> Iterator[str]:
    if german_before:
        text = gettext("The German sentence was reworded. Before, it said: “%(german)s” Save yours when it fits.")
        yield text % {"german": plain(german_before)}


def _missing_facts_in(translation: Translation) -> Remark:
    language = translation.target_locale.language_code

    def remark(german: str, text: str) -> Iterator[str]:
        facts = missing_facts(facts_in(german, settings.LANGUAGE_CODE), facts_in(text, language)) if text else []
        if facts:
            names = get_text_list([str(fact) for fact in facts], gettext("and"))
            yield gettext("Please check, it was not found here: %(facts)s") % {"facts": names}

    return remark
