from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.frame.blocks import RICH_TEXT_FEATURES
from cms.frame.sections import Section, sections_of
from cms.ground.asked_once import asked_once
from cms.languages.reading.reachable import reachable_pages
from cms.models import BasePage
from cms.texts.link_texts import SpeakingTextBlock
from events.models import EventPage

from ..blocks import HomeStoryBlock


class MeasureState(models.TextChoices):
    PLANNED = "planned", _("planned")
    STARTED = "started", _("started")
    DONE = "done", _("done")


class MeasureBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        max_length=300, label=_("measure"), help_text=_("Stands in the list of measures below the goal.")
    )
    responsible = blocks.CharBlock(
        max_length=200,
        label=_("who is responsible"),
        help_text=_("Stands at the measure: an office or a body, no person."),
    )
    due = blocks.CharBlock(
        max_length=60, label=_("by when"), help_text=_("Stands at the measure, such as “end of 2027”.")
    )
    state = blocks.ChoiceBlock(
        choices=MeasureState.choices,
        default=MeasureState.PLANNED,
        label=_("state"),
        help_text=_("Stands at the measure as a label: “Planned”, “Started” or “Done”."),
    )


class GoalBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        max_length=300,
        label=_("goal"),
        help_text=_("Heads this part of the page; fields of action and events link to it."),
    )
    field_of_action = blocks.PageChooserBlock(
        page_type="home.FieldOfActionPage",
        label=_("field of action"),
        help_text=_("Stands above the goal as a link; the field's page links back."),
    )
    text = SpeakingTextBlock(
        features=RICH_TEXT_FEATURES, label=_("why"), help_text=_("Stands below the goal and gives the reasons for it.")
    )
    events = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="events.EventPage"),
        required=False,
        label=_("events that led to it"),
        help_text=_("Stand at the end of the goal; the pages of these events lead here."),
    )
    measures = blocks.ListBlock(
        MeasureBlock(), label=_("measures"), help_text=_("Stand below the goal with who is responsible, and by when.")
    )

    class Meta:
        icon = "tick"
        label = _("goal")
        description = _("A goal of the plan with its reasons and its measures.")
        template = "home/components/goal.html"

    def get_context(self, value, parent_context=None):
        """Add the pages it names, in the reader's language or else in German; what visitors don't reach is left out."""
        context = super().get_context(value, parent_context=parent_context)
        reachable = reachable_pages(context["request"])
        field = value["field_of_action"]
        context["field"] = reachable.in_this_language_or_german(field) if field else None
        events = [reachable.in_this_language_or_german(page) for page in value["events"] if page]
        context["events"] = [page for page in events if page]
        return context


def goal_anchor(block_id: str) -> str:
    """Return where a goal stands on its page."""
    return f"goal-{block_id}"


class ActionPlanPage(BasePage):
    """Goals and measures for each field of action: who is responsible, by when, how far it is."""

    template = "home/action_plan_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    body = StreamField(
        HomeStoryBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("Stands above the goals and introduces the plan."),
    )
    goals = StreamField(
        [("goal", GoalBlock())],
        verbose_name=_("goals"),
        blank=True,
        help_text=_("Stand on the page one below the other, each with its measures."),
    )

    content_panels = BasePage.content_panels + [FieldPanel("body"), FieldPanel("goals")]
    search_fields = BasePage.search_fields + [index.SearchField("body"), index.SearchField("goals")]

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["goals"] = goals = asked_once(lambda: self._goals(request))
        context["events_with_results"] = asked_once(lambda: self._events_with_results(request))
        context["sections"] = asked_once(lambda: [*sections_of(self.body), *map(_section, goals())])
        return context

    def _events_with_results(self, request) -> set[int]:
        reachable = reachable_pages(request)
        named = [page.translation_key for goal in self.goals for page in goal.value["events"] if page]
        twins = [twin.pk for key in named for twin in reachable.translations(key).values()]
        return {page.pk for page in EventPage.objects.filter(pk__in=twins).only("results") if page.results}

    def _goals(self, request) -> blocks.StreamValue:
        chosen = [
            page for goal in self.goals for page in [goal.value["field_of_action"], *goal.value["events"]] if page
        ]
        reachable_pages(request).read_ahead(page.translation_key for page in chosen)
        return self.goals


def _section(goal: blocks.StreamValue.StreamChild) -> Section:
    return Section(goal.value["title"], f"#{goal_anchor(goal.id)}")
