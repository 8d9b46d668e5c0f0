"""Into which languages a user may translate what, and who may."""

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import DraftStateMixin, Locale, Page, TranslatableMixin

from .shared_fields import is_source


def missing_locales(source: TranslatableMixin) -> QuerySet[Locale]:
    """Return the languages in which this object doesn't exist, simple German among them."""
    there = type(source)._base_manager.filter(translation_key=source.translation_key)
    if isinstance(source, Page):
        there = Page.objects.filter(translation_key=source.translation_key, alias_of__isnull=True)
    return Locale.objects.exclude(pk__in=there.values("locale_id"))


def target_locales(source: TranslatableMixin, user) -> QuerySet[Locale]:
    """Return the languages into which this user may translate a German object with wagtail-localize.

    Simple German never: it is a text of its own. A page needs its parent in the language, and the right to add there.
    """
    if not is_source(source) or not may_edit(source, user):
        return Locale.objects.none()
    locales = missing_locales(source).exclude(language_code=settings.SIMPLE_LANGUAGE)
    return locales.filter(pk__in=[locale.pk for locale in locales if may_add(source, locale, user)])


def may_create_simple_german(source: TranslatableMixin, user) -> bool:
    """Return whether this user may make the simple German version, which must be missing."""
    if not is_source(source) or not may_edit(source, user):
        return False
    locale = missing_locales(source).filter(language_code=settings.SIMPLE_LANGUAGE).first()
    if locale is None:
        return False
    # Parents that are missing are made too, so the user must be allowed to edit their German pages.
    while (
        isinstance(source, Page)
        and not source.get_parent().is_root()
        and not source.get_parent().has_translation(locale)
    ):
        source = source.get_parent()
        if not may_edit(source, user):
            return False
    return may_add(source, locale, user)


def may_edit(instance: TranslatableMixin, user) -> bool:
    """Return whether the user may edit this page or snippet, and so may see its draft."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_edit()
    return _may(instance, user, "change")


def may_publish(instance: TranslatableMixin, user) -> bool:
    """Return whether the user may publish this page or snippet; what has no drafts is published by every change."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_publish()
    return _may(instance, user, "publish" if isinstance(instance, DraftStateMixin) else "change")


def may_add(source: TranslatableMixin, locale: Locale, user) -> bool:
    """Return whether the user may add the translation of this object in the language."""
    if not isinstance(source, Page):
        return _may(source, user, "add")
    parent = source.get_parent()
    there = parent if parent.is_root() else parent.get_translation_or_none(locale)
    return there is not None and there.permissions_for_user(user).can_add_subpage()


def _may(instance: TranslatableMixin, user, action: str) -> bool:
    return type(instance).snippet_viewset.permission_policy.user_has_permission(user, action)
