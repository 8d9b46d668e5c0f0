"""What has to hold about languages, whoever wrote the rows."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import F
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from .shared_fields import HOME_DEPTH


def broken_invariants() -> Iterator[str]:
    """Yield a sentence for each promise about languages that the database breaks."""
    for translation in Translation.objects.filter(target_locale__language_code=settings.SIMPLE_LANGUAGE):
        yield f"{translation} is simple German and must be written in the ordinary editor."
    for source in TranslationSource.objects.exclude(locale__language_code=settings.LANGUAGE_CODE):
        yield f"{source} is not German and must not be the source of translations."
    for alias in Page.objects.filter(alias_of__isnull=False).exclude(alias_of__locale=F("locale")):
        yield f"Page {alias.pk} shows the text of another language."
    german = dict(
        Page.objects.filter(locale__language_code=settings.LANGUAGE_CODE, depth__gt=HOME_DEPTH).values_list(
            "translation_key", "slug"
        )
    )
    for page in Page.objects.filter(depth__gt=HOME_DEPTH).exclude(locale__language_code=settings.LANGUAGE_CODE):
        if page.slug != german.get(page.translation_key, page.slug):
            yield f"Page {page.pk} has another slug than its German page."
    for problem, ids in zip(
        ("a broken path", "no parent", "a wrong depth", "a wrong number of children"),
        Page.find_problems()[1:],
        strict=True,
    ):
        for page_id in ids:
            yield f"Page {page_id} has {problem} in the page tree."
