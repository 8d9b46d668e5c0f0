"""``{% explain_words %}``: explains the hard words of what stands inside, at its end."""

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from ...ground.standing import standing
from ..marking import mark_words, terms_of

register = template.Library()


class ExplainWords(template.Node):
    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        html = self.nodelist.render(context)
        page = context.get("page")
        if not isinstance(page, Page) or 'class="prose"' not in html:
            return html
        locale_id = page.locale_id
        terms = standing(context["request"]).get(("terms", locale_id), lambda: terms_of(locale_id))
        marked, explained = mark_words(html, terms)
        if not explained:
            return html
        # What was marked was safe before, and words come into it as text.
        return mark_safe(marked + render_to_string("terms/words.html", {"explained": explained}))


@register.tag
def explain_words(parser, token) -> ExplainWords:
    """Render what is inside, with its hard words marked and explained."""
    nodelist = parser.parse(("endexplain_words",))
    parser.delete_first_token()
    return ExplainWords(nodelist)
