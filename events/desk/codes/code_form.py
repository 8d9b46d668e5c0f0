from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from cms.ground.as_read import TellsOfChanges

from ...models.event import Event
from ...models.signup import InvitationCode, Signup
from ...signups import Reason
from ...signups.codes import normalise_code
from ..screens.names import dated

LONGEST_CODE = 20
SHORTEST_CODE = 6


class InvitationCodeForm(TellsOfChanges, WagtailAdminModelForm):
    """What staff type about a code. Whether so many seats are free is checked by the domain, under its lock."""

    class Meta:
        model = InvitationCode
        fields = ["event", "organisation", "code", "seats", "held_back", "valid_until"]
        # Wagtail's own Meta would let staff choose among all events, and name them without their day.
        widgets = {"valid_until": AdminDateTimeInput()}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        is_used = bool(self.instance.pk and self.instance.signups.exists())
        event = self.fields["event"]
        event.queryset = Event.objects.not_over(timezone.now()) | Event.objects.filter(pk=self.instance.event_id)
        event.label_from_instance = dated
        event.disabled = is_used
        event.help_text = _("Whoever has the code signs up for this event, and for no other.")
        if is_used:
            event.help_text = _("People have signed up with this code, so its event stays.")
        self.fields["organisation"].help_text = _("Who gets the code. Only staff see it.")
        self.fields["code"].help_text = _(
            "Letters and digits. It was drawn by lot; a word that people can guess is bad."
        )
        self.fields["valid_until"].help_text = _("Afterwards nobody can sign up with it, and seats held back are free.")

    def clean_code(self) -> str:
        code = normalise_code(self.cleaned_data["code"])
        if not SHORTEST_CODE <= len(code) <= LONGEST_CODE:
            raise ValidationError(
                _("A code has %(least)d to %(most)d letters and digits."),
                params={"least": SHORTEST_CODE, "most": LONGEST_CODE},
            )
        return code

    def clean(self) -> dict:
        cleaned = super().clean()
        seats, held_back = cleaned.get("seats"), cleaned.get("held_back")
        if seats is not None and held_back is not None and held_back > seats:
            self.add_error("held_back", _("No more seats can be held back than the code has."))
        self._check_code(cleaned)
        taken = Signup.objects.active().filter(code=self.instance).count() if self.instance.pk else 0
        if seats is not None and seats < taken:
            message = ngettext(
                "%(taken)d person has signed up with this code. It needs at least that many seats.",
                "%(taken)d people have signed up with this code. It needs at least that many seats.",
                taken,
            )
            self.add_error("seats", ValidationError(message, params={"taken": taken}))
        return cleaned

    def _check_code(self, cleaned: dict) -> None:
        event, code = cleaned.get("event"), cleaned.get("code")
        twins = InvitationCode.objects.filter(event=event, code=code).exclude(pk=self.instance.pk)
        if event and code and twins.exists():
            self.add_error("code", str(Reason.CODE_TAKEN.label))
