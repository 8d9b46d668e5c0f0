"""How words are set."""

import re

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, gettext
from wagtail.models import Page

from cms.texts.direction import isolate
from cms.texts.hyphens import with_soft_hyphens
from cms.texts.printed_addresses import with_printed_addresses

register = template.Library()

LINK_TO_GERMAN = re.compile(rf'(<a href="[^"]*" hreflang="{settings.LANGUAGE_CODE}">.*?)</a>', re.DOTALL)
BETWEEN_WORDS = re.compile(r"(?<=\w[./_@])(?=\w{3})")


@register.filter
def soft_breaks(text: str, language: str = "") -> SafeString:
    """Let what stands large break where a reader would: behind the dots of a long name, inside of long German words.

    ``language`` is that of the text where it is not the page's. For texts of elements only: a title of the window, an
    attribute and a mail show every soft hyphen to somebody.
    """
    # The text is escaped; only our own <wbr> and soft hyphens are added, and no entity is as long as a long word.
    escaped = BETWEEN_WORDS.sub("<wbr>", conditional_escape(text))
    is_german = (language or get_language() or "").startswith(settings.LANGUAGE_CODE)
    return mark_safe(with_soft_hyphens(escaped) if is_german else escaped)


@register.filter
def say_language(html: str) -> SafeString:
    """Let each link of a text that leads to a German page from another language say so."""
    # What editors wrote was cleaned when it was saved; the words are from a catalogue.
    note = f' <span class="text-language">({conditional_escape(gettext("in German"))})</span>'
    return mark_safe(LINK_TO_GERMAN.sub(lambda link: f"{link[1]}{note}</a>", html))


class IsolateNode(template.Node):
    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        html = self.nodelist.render(context)
        return isolate(html) if get_language_bidi() else html


@register.tag("isolate")
def isolate_tag(parser, token) -> IsolateNode:
    """Render what is inside; where the language runs from right to left, numbers and addresses are kept whole."""
    nodelist = parser.parse(("endisolate",))
    parser.delete_first_token()
    return IsolateNode(nodelist)


class PrintedAddressesNode(template.Node):
    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        html = self.nodelist.render(context)
        # Only a page that anybody may read: elsewhere an address may be a secret.
        return mark_safe(with_printed_addresses(html)) if isinstance(context.get("page"), Page) else html


@register.tag
def printed_addresses(parser, token) -> PrintedAddressesNode:
    """Render what is inside a page; on paper its links show their whole addresses."""
    nodelist = parser.parse(("endprinted_addresses",))
    parser.delete_first_token()
    return PrintedAddressesNode(nodelist)
