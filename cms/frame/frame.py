"""What stands around every page in the reader's language: names, menus, contact, partners and breadcrumbs."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.fields import StreamField
from wagtail.models import Page

from ..ground.standing import standing
from ..languages.core.public_languages import describe
from ..languages.reading.reachable import ReachablePages, reachable_pages
from ..languages.state.untranslated import is_bare_copy
from ..models.frame import SiteFrame
from ..models.media import CustomImage
from ..pictures.renditions import as_public
from ..texts.telephone import telephone_link
from .colour_sheet import colour_sheet_url
from .frame_pictures import FramePicture, frame_picture

PARTNER_LOGO = "max-320x96|format-webp"
LOGO = "max-480x168|format-webp"
ICON, TOUCH_ICON = "fill-64x64|format-png", "fill-180x180|format-png"
SHARE_PICTURE = "fill-1200x630|format-jpeg"


@dataclass(frozen=True)
class Frame:
    """``lang`` and ``dir`` are those of the texts, which are German where the frame is missing in a language.

    ``only_german`` is what the main menu would lead to, were it translated; the legal menu leads to the German pages.
    ``partners`` is called by the template that shows them: most pages don't.
    """

    city_name: str
    site_name: str
    home_url: str
    lang: str
    dir: str
    main_menu: list[dict] = field(default_factory=list)
    only_german: list[dict] = field(default_factory=list)
    legal_menu: list[dict] = field(default_factory=list)
    contact: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    phone_url: str = ""
    phone_hours: str = ""
    privacy: dict | None = None
    partners: Callable[[], list[dict]] = list
    partners_everywhere: bool = False
    official_text: str = ""
    official_url: str = ""
    logo: FramePicture | None = None
    logo_text: str = ""
    icon_url: str = ""
    touch_icon_url: str = ""
    share_picture_url: str = ""
    colours_url: str = ""
    base_url: str = ""
    news_feed_url: str = ""
    downloads_feed_url: str = ""
    search_url: str = ""


def site_frame(request: HttpRequest, page: Page | None = None) -> Frame:
    """Return the frame in the reader's language, the German one where it is missing, or neutral names."""
    known = request.__dict__
    if "_site_frame" not in known:
        known["_site_frame"] = _read_frame(request, page)
    return known["_site_frame"]


def breadcrumbs(
    request: HttpRequest, page: Page | None = None, parent: Page | None = None, title: str = ""
) -> list[dict]:
    """Return the way to a page from the home page, itself last and without an address.

    A view that is no page names the page above it and its own title.
    """
    reachable = reachable_pages(request)
    below = page or parent
    home = reachable.homes.get(reachable.code)
    if below is not None:
        above = below.get_ancestors(inclusive=page is None).filter(depth__gte=home.depth if home else 2)
        way = [crumb for crumb in above if reachable.includes(crumb)]
    else:
        way = [home] if home else []
    home_path = home.path if home else ""
    crumbs = [
        {"title": gettext("Home page") if crumb.path == home_path else crumb.title, "url": reachable.url(crumb)}
        for crumb in way
    ]
    last = page.title if page is not None else title
    return crumbs + [{"title": last, "url": None}] if last else crumbs


def _read_frame(request: HttpRequest, page: Page | None) -> Frame:
    reachable = reachable_pages(request)
    # The editor's preview shows what is typed; no visitor's request carries it.
    typed = getattr(request, "frame_to_preview", None)
    if typed is not None:
        frame = _make_frame(reachable, typed)
    else:
        frame = standing(request).get(
            ("frame", reachable.code), lambda: _make_frame(reachable, frame_in(reachable.code))
        )
    homes = {home.path for home in reachable.homes.values()}
    return replace(
        frame,
        main_menu=[_marked(entry, page, homes) for entry in frame.main_menu],
        only_german=[_marked(entry, page, homes) for entry in frame.only_german],
        legal_menu=[_marked(entry, page, homes) for entry in frame.legal_menu],
    )


def _make_frame(reachable: ReachablePages, row: SiteFrame | None) -> Frame:
    home = reachable.homes.get(reachable.code) or reachable.homes.get(settings.LANGUAGE_CODE)
    home_url = reachable.url(home) if home else "/"
    addresses = {
        "base_url": settings.BASE_URL.rstrip("/"),
        "news_feed_url": reverse(settings.NEWS_FEED),
        "downloads_feed_url": reverse(settings.DOWNLOADS_FEED),
        "search_url": reverse(settings.SEARCH),
    }
    if row is None:
        language = describe(reachable.code)
        name = settings.WAGTAIL_SITE_NAME
        return Frame("", name, home_url, language.code, language.dir, **addresses)
    language = describe(row.locale.language_code)
    menus = _menus(reachable, row)
    return Frame(
        city_name=row.city_name,
        site_name=row.site_name,
        home_url=home_url,
        lang=language.code,
        dir=language.dir,
        main_menu=[entry for entry in menus["main_menu"] if not entry["is_only_german"]],
        only_german=[entry for entry in menus["main_menu"] if entry["is_only_german"]],
        legal_menu=menus["legal_menu"],
        contact=row.contact,
        contact_email=row.contact_email,
        contact_phone=row.contact_phone,
        phone_url=telephone_link(row.contact_phone),
        phone_hours=row.phone_hours,
        privacy=next(iter(menus["privacy"]), None),
        partners=partial(_partners, row),
        partners_everywhere=row.partners_everywhere,
        official_text=row.official_text,
        official_url=row.official_url,
        **_signs(row),
        **addresses,
    )


def _signs(row: SiteFrame) -> dict:
    """Return what the city is known by; nothing where it has set nothing."""
    icon, touch_icon = frame_picture(row.icon, ICON), frame_picture(row.icon, TOUCH_ICON)
    share = frame_picture(row.share_picture, SHARE_PICTURE)
    return {
        "logo": frame_picture(row.logo, LOGO),
        "logo_text": row.logo_text,
        "icon_url": icon.url if icon else "",
        "touch_icon_url": touch_icon.url if touch_icon else "",
        "share_picture_url": urljoin(settings.BASE_URL, share.url) if share else "",
        "colours_url": colour_sheet_url(row.colour, row.colour_in_the_dark),
    }


def frame_in(code: str) -> SiteFrame | None:
    """Return what is published of a language: names, menus, contact. German where it is missing in it. One query."""
    codes = [code, settings.LANGUAGE_CODE]
    found = SiteFrame.objects.filter(live=True, locale__language_code__in=codes).select_related(
        "locale", "logo", "icon", "share_picture"
    )
    rows = {row.locale.language_code: row for row in found}
    own, german = rows.get(code), rows.get(settings.LANGUAGE_CODE)
    if own is None or (german is not None and is_bare_copy(own, german)):
        return german
    return own


def _values(stream: StreamField) -> list[dict]:
    # The stored values hold ids; asking the blocks for pages and pictures would cost a query for each language.
    return [block["value"] for block in stream.raw_data]


def _menus(reachable: ReachablePages, row: SiteFrame) -> dict[str, list[dict]]:
    links = {name: _values(getattr(row, name)) for name in ("main_menu", "legal_menu")}
    links["privacy"] = [{"page": row.privacy_page_id}]
    chosen = {link["page"] for values in links.values() for link in values if link.get("page")}
    keys = Page.objects.filter(pk__in=chosen).values("translation_key")
    pages = list(
        Page.objects.filter(translation_key__in=keys)
        .filter(Q(locale__language_code__in=[reachable.code, settings.LANGUAGE_CODE]) | Q(pk__in=chosen))
        .select_related("locale")
    )
    key_of = {candidate.pk: candidate.translation_key for candidate in pages}
    readable = {
        (candidate.translation_key, candidate.locale.language_code): candidate
        for candidate in pages
        if reachable.includes(candidate)
    }

    def target_of(link: dict) -> Page | None:
        key = key_of.get(link.get("page"))
        return readable.get((key, reachable.code)) or readable.get((key, settings.LANGUAGE_CODE))

    # A label in another language than the page's would stand there unmarked; the page's title doesn't.
    has_labels = row.locale.language_code == reachable.code
    return {
        name: [_menu_entry(reachable, target, link, has_labels) for link in values if (target := target_of(link))]
        for name, values in links.items()
    }


def _menu_entry(reachable: ReachablePages, target: Page, link: dict, has_labels: bool) -> dict:
    is_only_german = target.locale.language_code != reachable.code
    label = link.get("label") if has_labels and not is_only_german else ""
    return {
        "title": label or target.title,
        "url": reachable.url(target),
        "path": target.path,
        "is_only_german": is_only_german,
        "symbol": link.get("symbol"),
    }


def _marked(entry: dict, page: Page | None, homes: set[str]) -> dict:
    """Return an entry as it stands on a page: it leads there, or to a page above that is no home page."""
    current: str | bool = False
    if page is not None and page.path.startswith(entry["path"]):
        current = "page" if page.path == entry["path"] else entry["path"] not in homes
    marked = {"title": entry["title"], "url": entry["url"], "current": current}
    # Most links have neither.
    return {**marked, **{name: entry[name] for name in ("is_only_german", "symbol") if entry[name]}}


def _partners(row: SiteFrame) -> list[dict]:
    values = _values(row.partners)
    ids = [value["logo"] for value in values if value.get("logo")]
    with_renditions = CustomImage.objects.prefetch_renditions(as_public(PARTNER_LOGO), PARTNER_LOGO)
    logos = with_renditions.in_bulk(ids) if ids else {}
    return [
        {
            "name": value["name"],
            "url": value["url"],
            "logo": frame_picture(logos.get(value.get("logo")), PARTNER_LOGO),
        }
        for value in values
    ]
