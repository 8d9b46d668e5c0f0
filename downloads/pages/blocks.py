from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.frame.blocks import StoryBlock

from .entries import publication_entries


class PublicationsBlock(blocks.ListBlock):
    """Drafts to download, shown with the file in the reader's language."""

    def __init__(self, **kwargs) -> None:
        # Without this, a page begins with one empty choice, which is an error when the list is optional.
        kwargs.setdefault("default", [])
        super().__init__(
            SnippetChooserBlock(
                "downloads.Publication",
                label=_("publication"),
                help_text=_("Readers get its file in their language, or the German one."),
            ),
            **kwargs,
        )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        entries = context.get("publication_entries")
        if entries is None:
            context["publications"] = publication_entries(list(value))
        else:
            # The page has several lists of drafts and has asked for all of them at once.
            known = entries()
            context["publications"] = [known[one.pk] for one in value if one is not None and one.pk in known]
        return context

    class Meta:
        icon = "download"
        label = _("downloads")
        description = _("Drafts to download; before a release the page says from when.")
        template = "downloads/blocks/publications.html"


class StoryWithDownloadsBlock(StoryBlock):
    publications = PublicationsBlock()
