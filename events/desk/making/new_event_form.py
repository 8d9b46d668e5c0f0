"""All that a new event and its German page need, on one screen: few fields must be filled in, the rest is proposed."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from cms.forms.fields import EditorsTextField

from ...models.event import Event
from ...models.far_away import refuse_far_away
from ...models.signup_form import SignupForm
from ...models.venue import Venue
from .default_form import new_signup_form
from .programme import Part, read_programme
from .sections import Section

SEATS = 50
USUAL_LENGTH = timedelta(hours=2)
NEW_FORM, NO_FORM = "new", "none"
LONGEST_SUMMARY = 500


class NewEventForm(WagtailAdminModelForm):
    """The rules are those of the models; what is left empty gets what is usual."""

    summary = EditorsTextField(
        label=_("summary"),
        max_length=LONGEST_SUMMARY,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two or three sentences in plain words: they stand below the title and on the list of events."),
    )
    text = EditorsTextField(
        label=_("text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "What people read on the page. An empty line begins a new paragraph; pictures and links come later."
        ),
    )
    invited = EditorsTextField(
        label=_("who is invited"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands on the page beside the facts, such as: everybody who lives here."),
    )
    programme = EditorsTextField(
        label=_("programme"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "placeholder": "18:00 Begrüßung"}),
        help_text=_("Each part on a line of its own, with its time first. The page shows it as a table of times."),
    )
    form_choice = forms.ChoiceField(
        label=_("sign-up form"),
        help_text=_("The questions behind the button “Sign up”. Without a form the page has no such button."),
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = Event
        fields = [
            *("name", "starts_at", "ends_at", "attendance_mode", "venue", "room", "online_link"),
            *("capacity", "waiting_list_size", "access"),
            *("signup_opens_at", "signup_closes_at", "cancel_until", "reminder_days"),
            *("languages_spoken", "access_features"),
        ]
        moments = ("starts_at", "ends_at", "signup_opens_at", "signup_closes_at", "cancel_until")
        widgets = {**{name: AdminDateTimeInput() for name in moments}, "access": forms.RadioSelect()}
        labels = {"name": _("title")}
        help_texts = {
            "name": _("The heading of the page; staff see the event under this name, too."),
            "starts_at": _("Stands on the page and in calendars."),
            "ends_at": _("Empty: two hours after the start. Afterwards the page stands among the past events."),
            "venue": _("The page shows its address, the way there and its entrance."),
            "capacity": _("The page shows how many of them are free; one number for all languages together."),
            "waiting_list_size": _(
                "When the event is full, so many people may wait. 0: the page says that it is full."
            ),
            "access": _("By invitation: the page asks for a code, and others may ask for a seat."),
            "signup_opens_at": _("From then on the page has the button. Empty: as soon as it is published."),
            "signup_closes_at": _("From then on the page has no button any more. Empty: when the event starts."),
            "cancel_until": _("Until then people can give their seat back. Empty: until the event starts."),
            "reminder_days": _("So many days before, people get a mail that reminds them. 0: none."),
            "languages_spoken": _("The page says in which languages the event is held."),
            "access_features": _("The page promises it: tick only what is arranged."),
        }

    def __init__(self, *args, user: Any, **kwargs) -> None:
        latest = Event.objects.order_by("-pk").first()
        kwargs["initial"] = {**_proposals(latest), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for one in self.fields.values():
            one.label = capfirst(one.label)
        self.fields["ends_at"].required = False
        self.fields["venue"].queryset = Venue.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        self.fields["venue"].widget.choices = self.fields["venue"].choices
        self.fields["access"].choices = Event._meta.get_field("access").choices
        self.fields["form_choice"].choices = _form_choices(user)
        self.fields["form_choice"].initial = _usual_form(latest, self.fields["form_choice"].choices)

    def sections(self) -> list[Section]:
        """Return the fields in the order in which one thinks of them; what is proposed well is folded."""
        return [
            Section.of(
                self,
                gettext("1. What, when and where"),
                *("name", "starts_at", "ends_at", "attendance_mode", "venue", "room", "online_link"),
            ),
            Section.of(self, gettext("2. What the page says"), "summary", "text", "invited", "programme"),
            Section.of(self, gettext("3. Seats and sign-up"), "capacity", "waiting_list_size", "access", "form_choice"),
            Section.of(
                self,
                gettext("4. Times of the sign-up"),
                *("signup_opens_at", "signup_closes_at", "cancel_until", "reminder_days"),
                proposal=gettext("Proposed: from now until the start, with a reminder two days before."),
            ),
            Section.of(
                self,
                gettext("5. Languages and access"),
                *("languages_spoken", "access_features"),
                proposal=gettext("Proposed: in German. What is arranged for access is yours to say."),
            ),
        ]

    def clean_starts_at(self):
        starts_at = self.cleaned_data["starts_at"]
        if starts_at <= timezone.now():
            raise ValidationError(
                _(
                    "This start is in the past: check the year and the month. What is over already is entered under "
                    "“Dates and seats”."
                )
            )
        refuse_far_away(starts_at)
        return starts_at

    def clean_programme(self) -> list[Part]:
        return read_programme(self.cleaned_data["programme"])

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("starts_at") and not cleaned.get("ends_at") and "ends_at" not in self.errors:
            cleaned["ends_at"] = cleaned["starts_at"] + USUAL_LENGTH
        return cleaned

    def chosen_form(self) -> SignupForm | None:
        """Return the sign-up form: one that is there, a new one that is not saved yet, or none."""
        choice = self.cleaned_data["form_choice"]
        if choice == NO_FORM:
            return None
        return new_signup_form(self.cleaned_data["name"]) if choice == NEW_FORM else SignupForm.objects.get(pk=choice)


def _proposals(latest: Event | None) -> dict[str, Any]:
    return {
        "venue": _usual_venue(latest),
        "capacity": SEATS,
        "languages_spoken": [settings.LANGUAGE_CODE],
    }


def _usual_venue(latest: Event | None) -> int | None:
    if latest is not None:
        return latest.venue_id
    return Venue.objects.filter(locale__language_code=settings.LANGUAGE_CODE).values_list("pk", flat=True).first()


def _usual_form(latest: Event | None, choices: list[tuple[str, Any]]) -> str:
    """Return the form of the last event, else the newest one, else a new one where the user may make it."""
    offered = [value for value, _label in choices]
    used = str(latest.signup_form_id) if latest is not None else ""
    return used if used in offered else offered[0]


def _form_choices(user: Any) -> list[tuple[str, Any]]:
    german = SignupForm.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("-pk")
    forms_there = [(str(form.pk), _name_of(form)) for form in german]
    new = [(NEW_FORM, gettext("A new one with consent and without questions"))]
    return [
        *forms_there,
        *(new if user.has_perm("events.add_signupform") else []),
        (NO_FORM, gettext("None: nobody signs up")),
    ]


def _name_of(form: SignupForm) -> str:
    return form.title if form.live else gettext("%(title)s (draft)") % {"title": form.title}
