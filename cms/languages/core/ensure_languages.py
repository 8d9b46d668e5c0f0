"""The languages that every site has from the start."""

from django.conf import settings
from wagtail.models import Locale

from ..models import LanguageProfile


def ensure_languages(**kwargs) -> None:
    """Create the locales that are public from the start, where they are missing; runs after each migrate."""
    for position, code in enumerate(settings.PUBLIC_FROM_THE_START):
        locale, _ = Locale.objects.get_or_create(language_code=code)
        LanguageProfile.objects.get_or_create(locale=locale, defaults={"is_public": True, "sort_order": position})
