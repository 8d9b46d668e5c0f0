from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.frame.blocks import RICH_TEXT_FEATURES
from cms.frame.sections import Section, sections_of
from cms.ground.asked_once import asked_once
from cms.models import BasePage
from cms.texts.link_texts import SpeakingTextBlock
from downloads.pages.blocks import PublicationsBlock
from downloads.pages.entries import PublicationEntry, entries_by_publication

from ..blocks import HomeStoryBlock


class StepState(models.TextChoices):
    DONE = "done", _("done")
    NOW = "now", _("now")
    PLANNED = "planned", _("planned")


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=200, label=_("title"), help_text=_("Names the step on the time line."))
    when = blocks.CharBlock(
        max_length=100, required=False, label=_("when, in words"), help_text=_("For instance 'early summer 2021'.")
    )
    date = blocks.DateBlock(required=False, label=_("exact date"), help_text=_("Instead of the words, if it is known."))
    state = blocks.ChoiceBlock(
        choices=StepState.choices,
        default=StepState.PLANNED,
        label=_("state"),
        help_text=_("Stands on the step as a label: “Done”, “Now” or “Planned”."),
    )
    text = SpeakingTextBlock(
        features=RICH_TEXT_FEATURES, label=_("text"), help_text=_("What happens in this step; stands below its title.")
    )
    publications = PublicationsBlock(
        required=False, help_text=_("Stand in the step with the file in the reader's language.")
    )

    class Meta:
        icon = "date"
        label = _("step")
        description = _("A point on the time line: when it is, and what happens.")
        template = "home/components/timeline_step.html"


class BodyBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=200, label=_("name"), help_text=_("Heads the card of this body."))
    text = blocks.TextBlock(
        label=_("who they are and what they do"), help_text=_("Stands on the card below the name; no names of persons.")
    )

    class Meta:
        icon = "group"
        label = _("body that takes part")
        description = _("A card about a body, such as a working group.")


class ProcessPage(BasePage):
    """How the concept is revised: the steps on a time line and the bodies that take part."""

    template = "home/process_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    body = StreamField(
        HomeStoryBlock(), verbose_name=_("text"), blank=True, help_text=_("Stands above the steps and introduces them.")
    )
    steps = StreamField(
        [("step", StepBlock())],
        verbose_name=_("steps"),
        blank=True,
        help_text=_("Stand on the page as a time line, in this order."),
    )
    bodies = StreamField(
        [("body", BodyBlock())],
        verbose_name=_("bodies that take part"),
        blank=True,
        help_text=_("Stand at the end of the page as cards."),
    )

    content_panels = BasePage.content_panels + [FieldPanel("body"), FieldPanel("steps"), FieldPanel("bodies")]
    search_fields = BasePage.search_fields + [
        index.SearchField("body"),
        index.SearchField("steps"),
        index.SearchField("bodies"),
    ]

    class Meta:
        verbose_name = _("process")
        verbose_name_plural = _("processes")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["sections"] = asked_once(self._sections)
        context["publication_entries"] = asked_once(self._publication_entries)
        return context

    def _sections(self) -> list[Section]:
        found = sections_of(self.body)
        if self.steps:
            found.append(Section(gettext("Step by step"), "#steps-heading"))
        if self.bodies:
            found.append(Section(gettext("Who takes part"), "#bodies-heading"))
        return found

    def _publication_entries(self) -> dict[int, PublicationEntry]:
        chosen = [one for step in self.steps for one in step.value["publications"]]
        chosen += [one for block in self.body if block.block_type == "publications" for one in block.value]
        return entries_by_publication(chosen)
