"""What a translated sentence may hold, whoever wrote it: a translator, a file or a machine."""

import re

from bs4 import BeautifulSoup
from bs4.builder import ParserRejectedMarkup
from bs4.element import PreformattedString
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.strings import validate_element

MARKUP = _("The text holds markup that is not allowed here: only bold, italic, line breaks and links are.")
LINKS = _("The links differ from those of the German sentence: each of them stands in the translation once.")
TITLE_TOO_LONG = _("A title has at most 255 characters.")

CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
TITLE_LENGTH = Page._meta.get_field("draft_title").max_length


def problem(german: str, text: str, path: str) -> str:
    """Return in one sentence why this text can't stand for the German one at this place; "" where it can."""
    if CONTROL_CHARACTERS.search(text):
        return str(MARKUP)
    if path == "title" and len(text) > TITLE_LENGTH:
        return str(TITLE_TOO_LONG)
    try:
        return "" if _links(text) == _links(german) else str(LINKS)
    except (ValueError, ParserRejectedMarkup):
        return str(MARKUP)


def _links(text: str) -> list[str]:
    """Return the names of the links in a sentence, sorted. Raises ValueError where it holds what is not allowed."""
    if "<" not in text:
        return []
    soup = BeautifulSoup(text, "html.parser")
    validate_element(soup)
    # Browsers end some comments earlier than the parser does, and read a script in what it took for a comment.
    if soup.find(string=lambda string: isinstance(string, PreformattedString)):
        raise ValueError("comment")
    return sorted(str(link.get("id", "")) for link in soup.find_all("a"))
