"""Keeps what runs from left to right whole inside a text that runs from right to left.

A phone number in groups would be shown with its groups in reverse order there (Unicode Standard Annex 9); an
isolate keeps their order.
"""

import re
import unicodedata

from django.utils.safestring import SafeString, mark_safe

from .patterns import EMAIL, WEB_ADDRESS

_PHONE = r"(?<![\w/.,:+-])(?:\+\d|\(?0\d)[\d\s()/–-]{4,}\d(?![\w:])"
_LEFT_TO_RIGHT = re.compile(f"{WEB_ADDRESS}|{EMAIL}|{_PHONE}")
_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
# Only text may stand in the first ones; the last ones are isolates already.
_LEFT_ALONE = {"script", "style", "title", "textarea", "option", "bdi", "pre", "code"}


_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """Return a plain text that keeps its order inside a sentence of another direction."""
    runs_leftwards = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if runs_leftwards else text


def isolate(html: str) -> SafeString:
    """Return safe HTML with a ``<bdi>`` around each phone number, e-mail address and web address in its text."""
    pieces, inside = _TAG.split(html), ""
    for number, piece in enumerate(pieces):
        is_tag = number % 2 == 1
        if is_tag:
            inside = _inside_after(piece, inside)
        elif not inside and piece:
            pieces[number] = _LEFT_TO_RIGHT.sub(r'<bdi dir="ltr">\g<0></bdi>', piece)
    # What was safe before still is: the marks stand around text, never inside a tag.
    return mark_safe("".join(pieces))


def _inside_after(tag: str, inside: str) -> str:
    name = tag.strip("</>").split(maxsplit=1)[0].lower() if tag.strip("</>") else ""
    if inside:
        return "" if tag.startswith("</") and name == inside else inside
    return name if name in _LEFT_ALONE and not tag.startswith("</") else ""
