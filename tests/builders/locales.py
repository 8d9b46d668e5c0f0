"""The languages that the migrations made."""

from wagtail.models import Locale


def locale_of(code: str) -> Locale:
    """The locale of a language, made where it is missing."""
    return Locale.objects.get_or_create(language_code=code)[0]
