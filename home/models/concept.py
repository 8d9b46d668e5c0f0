from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.frame.sections import Section
from cms.ground.asked_once import asked_once
from cms.languages.reading.reachable import reachable_pages
from cms.models import BasePage

from ..blocks import HomeStoryBlock
from ..plan_goals import goals_of_field
from .field_icon import FieldIcon


class ConceptPage(BasePage):
    """The concept: what it is, and its fields of action below it."""

    template = "home/concept_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.FieldOfActionPage"]

    body = StreamField(
        HomeStoryBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("The text of the page below its summary, block by block."),
    )

    content_panels = BasePage.content_panels + [FieldPanel("body")]
    search_fields = BasePage.search_fields + [index.SearchField("body")]

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["fields"] = asked_once(lambda: self._fields(request))
        return context

    def _fields(self, request) -> list["FieldOfActionPage"]:
        """Return the fields in this language, and those that are only there in German, where they stand in German."""
        german = reachable_pages(request).translations(self.translation_key).get(settings.LANGUAGE_CODE)
        own = _fields_below(self)
        if german is None or german.pk == self.pk:
            return own
        by_key = {field.translation_key: field for field in own}
        in_order = [by_key.pop(field.translation_key, field) for field in _fields_below(german)]
        for field in in_order:
            field.is_only_german = field.locale_id != self.locale_id
        return [*in_order, *by_key.values()]


class FieldOfActionPage(BasePage):
    """One field of action: the situation today, the tasks ahead, who is responsible."""

    template = "home/field_of_action_page.html"
    parent_page_types = ["home.ConceptPage"]
    subpage_types = []
    # Told by a list in another language, in which this page isn't there.
    is_only_german = False

    situation = RichTextField(
        _("situation today"), help_text=_("The first part of the page, below “The situation today”.")
    )
    tasks = RichTextField(_("tasks ahead"), help_text=_("The second part of the page, below “The tasks ahead”."))
    icon = models.CharField(
        _("icon"), max_length=20, choices=FieldIcon.choices, blank=True, help_text=_("Stands beside its name on lists.")
    )
    responsible = models.TextField(_("who is responsible"), blank=True, help_text=_("Offices and bodies, no persons."))

    content_panels = BasePage.content_panels + [
        FieldPanel("icon"),
        FieldPanel("situation"),
        FieldPanel("tasks"),
        FieldPanel("responsible"),
    ]
    override_translatable_fields = BasePage.override_translatable_fields + [
        SynchronizedField("icon", overridable=False)
    ]
    search_fields = BasePage.search_fields + [
        index.SearchField("situation"),
        index.SearchField("tasks"),
        index.SearchField("responsible"),
    ]

    class Meta:
        verbose_name = _("field of action")
        verbose_name_plural = _("fields of action")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["neighbours"] = asked_once(self._neighbours)
        context["plan_goals"] = goals = asked_once(lambda: goals_of_field(request, self))
        context["sections"] = asked_once(lambda: self._sections(has_goals=bool(goals())))
        return context

    def _sections(self, *, has_goals: bool) -> list[Section]:
        found = [
            Section(gettext("The situation today"), "#situation-heading"),
            Section(gettext("The tasks ahead"), "#tasks-heading"),
        ]
        if self.responsible:
            found.append(Section(gettext("Who is responsible"), "#responsible-heading"))
        if has_goals:
            found.append(Section(gettext("Goals of the action plan"), "#goals-heading"))
        return found

    def _neighbours(self) -> dict[str, "FieldOfActionPage | None"]:
        siblings = list(FieldOfActionPage.objects.sibling_of(self).live().public().order_by("path"))
        around = [None, *siblings, None]
        position = next((at for at, sibling in enumerate(around) if sibling and sibling.pk == self.pk), None)
        if position is None:
            return {}
        return {"previous": around[position - 1], "next": around[position + 1]}


def _fields_below(concept: Page) -> list[FieldOfActionPage]:
    return list(FieldOfActionPage.objects.child_of(concept).live().public().select_related("locale").order_by("path"))
