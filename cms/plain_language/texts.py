import re

from bs4 import BeautifulSoup
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

# Parts of an address rather than text
NO_TEXT = {"slug"}
LINE_BREAK = re.compile(r"<br\s*/?>")


def paragraphs(instance: TranslatableMixin) -> list[str]:
    """Return what somebody reads of a page or snippet as plain text, each heading, paragraph and item on its own.

    Readers get every text that a translator would get, so the parts that translators see are asked for.
    """
    _name_new_blocks(instance)
    return [
        _plain(segment.string.data)
        for segment in extract_segments(instance)
        if isinstance(segment, StringSegmentValue) and segment.path not in NO_TEXT
    ]


def _name_new_blocks(instance: TranslatableMixin) -> None:
    """Give blocks that nobody has saved yet their ids, by which wagtail-localize finds its way; reading does it."""
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            field.get_prep_value(field.value_from_object(instance))


def _plain(html: str) -> str:
    return BeautifulSoup(LINE_BREAK.sub("\n", html), "html.parser").get_text()
