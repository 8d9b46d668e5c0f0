"""Compares the facts of a translation with the German ones, so that a wrong digit is seen by a person."""

from collections import Counter
from typing import Any

from bs4 import BeautifulSoup
from django.conf import settings
from django.http import HttpRequest
from django.utils.text import get_text_list
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from .text_facts import Fact, facts_in
from .translation_state import german_of


def facts_missing_in(translation: TranslatableMixin) -> list[Fact]:
    """Return the facts of the live German version that aren't found in this page or snippet; none for German itself.

    Simple German is a shorter text of its own, so plain numbers may be left out of it.
    """
    german = german_of(translation)
    if german is None:
        return []
    missing = missing_facts(_facts_of(german), _facts_of(translation))
    is_simple = translation.locale.language_code == settings.SIMPLE_LANGUAGE
    return [fact for fact in missing if not (is_simple and fact.kind == "number")]


def warn_of_missing_facts(request: HttpRequest, page: Page) -> None:
    """Tell the editor after publishing a translation which facts to look at (hook)."""
    _warn(request, page.specific)


def _warn(request: HttpRequest, translation: TranslatableMixin) -> None:
    facts = facts_missing_in(translation)
    if facts:
        text = gettext("Please check: these facts stand in the German text and were not found here: %(facts)s")
        messages.warning(request, text % {"facts": get_text_list([str(fact) for fact in facts], gettext("and"))})


def warn_of_missing_facts_in_snippet(request: HttpRequest, snippet: Any) -> None:
    """Tell the editor the same after publishing a snippet; what has no drafts is published by every save (hook)."""
    is_published = "action-publish" in request.POST or not isinstance(snippet, DraftStateMixin)
    if isinstance(snippet, TranslatableMixin) and is_published:
        _warn(request, snippet)


def missing_facts(german: Counter[Fact], translated: Counter[Fact]) -> list[Fact]:
    """Return what stands in the German text and nowhere in the translation."""
    # How often something is said is a matter of style.
    return [fact for fact in german if not _stands_in(fact, translated)]


def _stands_in(fact: Fact, translated: Counter[Fact]) -> bool:
    if fact in translated:
        return True
    if fact.kind == "date":
        # One text may name the year that the other leaves out.
        day = fact.value[-5:]
        return any(
            other.kind == "date"
            and other.value[-5:] == day
            and (other.value.startswith("-") or fact.value.startswith("-"))
            for other in translated
        )
    return False


def _facts_of(instance: TranslatableMixin) -> Counter[Fact]:
    language = instance.locale.language_code
    found: Counter[Fact] = Counter()
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            found += facts_in(_text(segment), language)
        elif isinstance(segment, OverridableSegmentValue) and str(segment.data).startswith("http"):
            found += facts_in(str(segment.data), language)
    return found


def _text(segment: StringSegmentValue) -> str:
    return BeautifulSoup(segment.render_html(), "html.parser").get_text(" ")
