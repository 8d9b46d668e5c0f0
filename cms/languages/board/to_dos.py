"""Translations that German has left behind, for those who may write them anew."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from wagtail.models import Page, TranslatableMixin
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import get_snippet_models

from ...texts.direction import isolated
from ...to_dos.registry import ToDo, Urgency
from ..core.admin_addresses import state_url
from ..core.own_languages import own_languages
from ..core.public_languages import describe
from ..models import TranslationState
from ..state.translation_state import changes_since, german_of
from .board_screen import may_see_board

SHOWN = 5
MOST_PASSAGES = 3


def outdated_translations(user: AbstractBaseUser) -> Iterator[ToDo]:
    """Yield the first translations that are out of date, those that are so longest, and how many more there are."""
    outdated = list(_outdated(user))
    counts = [queryset.count() for queryset in outdated]
    first = [one for queryset, count in zip(outdated, counts, strict=True) if count for one in queryset[:SHOWN]]
    first.sort(key=lambda translation: translation.outdated_since)
    for translation in first[:SHOWN]:
        yield _to_do(translation.specific if isinstance(translation, Page) else translation)
    more = sum(counts) - SHOWN
    if more > 0:
        text = ngettext(
            "%(number)d more translation is out of date", "%(number)d more translations are out of date", more
        )
        url = reverse("translation_board") if may_see_board(user) else ""
        yield ToDo(text % {"number": more}, url, Urgency.WHEN_THERE_IS_TIME, "globe")


def _outdated(user: AbstractBaseUser) -> Iterator[QuerySet]:
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    yield _left_behind(_in_own_languages(user, pages.filter(live=True, alias_of__isnull=True)))
    for model in get_snippet_models():
        if issubclass(model, TranslatableMixin) and model.snippet_viewset.permission_policy.user_has_permission(
            user, "change"
        ):
            yield _left_behind(_in_own_languages(user, model._default_manager.all()))


def _in_own_languages(user: AbstractBaseUser, translations: QuerySet) -> QuerySet:
    own = own_languages(user)
    return translations.filter(locale__in=own) if own else translations


def _left_behind(translations: QuerySet) -> QuerySet:
    states = TranslationState.objects.filter(
        translation_key=OuterRef("translation_key"), locale=OuterRef("locale"), outdated_since__isnull=False
    )
    found = translations.filter(Exists(states)).annotate(outdated_since=states.values("outdated_since")[:1])
    return found.select_related("locale").order_by("outdated_since", "pk")


def _to_do(translation: Any) -> ToDo:
    language = describe(translation.locale.language_code).name
    words = {"title": isolated(str(translation)), "language": isolated(language)}
    text = gettext("Out of date: “%(title)s” (%(language)s)")
    if passages := _passages(translation):
        text = gettext("Out of date: “%(title)s” (%(language)s). German is new in: %(passages)s")
        words["passages"] = passages
    return ToDo(text % words, state_url(translation), Urgency.WHEN_THERE_IS_TIME, "globe")


def _passages(translation: Any) -> str:
    """Return what is new in German, by the names of the fields."""
    german = german_of(translation)
    changes = changes_since(translation, german) if german else []
    names = list(dict.fromkeys(change.label for change in changes))
    more = [gettext("and more")] if len(names) > MOST_PASSAGES else []
    return ", ".join(names[:MOST_PASSAGES] + more) if more else get_text_list(names, gettext("and"))
