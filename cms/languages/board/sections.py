"""The board: what there is in German, and how it stands in each other language, with the next thing to do.

Rooms that have something in languages enter a section of their own with ``register_section``.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from gettext import translation as catalogue
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib.admin.utils import quote
from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext, to_locale
from wagtail.models import Page, TranslatableMixin
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import get_snippet_models

from ...ground.list_parts import ListPart, OneAfterTheOther, list_part
from ..core.admin_addresses import edit_url, state_url
from ..core.own_languages import works_in
from ..core.permissions import SUBMIT, may_edit
from ..core.public_languages import PublicLanguage, describe
from ..models import LanguageProfile, TranslationState
from ..state.translation_state import Status, status_of

ROWS_AT_ONCE = 50


@dataclass(frozen=True)
class Cell:
    """How something stands in a language; ``action`` is what the link ``url`` does, if there is anything to do."""

    status: Status
    label: str
    action: str = ""
    url: str = ""


@dataclass(frozen=True)
class Row:
    title: str
    cells: list[Cell]
    url: str = ""
    level: int = 0


@dataclass(frozen=True)
class Section:
    """What stands under one heading: a part of the rows that there are."""

    key: str
    heading: str
    rows: list[Row]
    part: ListPart


@dataclass(frozen=True)
class Source:
    """What a section is made of: ``items`` are all there are, of which ``rows`` makes those of one part."""

    key: str
    heading: str
    items: Sequence | QuerySet
    rows: Callable[[list], Iterable[Row]]


SourceMaker = Callable[[AbstractUser, list[PublicLanguage]], Source | None]
_makers: list[SourceMaker] = []


def register_section(maker: SourceMaker) -> None:
    """Enter a section; ``maker`` gets the user and the languages, and gives None where there is nothing to see."""
    if maker not in _makers:
        _makers.append(maker)


def sections(user: Any, languages: list[PublicLanguage], key: str = "", asked: str | None = None) -> list[Section]:
    """Return what the user may see, a part of each section; with ``key`` the part that was asked for of that one.

    The number of queries grows neither with the rows nor with what there is.
    """
    sources = [maker(user, languages) for maker in (_pages, _snippets, *_makers, _interface)]
    made = [_section(source, asked) for source in sources if source is not None and key in ("", source.key)]
    return [section for section in made if section.rows]


def _section(source: Source, asked: str | None) -> Section:
    part = list_part(source.items, asked, ROWS_AT_ONCE, section=source.key)
    return Section(source.key, source.heading, list(source.rows(list(part.items))), part)


def cells_of(german: Any, user: Any, languages: list[PublicLanguage]) -> list[Cell]:
    """Return how one page or snippet stands in each of these languages."""
    model = Page if isinstance(german, Page) else type(german)
    twins, states = _twins(model, [german]), _states([german])
    if isinstance(german, Page):
        above = german.get_parent()
        may_begin = _may_begin_home(user) if above.is_root() else _may_begin_pages(user)
        # The root page has no language; below it stand the home pages.
        there = None if above.is_root() else set(above.get_translations().values_list("locale_id", flat=True))
    else:
        may_begin, there = user.has_perm(SUBMIT), None
    return [
        _cell(
            german,
            twins.get(key),
            states.get(key),
            language,
            may_begin and _has_a_place(language, there is None or language.locale_id in there),
            works_in(user, language.locale_id),
        )
        for language in languages
        for key in [(german.translation_key, language.locale_id)]
    ]


def board_languages() -> list[PublicLanguage]:
    """Return every language that has a profile, but German: those in preparation too."""
    profiles = LanguageProfile.objects.exclude(locale__language_code=settings.LANGUAGE_CODE).select_related("locale")
    return [describe(profile.code, profile.locale_id) for profile in profiles]


def label_of(status: Status) -> str:
    """Return the status in a word or two."""
    return {
        Status.MISSING: gettext("missing"),
        Status.DRAFT: gettext("draft"),
        Status.CURRENT: gettext("up to date"),
        Status.OUTDATED: gettext("out of date"),
    }[status]


def _pages(user: AbstractUser, languages: list[PublicLanguage]) -> Source:
    policy = PagePermissionPolicy()
    german = policy.explorable_instances(user).filter(
        locale__language_code=settings.LANGUAGE_CODE, depth__gt=1, alias_of__isnull=True
    )
    rows = partial(_rows_of_pages, user=user, languages=languages)
    return Source("pages", gettext("Pages"), german.order_by("path"), rows)


def _rows_of_pages(german: list[Page], user: AbstractUser, languages: list[PublicLanguage]) -> Iterator[Row]:
    may_begin_below, may_begin_home = _may_begin_pages(user), _may_begin_home(user)
    above_by_path = {page.path: page for page in german}
    unread = {page.path[: -Page.steplen] for page in german if page.depth > 2} - set(above_by_path)
    above_by_path |= {page.path: page for page in Page.objects.filter(path__in=unread)}
    twins, states = _twins(Page, list(above_by_path.values())), _states(german)
    for page in german:
        above = above_by_path.get(page.path[: -Page.steplen])
        cells = []
        for language in languages:
            key = page.translation_key, language.locale_id
            above_is_there = above is None or (above.translation_key, language.locale_id) in twins
            may_begin = (may_begin_home if above is None else may_begin_below) and _has_a_place(
                language, above_is_there
            )
            may_work = works_in(user, language.locale_id)
            cells.append(_cell(page, twins.get(key), states.get(key), language, may_begin, may_work))
        yield Row(page.get_admin_display_title(), cells, edit_url(page), page.depth - 2)


def _may_begin_pages(user: AbstractUser) -> bool:
    """Whether the user begins translations of pages; whether also there, the screen says that the cell leads to."""
    return user.has_perm(SUBMIT) and PagePermissionPolicy().user_has_any_permission(user, {"add", "change"})


def _may_begin_home(user: AbstractUser) -> bool:
    """Whether the user begins home pages, which stand below no page of their language."""
    return user.has_perm(SUBMIT) and PagePermissionPolicy().user_has_permission(user, "add")


def _has_a_place(language: PublicLanguage, above_is_there: bool) -> bool:
    # Wagtail-localize makes a page only below one that is there; simple German makes its parents, too.
    return above_is_there or language.code == settings.SIMPLE_LANGUAGE


def _snippets(user: AbstractUser, languages: list[PublicLanguage]) -> Source:
    translated = [model for model in get_snippet_models() if issubclass(model, TranslatableMixin)]
    german = [
        model._default_manager.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("pk")
        for model in translated
        if _may_see(user, model)
    ]
    rows = partial(_rows_of_snippets, user=user, languages=languages)
    return Source("snippets", gettext("Forms, places and menus"), OneAfterTheOther(german), rows)


def _rows_of_snippets(german: list, user: AbstractUser, languages: list[PublicLanguage]) -> Iterator[Row]:
    for model, of_model in groupby(german, type):
        yield from _rows_of(model, list(of_model), user, languages)


def _may_see(user: AbstractUser, model: Any) -> bool:
    return model.snippet_viewset.permission_policy.user_has_any_permission(user, ["add", "change", "view"])


def _rows_of(model: Any, german: list, user: AbstractUser, languages: list[PublicLanguage]) -> Iterator[Row]:
    twins, states = _twins(model, german), _states(german)
    policy = model.snippet_viewset.permission_policy
    may_begin, may_change = user.has_perm(SUBMIT), policy.user_has_permission(user, "change")
    # Whoever may change one that is German may change all of them.
    may_edit_german = bool(german) and may_edit(german[0], user)
    for one in german:
        cells = [
            _cell(
                one,
                twins.get(key),
                states.get(key),
                language,
                may_begin,
                may_change and works_in(user, language.locale_id),
            )
            for language in languages
            for key in [(one.translation_key, language.locale_id)]
        ]
        title = gettext("%(kind)s: %(name)s") % {"kind": model._meta.verbose_name, "name": one}
        yield Row(title, cells, edit_url(one) if may_edit_german else "")


def _twins(model: type[TranslatableMixin], german: list) -> dict[tuple, TranslatableMixin]:
    keys = [one.translation_key for one in german]
    twins = model._base_manager.filter(translation_key__in=keys).exclude(locale__language_code=settings.LANGUAGE_CODE)
    return {(twin.translation_key, twin.locale_id): twin for twin in twins}


def _states(german: Iterable) -> dict[tuple, TranslationState]:
    keys = [one.translation_key for one in german]
    states = TranslationState.objects.filter(translation_key__in=keys).defer("german")
    return {(state.translation_key, state.locale_id): state for state in states}


def _cell(german, twin, state, language: PublicLanguage, may_begin: bool, may_work: bool) -> Cell:
    """``may_work``: whether the user works in this language at all."""
    status = status_of(twin, german, state)
    action, url = "", ""
    if not may_work or (status == Status.MISSING and not may_begin):
        pass
    elif status == Status.MISSING:
        action, url = _begin(german, language)
    elif status == Status.DRAFT:
        action, url = gettext("Go on"), edit_url(twin)
    elif status == Status.OUTDATED:
        action, url = gettext("See what changed"), state_url(twin)
    elif status == Status.CURRENT:
        action, url = gettext("Open"), edit_url(twin)
    return Cell(status, label_of(status), action, url)


def _begin(german, language: PublicLanguage) -> tuple[str, str]:
    is_page = isinstance(german, Page)
    address = [german.pk] if is_page else [german._meta.app_label, german._meta.model_name, quote(german.pk)]
    kind = "page" if is_page else "snippet"
    if language.code == settings.SIMPLE_LANGUAGE:
        return gettext("Create"), reverse(f"create_simple_german_{kind}", args=address)
    url = reverse(f"wagtail_localize:submit_{kind}_translation", args=address)
    return gettext("Translate"), f"{url}?select_locale={language.code}"


def _interface(user: AbstractUser, languages: list[PublicLanguage]) -> Source:
    """The words of buttons, forms and mails, which come with the software."""
    words = Row(gettext("Words of forms, buttons and mails"), [_words(language) for language in languages])
    return Source("interface", gettext("What the software brings along"), [words], list)


def _words(language: PublicLanguage) -> Cell:
    missing = len(_public_words(settings.SIMPLE_LANGUAGE) - _public_words(language.code))
    # The software is written in English.
    if not missing or language.code == "en":
        return Cell(Status.CURRENT, gettext("complete"))
    text = ngettext("%(number)d text is shown in German", "%(number)d texts are shown in German", missing)
    return Cell(Status.OUTDATED, text % {"number": missing})


@lru_cache
def _public_words(code: str) -> frozenset:
    """Return the texts for visitors that a catalogue translates; the one of simple German has them all."""
    folder = str(settings.LOCALE_PATHS[0])
    words = catalogue("django", folder, [to_locale(code)], fallback=True)
    return frozenset(key for key, text in getattr(words, "_catalog", {}).items() if key and text)
