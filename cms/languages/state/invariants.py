"""What has to hold about languages, whoever wrote the rows."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource

from ..core.shared_fields import HOME_DEPTH


def broken_invariants() -> Iterator[str]:
    """Yield a sentence for each promise about languages that the database breaks."""
    for translation in Translation.objects.filter(target_locale__language_code=settings.SIMPLE_LANGUAGE):
        yield _("%(page)s is simple German and must be written in the ordinary editor.") % {"page": translation}
    for source in TranslationSource.objects.exclude(locale__language_code=settings.LANGUAGE_CODE):
        yield _("%(page)s is not German and must not be the source of translations.") % {"page": source}
    for alias in Page.objects.filter(alias_of__isnull=False).exclude(alias_of__locale=F("locale")):
        yield _("Page %(page)d shows the text of another language.") % {"page": alias.pk}
    german = dict(
        Page.objects.filter(locale__language_code=settings.LANGUAGE_CODE, depth__gt=HOME_DEPTH).values_list(
            "translation_key", "slug"
        )
    )
    for page in Page.objects.filter(depth__gt=HOME_DEPTH).exclude(locale__language_code=settings.LANGUAGE_CODE):
        if page.slug != german.get(page.translation_key, page.slug):
            yield _("Page %(page)d has another slug than its German page.") % {"page": page.pk}
    yield from _without_german()
    sentences = (
        _("Page %(page)d has a broken path in the page tree."),
        _("Page %(page)d has no parent in the page tree."),
        _("Page %(page)d has a wrong depth in the page tree."),
        _("Page %(page)d has a wrong number of children in the page tree."),
    )
    for sentence, ids in zip(sentences, Page.find_problems()[1:], strict=True):
        for page_id in ids:
            yield sentence % {"page": page_id}


def _without_german() -> Iterator[str]:
    """Yield the pages that are live while their German page isn't, or that more people see."""
    german = {page.translation_key: page for page in Page.objects.filter(locale__language_code=settings.LANGUAGE_CODE)}
    restricted = set(PageViewRestriction.objects.values_list("page", flat=True))
    for page in Page.objects.filter(live=True).exclude(locale__language_code=settings.LANGUAGE_CODE):
        original = german.get(page.translation_key)
        if original is None:
            continue
        if not original.live:
            yield _("Page %(page)d is published, its German page is not.") % {"page": page.pk}
        if original.pk in restricted and page.pk not in restricted:
            yield _("Page %(page)d is open to everybody, its German page is not.") % {"page": page.pk}
