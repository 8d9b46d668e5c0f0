"""``{% stands "name" %}``: what is inside is rendered once between two changes, and stands for all visitors."""

from collections.abc import Hashable

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page

from cms.generation.parts import part_of_page

register = template.Library()

# What stands around the content of any page.
AROUND = ("head", "above", "footer")


class StandsNode(template.Node):
    def __init__(self, name: str, nodelist: template.NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        key = _key(context) or (_key_around(context) if self.name in AROUND else None)
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


def _key_around(context: Context) -> tuple[Hashable, ...] | None:
    """Return what stands around a page that is made for each visitor, such as a form, depends on.

    A view says by ``around_stands`` that it is the same for everybody at this address, and what it depends on beside.
    What strangers add to an address fills nothing, and may be a secret.
    """
    depends_on, request = context.get("around_stands"), context.get("request")
    if depends_on is None or request.META.get("QUERY_STRING"):
        return None
    return (request.scheme, request.get_host(), get_language(), request.path, depends_on)


@register.tag
def stands(parser, token) -> StandsNode:
    """Render what is inside, or put in what was rendered before."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endstands",))
    parser.delete_first_token()
    return StandsNode(name.strip('"'), nodelist)
