"""Link texts that say where they lead: screen readers list links without the sentence around them."""

import re
from collections.abc import Iterator
from html import unescape

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.blocks import RichTextBlock
from wagtail.fields import RichTextField
from wagtail.rich_text import RichText

# In the languages in which editors write; compared without case, spaces and punctuation at the ends.
SAY_NOTHING = [
    *("hier", "hier klicken", "klick hier", "klicken sie hier", "bitte hier klicken", "dort", "da"),
    *("mehr", "mehr dazu", "mehr erfahren", "mehr infos", "mehr informationen", "mehr lesen", "weiter", "weiterlesen"),
    *("weitere informationen", "link", "dieser link", "zum link", "diese seite", "info", "infos", "details", "klick"),
    *("here", "click here", "click", "more", "more info", "more information", "read more", "learn more", "see more"),
    *("this link", "this page", "this", "continue"),
    *("هنا", "اضغط هنا", "انقر هنا", "المزيد", "اقرأ المزيد", "لمعرفة المزيد"),
]
AT_THE_ENDS = r"[\s.,:;!?…<>«»‹›→\"'“”„()\[\]-]*"
LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL | re.IGNORECASE)
SAYS_NOTHING = re.compile(rf"{AT_THE_ENDS}(?:{'|'.join(map(re.escape, SAY_NOTHING))}){AT_THE_ENDS}", re.IGNORECASE)
MESSAGE = _(
    "The link “%(text)s” does not say where it leads: screen readers read links out without the sentence around "
    "them. Name the target in the link, such as “Programme of the workshop”."
)


def says_nothing(text: str) -> bool:
    """Return whether a link with this text could lead anywhere."""
    return bool(SAYS_NOTHING.fullmatch(" ".join(text.split())))


def refuse_empty_words(text: str) -> None:
    """Raise ValidationError where this text of a link says nothing."""
    if says_nothing(text):
        raise ValidationError(MESSAGE, code="link_text", params={"text": " ".join(text.split())})


def refuse_empty_words_in(html: str) -> None:
    """Raise ValidationError for the first link of a rich text whose text says nothing."""
    for text in _texts_of_links(html):
        refuse_empty_words(text)


def _texts_of_links(html: str) -> Iterator[str]:
    for content in LINK.findall(html):
        yield unescape(strip_tags(content))


class SpeakingTextBlock(RichTextBlock):
    """Rich text whose links say where they lead; a draft may be kept before they do."""

    def clean(self, value: RichText) -> RichText:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            refuse_empty_words_in(cleaned.source)
        return cleaned

    def deconstruct(self) -> tuple:
        """Stand in migrations as Wagtail's block: what is stored is the same."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", args, kwargs


class SpeakingLinksForm(WagtailAdminModelForm):
    """The editor's form of something with rich texts of its own; their links say where they lead."""

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.is_deferred_validation:
            return cleaned
        for field in self._meta.model._meta.get_fields():
            if isinstance(field, RichTextField) and cleaned.get(field.name):
                try:
                    refuse_empty_words_in(cleaned[field.name])
                except ValidationError as error:
                    self.add_error(field.name, error)
        return cleaned
