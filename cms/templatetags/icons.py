"""``{% icon "date" %}``: a drawing beside a word that says the same, from the one sheet of symbols."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SHEET = "cms/img/icons.svg"

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString | str:
    """Return the symbol of this name, in the colour of the text; it is decorative. Nothing without a name."""
    if not name:
        return ""
    mark = '<svg class="icon" width="24" height="24" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>'
    return format_html(mark, static(SHEET), name)
