from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.ground.asked_once import asked_once
from cms.ground.publish_refusal import PublishRefused
from cms.languages.core.shared_fields import is_source
from cms.languages.guards.going_along import ready_draft_of
from cms.models import BasePage
from downloads.pages.blocks import StoryWithDownloadsBlock

from ..models.enums import EventStatus
from ..models.event import Event
from .facts import Facts, event_facts, facts_address
from .json_ld import event_as_json_ld
from .next_steps import NextStepsPanel
from .outcomes import outcomes_of
from .place import Place, place_of, where

EVENT_IS_DRAFT = _("This event is not published yet. It goes live with its German page: publish that first.")


class ProgrammeItemBlock(blocks.StructBlock):
    time = blocks.TimeBlock(label=_("time"), help_text=_("When this part begins; stands in front of its title."))
    title = blocks.CharBlock(max_length=200, label=_("title"), help_text=_("Stands in bold beside the time."))
    text = blocks.TextBlock(
        required=False, label=_("text"), help_text=_("Stands below the title of this part: who speaks, what is done.")
    )

    class Meta:
        icon = "time"
        label = _("part of the programme")
        description = _("One line of the programme, with its time.")


class EventPage(BasePage):
    """What people read about an event in one language; date, place and seats come live from the event."""

    template = "events/event_page.html"
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []

    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.PROTECT,
        related_name="pages",
        help_text=_("Date, place and seats stand there, once for all languages."),
    )
    organizer = models.CharField(
        _("organiser"), max_length=200, blank=True, help_text=_("Stands above the facts as “Event by: …”.")
    )
    invited = RichTextField(
        _("who is invited"),
        blank=True,
        help_text=_("Has a heading of its own, so that readers see whether they are meant."),
    )
    programme = StreamField(
        [("item", ProgrammeItemBlock())],
        verbose_name=_("programme"),
        blank=True,
        help_text=_("Stands below the text as a list with times."),
    )
    body = StreamField(
        StoryWithDownloadsBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("What the event is about, block by block; stands above the programme."),
    )
    results = StreamField(
        StoryWithDownloadsBlock(),
        verbose_name=_("results"),
        blank=True,
        help_text=_("After the event: notes, and pictures of the walls. The goals of the action plan lead here."),
    )

    participants_note = models.TextField(
        _("what participants should know"),
        blank=True,
        max_length=2000,
        help_text=_("Stands in the mails to people who have a seat: what to bring, how to get in. Not on this page."),
    )

    dial_in = models.TextField(
        _("how to take part online"),
        blank=True,
        default="",
        db_default="",
        max_length=2000,
        help_text=_(
            "Dial-in number, what to install, who helps. Stands beside the link, in the mails and on the own page of "
            "people who have a seat. Not on this page."
        ),
    )

    content_panels = [
        NextStepsPanel(),
        *BasePage.content_panels,
        FieldPanel("event"),
        FieldPanel("organizer"),
        FieldPanel("invited"),
        FieldPanel("programme"),
        FieldPanel("body"),
        FieldPanel("results"),
        FieldPanel("participants_note"),
        FieldPanel("dial_in"),
    ]
    # Neither the event's name nor the note for participants: visitors don't see them.
    search_fields = BasePage.search_fields + [
        index.SearchField("place"),
        index.SearchField("days"),
        index.SearchField("organizer"),
        index.SearchField("invited"),
        index.SearchField("programme"),
        index.SearchField("body"),
        index.SearchField("results"),
    ]
    override_translatable_fields = BasePage.override_translatable_fields + [
        SynchronizedField("event", overridable=False)
    ]

    class Meta:
        verbose_name = _("event page")
        verbose_name_plural = _("event pages")

    def clean(self) -> None:
        super().clean()
        if not self.event_id:
            return
        twin = Page.objects.filter(eventpage__event_id=self.event_id, locale_id=self.locale_id).exclude(pk=self.pk)
        if twin.exists():
            raise ValidationError({"event": _("This event has a page in this language already.")})

    def place(self) -> str:
        """Return where the event takes place, in the page's language, for the search."""
        place = place_of(self.event.venue, self.locale.language_code) if self.event.is_on_site else None
        if place is None or place.venue is None:
            return ""
        here = place.venue
        return f"{here.name}, {here.street}, {here.postal_code} {here.city}, {here.entrance}, {self.event.room}"

    def days(self) -> str:
        """Return when the event begins and ends, as people write a date in the page's language, for the search."""
        if self.event.status == EventStatus.POSTPONED:
            return ""
        days = sorted({timezone.localdate(moment) for moment in (self.event.starts_at, self.event.ends_at)})
        with translation.override(self.locale.language_code):
            return ", ".join(f"{date_format(day, 'l, j. F Y')}, {day:%d.%m.%Y}" for day in days)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        is_preview = getattr(request, "is_preview", False)
        context["facts"] = self._shown = asked_once(lambda: self._read_facts(is_preview))
        context["place"] = asked_once(lambda: self._read_place(is_preview))
        context["outcomes"] = asked_once(lambda: outcomes_of(request, self))
        return context

    def _shown_event(self, is_preview: bool) -> Event:
        return self._event_in_preview() if is_preview else self.event

    def _read_facts(self, is_preview: bool) -> Facts:
        return event_facts(self._shown_event(is_preview), page=self, language=self.locale.language_code)

    def _read_place(self, is_preview: bool) -> Place:
        event = self._shown_event(is_preview)
        return where(event, place_of(event.venue, self.locale.language_code))

    def show_facts_of(self, event: Event) -> None:
        """Let the preview of this page show these facts, which may be nowhere stored."""
        self.event = self._facts_to_show = event

    def _event_in_preview(self) -> Event:
        """Return the facts that are being typed, or else the newest draft of them."""
        typed = getattr(self, "_facts_to_show", None)
        return typed or (self.event.get_latest_revision_as_object() if self.event.latest_revision_id else self.event)

    def needed_drafts(self) -> list:
        """Return what is a draft: form and event with the German page, the form in its language with a translation."""
        if not is_source(self):
            german = self.event.signup_form
            form = ready_draft_of(german, self.locale_id) if german else None
            return [form] if form else []
        event = self.event if self.event.live else self.event.get_latest_revision_as_object()
        form, needed = event.signup_form, []
        # One that was taken down on purpose stays down while its event is live.
        if form and not form.live and not (self.event.live and form.first_published_at):
            needed.append(form.get_latest_revision_as_object())
        return needed if self.event.live else [*needed, event]

    def refuse_publication(self) -> None:
        """Raise PublishRefused for a translation also while the event is a draft, unless the page goes live later."""
        is_for_later = self.go_live_at and self.go_live_at > timezone.now()
        if not is_for_later and not self.event.live and not is_source(self):
            raise PublishRefused(str(EVENT_IS_DRAFT))
        super().refuse_publication()

    def facts(self):
        return event_facts(self.event, page=self, language=translation.get_language())

    def stand_in_address(self, code: str) -> str:
        with translation.override(code):
            return facts_address(self.event)

    def structured_data(self) -> dict:
        # The page has asked for them already; a machine that asks for this alone has not.
        shown = getattr(self, "_shown", None)
        return event_as_json_ld(self, shown() if shown else None)
