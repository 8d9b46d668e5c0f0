"""What readers of a language are shown of many things: each in their language, or else in German, never not at all."""

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Locale, PageQuerySet


def own_or_german(pages: PageQuerySet, locale: Locale, same: str = "translation_key") -> PageQuerySet:
    """Return those of ``pages`` that stand in this language, and the German ones of which there is none in it.

    ``pages`` are those that everybody may read, in all languages; two of them are about the same when ``same`` is.
    """
    if locale.language_code == settings.LANGUAGE_CODE:
        return pages.filter(locale=locale)
    own = pages.filter(locale=locale, **{same: OuterRef(same)}).order_by()
    return pages.filter(Q(locale=locale) | (Q(locale__language_code=settings.LANGUAGE_CODE) & ~Exists(own)))
