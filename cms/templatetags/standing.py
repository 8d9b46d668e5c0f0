"""``{% stands "name" %}``: what is inside is rendered once between two changes, and stands for all visitors."""

from collections.abc import Hashable

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page

from cms.generation.parts import part_of_page

register = template.Library()


class StandsNode(template.Node):
    def __init__(self, name: str, nodelist: template.NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        key = _key(context)
        if key is None:
            return self.nodelist.render(context)
        # A template has rendered it, which escapes.
        return mark_safe(part_of_page(context["request"], (self.name, *key), lambda: self.nodelist.render(context)))


def _key(context: Context) -> tuple[Hashable, ...] | None:
    """Return what a part of this page depends on beside its name; None where it is rendered for this answer only.

    That is everything but a page as it is published, at its plain address: a list's second part, an error page, a form.
    """
    page, request = context.get("page"), context.get("request")
    route = getattr(request, "_wagtail_route_for_request", None)
    if not isinstance(page, Page) or route is None or route[0] is not page or request.GET:
        return None
    if getattr(request, "is_preview", False) or context.template.name != page.get_template(request):
        return None
    return (request.scheme, request.get_host(), get_language(), page.pk)


@register.tag
def stands(parser, token) -> StandsNode:
    """Render what is inside, or put in what was rendered before."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endstands",))
    parser.delete_first_token()
    return StandsNode(name.strip('"'), nodelist)
