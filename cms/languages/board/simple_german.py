"""Simple German: a text of its own in the ordinary editor, never a translation sentence by sentence."""

from django.conf import settings
from django.db import models, transaction
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin, Locale, Page, TranslatableMixin
from wagtail_localize.fields import get_translatable_fields

from ..core.shared_fields import is_source
from ..state.translation_state import note_begun

KEPT_TEXTS = {"title", "draft_title", "slug"}


class NotGermanError(ValueError):
    """Simple German is made from German only."""


@transaction.atomic
def create_simple_german(source: TranslatableMixin, user=None) -> TranslatableMixin:
    """Return the new simple German version of a German page or snippet.

    A page is a draft with the shared fields and, as a start, the German title; every other text is empty, and parents
    that are missing are made too. A snippet begins with the German texts, marked as such where it has no drafts.
    wagtail-localize learns nothing of it, so its editor never opens it.
    """
    if not is_source(source):
        raise NotGermanError("Simple German is made from a German page.")
    locale = Locale.objects.get(language_code=settings.SIMPLE_LANGUAGE)
    if isinstance(source, Page):
        return _simple_page(source.specific, locale, user)
    copy = source.copy_for_translation(locale)
    if isinstance(copy, DraftStateMixin):
        copy.live = False
    copy.save()
    note_begun(copy)
    return copy


def _simple_page(source: Page, locale: Locale, user) -> Page:
    parent = source.get_parent().specific
    if not parent.is_root() and not parent.has_translation(locale):
        _simple_page(parent, locale, user)
    # Not in one go with copy_parents: Wagtail would make aliases, which show German text.
    copy = source.copy_for_translation(locale, exclude_fields=_texts(source))
    copy.owner = user
    copy.save()
    copy.save_revision(user=user, changed=True, clean=False)
    note_begun(copy)
    return copy


def _texts(page: Page) -> list[str]:
    names = {field.field_name for field in get_translatable_fields(type(page)) if field.is_translated(page)}
    kinds = (RichTextField, StreamField, models.TextField, models.CharField)
    return [name for name in names - KEPT_TEXTS if isinstance(page._meta.get_field(name), kinds)]
