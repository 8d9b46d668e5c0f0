"""Whether the texts that the law asks for are written, published, and read by somebody who knows the language."""

import json
import re
from collections.abc import Iterator

from django.conf import settings
from wagtail.blocks import StreamValue
from wagtail.models import Page

from ..languages.models import LanguageProfile
from ..models.frame import SiteFrame

# As the drafts of the first day mark what the city has to write itself.
PLACEHOLDER = re.compile(r"\[\s*(?:bitte ergänzen|please complete)\b", re.IGNORECASE)
LEAST_LEGAL_PAGES = 3


def frame() -> Iterator[str]:
    """The foot of each page leads to the legal pages and says whom to ask."""
    german = _german_frame()
    if german is None:
        yield "There are no header and footer yet: run manage.py first_site, or publish them in the administration."
        return
    if german.privacy_page_id is None:
        yield "Header and footer name no privacy page, to which every form leads."
    if len(german.legal_menu) < LEAST_LEGAL_PAGES:
        yield "The footer menu needs imprint, privacy and accessibility statement."
    if not german.contact.strip():
        yield "The contact in the footer is empty: it needs office and address."
    for row in SiteFrame.objects.filter(live=True).select_related("locale"):
        if PLACEHOLDER.search(row.contact):
            yield f"The contact in the footer holds a placeholder ({row.locale.language_code})."


def published() -> Iterator[str]:
    """A legal page that is a draft is none."""
    for page in _legal_pages():
        if page.locale.language_code == settings.LANGUAGE_CODE and not page.live:
            yield f"The page {page.title!r} is not published."


def placeholders() -> Iterator[str]:
    """What begins with "bitte ergänzen" was to be written by the city."""
    for page in Page.objects.live().filter(depth__gt=1).select_related("locale").order_by("path"):
        if any(PLACEHOLDER.search(text) for text in _texts(page.specific)):
            yield f"The page {page.title!r} ({page.locale.language_code}) is published with a placeholder."


def read_by_natives() -> Iterator[str]:
    """A wrong word in the privacy page or in a mail costs trust, and no check finds it."""
    open_ones = LanguageProfile.objects.filter(live=True, is_public=True, read_by_native="")
    for profile in open_ones.exclude(locale__language_code=settings.LANGUAGE_CODE):
        yield (
            f"Nobody is noted as having read legal pages and mails in {profile} ({profile.code}) as a native: "
            "ask somebody, and note it at the language."
        )


def _german_frame() -> SiteFrame | None:
    return SiteFrame.objects.filter(live=True, locale__language_code=settings.LANGUAGE_CODE).first()


def _legal_pages() -> Iterator[Page]:
    german = _german_frame()
    if german is None:
        return
    keys = [block["value"]["page"] for block in german.legal_menu.raw_data] + [german.privacy_page_id]
    yield from Page.objects.filter(pk__in=[key for key in keys if key]).select_related("locale").order_by("path")


def _texts(page: Page) -> Iterator[str]:
    for field in page._meta.concrete_fields:
        value = getattr(page, field.attname)
        if isinstance(value, StreamValue):
            yield json.dumps(list(value.raw_data), ensure_ascii=False, default=str)
        elif isinstance(value, str):
            yield value
