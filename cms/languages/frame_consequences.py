"""What deleting the menus of a language does to its pages."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.consequences.consequence import Consequence

from ..models import SiteFrame


def of_deleting(frame: SiteFrame) -> Iterator[Consequence]:
    """Yield how many pages lose their menus, or show the German ones."""
    number = Page.objects.live().filter(locale=frame.locale_id, depth__gt=1).count()
    if not number:
        return
    if frame.locale.language_code == settings.LANGUAGE_CODE:
        text = ngettext(
            "%(number)d page loses its menus, the contact and the partners.",
            "%(number)d pages lose their menus, the contact and the partners.",
            number,
        )
    else:
        text = ngettext(
            "%(number)d page shows the German menus, contact and partners then.",
            "%(number)d pages show the German menus, contact and partners then.",
            number,
        )
    yield Consequence("menus_lost", number, text % {"number": number})
