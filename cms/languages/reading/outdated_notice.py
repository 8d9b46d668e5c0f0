"""What visitors are told of a page that is older than the German one."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.models import Page

from ..core.public_languages import describe
from .notices import own_notice
from .reachable import reachable_pages


@dataclass(frozen=True)
class OlderNotice:
    """``german_url`` is empty where visitors don't reach the German page."""

    text: str
    german_url: str
    german_name: str
    facts_are_current: bool


def older_notice(request: HttpRequest, page: Page) -> OlderNotice | None:
    """Return what stands on a page that is older than the German one, or None. The query is the switcher's."""
    reachable = reachable_pages(request)
    code = page.locale.language_code
    since = reachable.outdated(page.translation_key).get(code)
    if since is None:
        return None
    german = reachable.translations(page.translation_key).get(settings.LANGUAGE_CODE)
    return OlderNotice(
        _text(code, since),
        reachable.url(german) if german else "",
        describe(settings.LANGUAGE_CODE).name,
        hasattr(page, "facts") and page.facts() is not None,
    )


def _text(code: str, since: datetime) -> str:
    date = date_format(timezone.localdate(since), "DATE_FORMAT")
    return own_notice(code, "older_notice", date=date) or gettext(
        "This page is older than the German page. The German page was changed on %(date)s."
    ) % {"date": date}
