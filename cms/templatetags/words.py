"""How words are set."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

BETWEEN_WORDS = re.compile(r"(?<=\w[./_@])(?=\w{3})")


@register.filter
def soft_breaks(text: str) -> SafeString:
    """Let a long name such as "Gemeinsam.Verantwortung.Leben" break behind its dots instead of inside a word."""
    # Every part of the text is escaped; only our own <wbr> is added.
    return mark_safe("<wbr>".join(conditional_escape(part) for part in BETWEEN_WORDS.split(str(text))))
