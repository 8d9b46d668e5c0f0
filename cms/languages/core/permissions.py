"""Into which languages a user may translate what, and who may."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import DraftStateMixin, Locale, LockableMixin, Page, TranslatableMixin

from .own_languages import works_in, works_on
from .shared_fields import is_source
from .translation_policy import SUBMIT
from .twins import Twins


class TranslationRights:
    """What a user may translate of several pages, or of several snippets of one kind: all is read at once."""

    def __init__(self, user, sources: Iterable[TranslatableMixin]) -> None:
        self.user = user
        self.twins = Twins(sources)
        self._may_add_below: dict[int, bool] = {}

    def target_locales(self, source: TranslatableMixin) -> list[Locale]:
        """Return the languages into which a German object may be translated with wagtail-localize.

        Simple German never: it is a text of its own. A page needs its parent in the language, and the right to begin
        below that.
        """
        if not is_source(source) or not may_have_translated(source, self.user):
            return []
        missing = self.twins.missing_locales(source)
        return [
            locale
            for locale in missing
            if locale.language_code != settings.SIMPLE_LANGUAGE and self._may_add(source, locale)
        ]

    def may_create_simple_german(self, source: TranslatableMixin) -> bool:
        """Return whether the simple German version may be made, which must be missing."""
        if not is_source(source) or not may_have_translated(source, self.user):
            return False
        missing = self.twins.missing_locales(source)
        locale = next((one for one in missing if one.language_code == settings.SIMPLE_LANGUAGE), None)
        if locale is None:
            return False
        # Parents that are missing are made too, so the user must be allowed to edit their German pages.
        while (
            isinstance(source, Page)
            and not source.get_parent().is_root()
            and self.twins.in_language(source.get_parent(), locale) is None
        ):
            source = source.get_parent()
            if not may_edit(source, self.user):
                return False
        return self._may_add(source, locale)

    def _may_add(self, source: TranslatableMixin, locale: Locale) -> bool:
        if not works_in(self.user, locale.pk):
            return False
        if not isinstance(source, Page):
            return self.user.has_perm(SUBMIT) or _may(source, self.user, "add")
        parent = source.get_parent()
        there = parent if parent.is_root() else self.twins.in_language(parent, locale)
        if there is None:
            return False
        # Pages of a list share their parent.
        if there.pk not in self._may_add_below:
            self._may_add_below[there.pk] = may_begin_below(there, self.user)
        return self._may_add_below[there.pk]


def may_begin_below(parent: Page, user) -> bool:
    """Return whether the user may make a translation below this page of its language.

    Those who add pages may, and those who submit translations and change the pages there: what they begin is a draft of
    a page that German has, at its place. The home page of a language stands below no page that anybody changes.
    """
    rights = parent.permissions_for_user(user)
    return rights.can_add_subpage() or (user.has_perm(SUBMIT) and rights.can_edit())


def target_locales(source: TranslatableMixin, user) -> QuerySet[Locale]:
    """Return the languages into which this user may translate a German object with wagtail-localize."""
    locales = TranslationRights(user, [source]).target_locales(source)
    return Locale.objects.filter(pk__in=[locale.pk for locale in locales])


def may_create_simple_german(source: TranslatableMixin, user) -> bool:
    """Return whether this user may make the simple German version."""
    return TranslationRights(user, [source]).may_create_simple_german(source)


def may_edit(instance: TranslatableMixin, user) -> bool:
    """Return whether the user may edit this page or snippet, and so may see its draft."""
    if isinstance(instance, Page):
        return works_on(user, instance) and instance.permissions_for_user(user).can_edit()
    return _may(instance, user, "change")


def may_have_translated(source: TranslatableMixin, user) -> bool:
    """Return whether the user may have this German page or snippet translated; snippets also without changing them."""
    return may_edit(source, user) or (not isinstance(source, Page) and user.has_perm(SUBMIT))


def may_publish(instance: TranslatableMixin, user) -> bool:
    """Return whether the user may publish this page or snippet; what has no drafts is published by every change."""
    if isinstance(instance, Page):
        return works_on(user, instance) and instance.permissions_for_user(user).can_publish()
    return _may(instance, user, "publish" if isinstance(instance, DraftStateMixin) else "change")


def is_locked_for(instance: Any, user) -> bool:
    """Return whether this user can't change the page or snippet now: somebody locked it, or it waits for approval."""
    lock = instance.get_lock() if isinstance(instance, LockableMixin) else None
    return lock is not None and bool(lock.for_user(user))


def _may(instance: TranslatableMixin, user, action: str) -> bool:
    return type(instance).snippet_viewset.permission_policy.user_has_permission_for_instance(user, action, instance)
