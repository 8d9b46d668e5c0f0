"""Template tags for what stands around every page; each asks one of the modules named here."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.frame import admin_marks as marks
from cms.frame import frame as frames
from cms.frame.sections import Section, sections_of
from cms.ground.list_parts import ListPart
from cms.languages.reading import hreflang, machine_origin, outdated_notice
from cms.texts.structured_data import as_script

register = template.Library()


def _page(context: Context) -> Page | None:
    page = context.get("page")
    return page if isinstance(page, Page) else None


def _part(context: Context) -> str:
    part = context.get("part")
    part = part() if callable(part) else None
    return part.query if isinstance(part, ListPart) else ""


@register.simple_tag(takes_context=True)
def site_frame(context: Context) -> frames.Frame:
    """Names, menus, contact and partners."""
    return frames.site_frame(context["request"], _page(context))


@register.simple_tag(takes_context=True)
def admin_marks(context: Context) -> marks.AdminMarks:
    """Name and logo of the city, asked once for each screen of the admin."""
    known = context["request"].__dict__
    if "_admin_marks" not in known:
        known["_admin_marks"] = marks.admin_marks()
    return known["_admin_marks"]


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[dict]:
    """Each language with the address of the same content; ``is_error_page`` in the context leads to the home pages."""
    return hreflang.language_links(context["request"], _page(context), bool(context.get("is_error_page")))


@register.filter
def missing(links: list[dict]) -> list[dict]:
    """Of the languages in the header, those that don't have the page."""
    return [link for link in links if not link["url"] and not link["current"]]


@register.filter
def holds_current(items: list[dict]) -> bool:
    """Whether one of the links of a menu leads to this page, or to one above it."""
    return any(item["current"] for item in items)


@register.filter
def sections(body: StreamValue) -> list[Section]:
    """The headings of a text, each with the address of its place on the page."""
    return sections_of(body)


@register.filter
def level_at(body: StreamValue, position: int) -> int:
    """Return the level of a heading that stands inside a block of a text: below the last of the editor's headings."""
    return 3 if any(block["type"] == "heading" for block in list(body.raw_data)[:position]) else 2


@register.simple_tag(takes_context=True)
def older_notice(context: Context) -> outdated_notice.OlderNotice | None:
    """What stands on a page that is older than the German one."""
    page = _page(context)
    return outdated_notice.older_notice(context["request"], page) if page is not None else None


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> list[dict]:
    """The way to the page; a view that is no page sets ``crumb_parent`` (a page) and ``crumb_title``."""
    return frames.breadcrumbs(
        context["request"], _page(context), context.get("crumb_parent"), context.get("crumb_title") or ""
    )


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> list[dict]:
    """The page's absolute addresses in all languages that have it, with x-default."""
    return hreflang.alternates(context["request"], _page(context), _part(context))


@register.simple_tag(takes_context=True)
def canonical_url(context: Context) -> str | None:
    """The page's one absolute address; a view that shows the same as a page sets ``canonical_page``."""
    page = _page(context) or context.get("canonical_page")
    return hreflang.canonical_url(context["request"], page, _part(context))


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> SafeString:
    """The page's JSON-LD as a script element."""
    page = _page(context)
    return as_script(page.structured_data() if page is not None and hasattr(page, "structured_data") else None)


@register.simple_tag(takes_context=True)
def machine_notice(context: Context) -> str:
    """What readers are told where only a machine has written sentences of the page, or nothing."""
    page = _page(context)
    return machine_origin.machine_notice(page) if page is not None else ""
