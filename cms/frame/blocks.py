"""The blocks of which editors build the body of a page; each has one template under ``blocks/``.

wagtail-localize loses lists and pictures below two nested structs, so no block nests deeper than one.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from ..languages.reading.reachable import reachable_pages
from ..texts.link_texts import SpeakingTextBlock, refuse_empty_words
from .table_block import TableBlock

RICH_TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        max_length=200, label=_("heading"), help_text=_("Stands above the section and in the list “On this page”.")
    )

    class Meta:
        icon = "title"
        label = _("heading")
        description = _("Begins a section of the page, to which readers can jump.")
        template = "blocks/heading.html"


class SubheadingBlock(blocks.StructBlock):
    """A heading of the third level: the story sees to it that one of the second comes first."""

    text = blocks.CharBlock(max_length=200, label=_("subheading"), help_text=_("Stands smaller inside the section."))

    class Meta:
        icon = "title"
        label = _("subheading")
        description = _("Parts a long section; it stands below a heading.")
        template = "blocks/subheading.html"


class NoticeBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("title"), help_text=_("Stands in bold at the top of the box."))
    text = blocks.TextBlock(label=_("text"), help_text=_("Stands in the box below its title; without links."))

    class Meta:
        icon = "warning"
        label = _("notice")
        description = _("A box that stands out from the text, for what nobody should miss.")
        template = "blocks/notice.html"


class ActionBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=80, label=_("label"), help_text=_("Says what happens: 'See the events'."))
    page = blocks.PageChooserBlock(
        required=False, label=_("page"), help_text=_("Where the button leads, in the language of the reader.")
    )
    url = blocks.URLBlock(
        required=False, label=_("or web address"), help_text=_("Where the button leads if that is another website.")
    )

    class Meta:
        icon = "link"
        label = _("button")
        description = _("A large button that leads on, for one thing that readers can do.")
        template = "blocks/action.html"

    def get_context(self, value, parent_context=None):
        """Add where the button leads, which may be the German page; it is left out where visitors reach neither."""
        context = super().get_context(value, parent_context=parent_context)
        context["href"] = value["url"]
        if value["page"] and "request" in context:
            reachable = reachable_pages(context["request"])
            page = reachable.in_this_language_or_german(value["page"])
            context["href"] = reachable.url(page) if page else ""
            context["is_only_german"] = bool(page) and page.locale.language_code != reachable.code
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


class VideoLinkBlock(blocks.StructBlock):
    """A video that lies elsewhere: nothing is asked there before somebody follows the link."""

    title = blocks.CharBlock(max_length=200, label=_("title"), help_text=_("The text of the link to the video."))
    url = blocks.URLBlock(
        label=_("web address"), help_text=_("Where the video is; the name of that website stands in the link.")
    )
    is_sign_language = blocks.BooleanBlock(
        required=False, label=_("in sign language"), help_text=_("The link says that the video is in sign language.")
    )
    transcript = SpeakingTextBlock(
        required=False,
        features=RICH_TEXT_FEATURES,
        label=_("text of the video"),
        help_text=_("What is said and shown, for people who don't hear or see it, or don't want to go there."),
    )

    class Meta:
        icon = "media"
        label = _("video elsewhere")
        description = _("A link to a video; nothing is loaded from there before somebody follows it.")
        template = "blocks/video_link.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["host"] = urlsplit(value["url"]).hostname
        return context


class VideoBlock(blocks.StructBlock):
    """A film in a file of our own, which is asked for when somebody presses play."""

    title = blocks.CharBlock(max_length=200, label=_("title"), help_text=_("Stands below the video, and names it."))
    video = SnippetChooserBlock(
        "cms.Video",
        label=_("video"),
        help_text=_("The film that is played, with its captions; readers can download it."),
    )
    poster = ImageChooserBlock(
        required=False, label=_("picture"), help_text=_("Stands there until somebody starts the video.")
    )
    is_sign_language = blocks.BooleanBlock(
        required=False, label=_("in sign language"), help_text=_("Below the video stands that it is in sign language.")
    )
    transcript = SpeakingTextBlock(
        features=RICH_TEXT_FEATURES,
        label=_("text of the video"),
        help_text=_("What is said and shown, for people who don't hear or see it, or can't fetch so much."),
    )

    class Meta:
        icon = "media"
        label = _("video")
        description = _("A film that plays on the page itself, with captions and its text.")
        template = "blocks/video.html"

    def get_context(self, value, parent_context=None):
        """Add the film with its captions, of which those in the reader's language, or else in German, are shown."""
        context = super().get_context(value, parent_context=parent_context)
        film = value["video"]
        tracks = list(film.captions.all()) if film else []
        languages = {track.language for track in tracks}
        shown = (code for code in (get_language(), settings.LANGUAGE_CODE) if code in languages)
        return {**context, "film": film, "tracks": tracks, "shown": next(shown, "")}


class MapBlock(blocks.StructBlock):
    """A picture of a map with the way to a real one; no map is asked for while somebody reads."""

    picture = ImageChooserBlock(label=_("picture"), help_text=_("The picture of the map; it lies on this website."))
    text = blocks.CharBlock(
        max_length=300,
        label=_("what the map shows"),
        help_text=_("Read out to people who can't see it: 'The workshop is in the town hall, beside the tram stop'."),
    )
    url = blocks.URLBlock(label=_("web address"), help_text=_("Of this place on the city's map."))
    label = blocks.CharBlock(
        max_length=80, label=_("label"), help_text=_("Says where the link leads: 'Town hall on the city map'.")
    )

    class Meta:
        icon = "site"
        label = _("map")
        description = _("A picture of a map, with a link to the city's real one.")
        template = "blocks/map.html"

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            try:
                refuse_empty_words(cleaned["label"])
            except ValidationError as error:
                raise blocks.StructBlockValidationError(block_errors={"label": error}) from error
        return cleaned


class StoryBlock(blocks.StreamBlock):
    """The body of a page. Rooms that know more (drafts, events) subclass it with more blocks."""

    heading = HeadingBlock()
    subheading = SubheadingBlock()
    text = SpeakingTextBlock(
        features=RICH_TEXT_FEATURES,
        label=_("text"),
        template="blocks/text.html",
        help_text=_("Paragraphs, lists and links."),
    )
    picture = ImageBlock(
        label=_("picture"),
        template="blocks/picture.html",
        help_text=_("As wide as the text; whoever made it stands below."),
    )
    notice = NoticeBlock()
    action = ActionBlock()
    table = TableBlock()
    video = VideoBlock()
    video_link = VideoLinkBlock()
    map = MapBlock()

    def clean(self, value):
        cleaned = super().clean(value)
        kinds = [child.block_type for child in cleaned]
        first = next((at for at, kind in enumerate(kinds) if kind in ("heading", "subheading")), None)
        if first is not None and kinds[first] == "subheading" and not self.is_deferred_validation:
            error = ValidationError(_("A subheading stands below a heading: put a heading above it."), code="order")
            below = blocks.StructBlockValidationError(block_errors={"text": error})
            raise blocks.StreamBlockValidationError(block_errors={first: below})
        return cleaned
