import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Locale
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.ground.publish_refusal import PublishRefused
from cms.ground.raises import NEVER_SHOWN
from cms.languages.guards.translated_snippet import TranslatedDraft

from .preview_about_event import PreviewAboutAnEvent

# What stands in curly brackets in a text, and is replaced when the mail is sent.
PLACEHOLDERS = ("event", "date", "venue", "city")
IN_BRACKETS = re.compile(r"\{(\w*)\}")


class MailTextKind(models.TextChoices):
    """The mails that can be worded, one for each thing that a mail may have to say.

    Where a mail says one of two things, each has a text of its own: nobody reads "confirmed" who waits.
    """

    PLEASE_CONFIRM = "please_confirm", _("Please confirm your sign-up")
    PLEASE_CONFIRM_REQUEST = "please_confirm_request", _("Please confirm your request")
    ALREADY_REGISTERED = "already_registered", _("Already signed up")
    ALREADY_REQUESTED = "already_requested", _("Already asked for a seat")
    ONE_PER_SERIES = "one_per_series", _("One seat in the series")
    YOUR_LINK = "your_link", _("Link sent again")
    REQUEST_RECEIVED = "request_received", _("Request received")
    CONFIRMED = "confirmed", _("You have a seat")
    DECLINED = "declined", _("No seat")
    WAITING_PLACE = "waiting_place", _("Place on the waiting list")
    OFFER = "offer", _("Offer of a seat")
    OFFER_LAPSED = "offer_lapsed", _("Offer expired")
    OFFER_LAPSED_STARTED = "offer_lapsed_started", _("Offer expired, as the event has begun")
    CANCELLED = "cancelled", _("Sign-up cancelled")
    REOPENED = "reopened", _("Reopened, a seat is held")
    REOPENED_WAITING = "reopened_waiting", _("Reopened, on the waiting list")
    MOVED = "moved", _("Event moved")
    CHANGED = "changed", _("Details of the event changed")
    POSTPONED = "postponed", _("Event postponed")
    EVENT_CANCELLED = "event_cancelled", _("Event cancelled")
    REMINDER = "reminder", _("Reminder")


class MailText(PreviewAboutAnEvent, TranslatedDraft):
    """The words of one kind of mail in one language, in the place of those that the software brings.

    Facts, links, deadlines and the contact are no part of it: they stand in every mail, whatever is written here.
    """

    raises = NEVER_SHOWN

    kind = models.CharField(
        _("mail"), max_length=30, choices=MailTextKind.choices, help_text=_("The occasion on which people get it.")
    )
    subject = models.CharField(
        _("subject"),
        max_length=150,
        blank=True,
        help_text=_(
            "Stands in the list of the reader's mailbox. Left empty, the usual subject stays. {event}, {date}, {venue} "
            "and {city} are replaced in each mail."
        ),
    )
    opening = models.TextField(
        _("opening"),
        max_length=1000,
        blank=True,
        help_text=_(
            "The first sentences after the greeting, above date and place: what has happened. Left empty, the usual "
            "sentence stays. {event}, {date}, {venue} and {city} are replaced in each mail."
        ),
    )
    addition = models.TextField(
        _("what else is to be said"),
        max_length=2000,
        blank=True,
        help_text=_("Stands below date and place, such as what to bring. Links and deadlines follow it."),
    )

    panels = [
        FieldPanel("kind"),
        FieldPanel("minor_change"),
        MultiFieldPanel(
            [FieldPanel("subject"), FieldPanel("opening"), FieldPanel("addition")],
            _("Words"),
            help_text=_("Date, place, links, deadlines and the contact are added by themselves and cannot be lost."),
        ),
    ]
    translatable_fields = [
        SynchronizedField("kind", overridable=False),
        TranslatableField("subject"),
        TranslatableField("opening"),
        TranslatableField("addition"),
    ]

    class Meta(TranslatedDraft.Meta):
        verbose_name = _("mail text")
        verbose_name_plural = _("mail texts")
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["kind", "locale"], name="mail_text_once_in_a_language")]

    def __str__(self) -> str:
        return self.get_kind_display()

    def clean(self) -> None:
        super().clean()
        locale = self.locale if self.locale_id else Locale.get_default()
        if MailText.objects.filter(locale=locale, kind=self.kind).exclude(pk=self.pk).exists():
            raise ValidationError({"kind": _("There is a text for this mail already: change that one.")})
        if not (self.subject.strip() or self.opening.strip() or self.addition.strip()):
            raise ValidationError({"opening": _("Write a subject, an opening or something that is to be added.")})
        wrong = self._wrong_words()
        if wrong:
            raise ValidationError(wrong)

    def refuse_publication(self) -> None:
        """Raise PublishRefused for words that would go out with their brackets: translations pass no form."""
        super().refuse_publication()
        for message in self._wrong_words().values():
            raise PublishRefused(message)

    def _wrong_words(self) -> dict[str, str]:
        said = {name: _unknown(getattr(self, name)) for name in ("subject", "opening", "addition")}
        return {name: message for name, message in said.items() if message}


def _unknown(text: str) -> str:
    """Return what is wrong with the curly brackets of a text; empty when each is one of ours."""
    unknown = [name for name in IN_BRACKETS.findall(text) if name not in PLACEHOLDERS]
    left = IN_BRACKETS.sub("", text)
    if not unknown and "{" not in left and "}" not in left:
        return ""
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    return gettext("In curly brackets only these words can stand: %(known)s.") % {"known": known}
