"""What new menus, or none, do to the pages around which they stand, and to those who read them."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from wagtail.models import Page

from cms.consequences.consequence import Action, Consequence
from cms.consequences.registry import enter

from ..models.frame import SiteFrame

SHOWN = (
    "city_name",
    "site_name",
    "main_menu",
    "legal_menu",
    "contact",
    "contact_email",
    "contact_phone",
    "phone_hours",
    "privacy_page",
    "partners",
)


def register_frame_consequences() -> None:
    """Enter what menus do; called when the app is ready."""
    enter(SiteFrame, Action.PUBLISH, of_publishing)
    enter(SiteFrame, Action.UNPUBLISH, of_unpublishing)
    enter(SiteFrame, Action.DELETE, of_deleting)


def of_publishing(draft: SiteFrame) -> Iterator[Consequence]:
    """Yield how many pages show the change, which pages leave the menus, and where reports of barriers go."""
    number = _pages_around(draft).count()
    live = SiteFrame.objects.filter(pk=draft.pk, live=True).first()
    if not number or (live is not None and _shown(live) == _shown(draft)):
        return
    text = ngettext(
        "%(number)d page shows these menus, this contact and these partners from then on.",
        "%(number)d pages show these menus, this contact and these partners from then on.",
        number,
    )
    yield Consequence("frame_shown", number, text % {"number": number})
    if live is not None:
        yield from _links_that_go(live, draft)
        if live.contact_email != draft.contact_email:
            text = gettext("Reports of barriers go to %(address)s from then on.")
            yield Consequence("reports_go_to", 1, text % {"address": draft.contact_email}, draft.contact_email)


def of_unpublishing(frame: SiteFrame) -> Iterator[Consequence]:
    """Yield how many pages lose their menus; the translations go with German."""
    if _is_german(frame):
        yield from _lost(frame, Page.objects.live().filter(depth__gt=1))
    else:
        yield from _lost(frame, _pages_around(frame))


def of_deleting(frame: SiteFrame) -> Iterator[Consequence]:
    """Yield how many pages lose their menus, or show the German ones."""
    yield from _lost(frame, _pages_around(frame))


def _lost(frame: SiteFrame, pages: QuerySet[Page]) -> Iterator[Consequence]:
    number = pages.count()
    if not number or not SiteFrame.objects.filter(pk=frame.pk, live=True).exists():
        return
    if _is_german(frame):
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


def _links_that_go(live: SiteFrame, draft: SiteFrame) -> Iterator[Consequence]:
    gone = sorted(_linked(live) - _linked(draft))
    titles = list(Page.objects.filter(pk__in=gone).order_by("title").values_list("title", flat=True))
    if titles:
        text = ngettext(
            "%(number)d page is in no menu any more: %(titles)s.",
            "%(number)d pages are in no menu any more: %(titles)s.",
            len(titles),
        )
        values = {"number": len(titles), "titles": get_text_list(titles, gettext("and"))}
        yield Consequence("links_gone", len(titles), text % values, ",".join(map(str, gone)))


def _linked(frame: SiteFrame) -> set[int]:
    links = [block["value"] for menu in (frame.main_menu, frame.legal_menu) for block in menu.raw_data]
    return {link["page"] for link in links if link.get("page")}


def _shown(frame: SiteFrame) -> list:
    values = frame.serializable_data()
    return [values[name] for name in SHOWN]


def _is_german(frame: SiteFrame) -> bool:
    return frame.locale.language_code == settings.LANGUAGE_CODE


def _pages_around(frame: SiteFrame) -> QuerySet[Page]:
    """Return the pages that people read with it; the German one stands around all that have none of their own."""
    pages = Page.objects.live().filter(depth__gt=1, locale__profile__live=True, locale__profile__is_public=True)
    if not _is_german(frame):
        return pages.filter(locale=frame.locale_id)
    others = SiteFrame.objects.filter(live=True).exclude(pk=frame.pk)
    return pages.exclude(locale__in=others.values("locale_id"))
