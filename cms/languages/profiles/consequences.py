"""What opening or closing a language does to those who read in it."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from cms.consequences.consequence import Action, Consequence
from cms.consequences.registry import enter

from ..models import LanguageProfile


def register_consequences() -> None:
    """Enter what this room does to people; called when the app is ready."""
    enter(Locale, Action.DELETE, of_deleting_a_language)
    enter(LanguageProfile, Action.PUBLISH, of_switching)
    enter(LanguageProfile, Action.UNPUBLISH, of_closing)
    enter(LanguageProfile, Action.DELETE, of_closing)


def is_open(profile: LanguageProfile) -> bool:
    """Whether visitors can read in this language now."""
    return LanguageProfile.objects.filter(pk=profile.pk, live=True, is_public=True).exists()


def is_closed_by(draft: LanguageProfile) -> bool:
    """Whether the draft takes the language from those who read in it now."""
    return is_open(draft) and not draft.is_public


def of_switching(draft: LanguageProfile) -> Iterator[Consequence]:
    """Yield how many pages come or go."""
    if is_closed_by(draft):
        yield from of_closing(draft)
    elif draft.is_public and not is_open(draft) and (number := _pages(draft)):
        text = ngettext(
            "%(number)d page in this language becomes visible to everybody.",
            "%(number)d pages in this language become visible to everybody.",
            number,
        )
        yield Consequence("language_opened", number, text % {"number": number}, draft.code)


def of_closing(profile: LanguageProfile) -> Iterator[Consequence]:
    """Yield how many pages visitors lose."""
    if is_open(profile) and (number := _pages(profile)):
        text = ngettext(
            "%(number)d page in this language is no longer found by anybody; its address answers that it is missing.",
            "%(number)d pages in this language are no longer found by anybody; their addresses answer that they are "
            "missing.",
            number,
        )
        yield Consequence("language_closed", number, text % {"number": number}, profile.code)


def of_deleting_a_language(locale: Locale) -> Iterator[Consequence]:
    """Yield what goes with a language, in which no page stands any more: its settings and translators' sentences."""
    if LanguageProfile.objects.filter(locale=locale).exists():
        text = gettext("The settings of this language and its notices are deleted with it.")
        yield Consequence("language_gone", 1, text)
    if sentences := StringTranslation.objects.filter(locale=locale).count():
        text = ngettext(
            "%(number)d sentence that translators wrote is deleted with it.",
            "%(number)d sentences that translators wrote are deleted with it.",
            sentences,
        )
        yield Consequence("sentences_gone", sentences, text % {"number": sentences})


def _pages(profile: LanguageProfile) -> int:
    return Page.objects.live().filter(locale=profile.locale_id).count()
