"""The blocks of which editors build the body of a page; each has one template under ``blocks/``.

wagtail-localize loses lists and pictures below two nested structs, so no block nests deeper than one.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from ..languages.reading.reachable import reachable_pages
from ..texts.link_texts import SpeakingTextBlock, refuse_empty_words

RICH_TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=200, label=_("heading"))

    class Meta:
        icon = "title"
        label = _("heading")
        template = "blocks/heading.html"


class NoticeBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("title"))
    text = blocks.TextBlock(label=_("text"))

    class Meta:
        icon = "warning"
        label = _("notice")
        template = "blocks/notice.html"


class ActionBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=80, label=_("label"), help_text=_("Says what happens: 'See the events'."))
    page = blocks.PageChooserBlock(required=False, label=_("page"))
    url = blocks.URLBlock(required=False, label=_("or web address"))

    class Meta:
        icon = "link"
        label = _("button")
        template = "blocks/action.html"

    def get_context(self, value, parent_context=None):
        """Add where the button leads; it is left out where its page doesn't exist in the reader's language."""
        context = super().get_context(value, parent_context=parent_context)
        context["href"] = value["url"]
        if value["page"] and "request" in context:
            reachable = reachable_pages(context["request"])
            page = reachable.in_this_language(value["page"])
            context["href"] = reachable.url(page) if page else ""
        return context

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            message = ValidationError(_("Choose a page or give a web address, one of the two."))
            raise blocks.StructBlockValidationError(block_errors={"page": message})
        if not self.is_deferred_validation:
            try:
                refuse_empty_words(cleaned["label"])
            except ValidationError as error:
                raise blocks.StructBlockValidationError(block_errors={"label": error}) from error
        return cleaned


class StoryBlock(blocks.StreamBlock):
    """The body of a page. Rooms that know more (drafts, events) subclass it with more blocks."""

    heading = HeadingBlock()
    text = SpeakingTextBlock(features=RICH_TEXT_FEATURES, label=_("text"), template="blocks/text.html")
    picture = ImageBlock(label=_("picture"), template="blocks/picture.html")
    notice = NoticeBlock()
    action = ActionBlock()
