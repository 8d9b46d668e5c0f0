"""When a language may be open to visitors."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from ...ground.publish_refusal import PublishRefused

if TYPE_CHECKING:
    from ..models import LanguageProfile

GERMAN_STAYS = _("German is the language of the originals and stays open.")
NO_HOME_PAGE = _("Translate and publish the home page in this language first, then open it.")


def why_not(code: str | None, is_public: bool) -> str:
    """Return a sentence that says why a language can't be switched like this, or nothing."""
    if code == settings.LANGUAGE_CODE:
        return "" if is_public else str(GERMAN_STAYS)
    return str(NO_HOME_PAGE) if is_public and not _has_home_page(code) else ""


def refuse_to_switch(draft: "LanguageProfile") -> None:
    """Ask again when it goes live, which may be long after the form was checked. Raises PublishRefused."""
    if reason := why_not(draft.code, draft.is_public):
        raise PublishRefused(reason)


def refuse_to_close(profile: "LanguageProfile") -> None:
    """Refuse to take away the language of the originals. Raises PublishRefused."""
    if reason := why_not(profile.code, is_public=False):
        raise PublishRefused(reason)


def _has_home_page(code: str | None) -> bool:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return bool(
        code
        and site
        and site.root_page.get_translations(inclusive=True).filter(locale__language_code=code, live=True).exists()
    )
