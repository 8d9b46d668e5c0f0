"""The form in which a person signs up for an event, without a cookie."""

from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.forms.field_markup import Markup
from cms.forms.public_form import PublicForm
from cms.ground.standing import Standing
from cms.texts.characters import refuse_hostile_characters

from ..models.enums import EventAccess
from ..models.event import Event
from ..questions.access_needs import NEEDS_FIELDS
from ..questions.companions import (
    COMPANIONS_CONSENT,
    companion_errors,
    companion_fields,
    companions_from,
    more_than_may_come,
)
from ..questions.entry_form import LONGEST_CODE, SignupEntryForm, code_field
from ..questions.field_order import required_first
from ..questions.fields import NO_CONSENT, Full
from ..questions.questions import FormInLanguage, form_in_language
from ..signups import Person
from ..signups.codes import has_codes
from .form_wording import too_few
from .second_wish import SECOND_WISH, Wishes

MAY_WAIT = "may_wait"
COMPANION = "companion_"


class VisitorsForm(SignupEntryForm, PublicForm):
    """A sign-up with code and consent, in one language.

    Its fields are those of all visitors of this event in this language: nobody may change one. ``mailbox`` is the
    address that a link has proved, for which nobody is asked then.
    """

    def __init__(
        self,
        event: Event,
        texts: FormInLanguage,
        language: str,
        data: QueryDict | None,
        *,
        asks_code: bool,
        code: str,
        shared: Standing,
        full: Full,
        mailbox: str = "",
        wishes: Wishes = (),
    ) -> None:
        self.texts, self.language, self.asks_code = texts, language, asks_code
        self.shared, self.mailbox = shared, mailbox
        initial = {"code": code} if code else {}
        super().__init__(event, texts, data, full=full, initial=initial, bound_to=event.public_id)
        if self.mailbox:
            # It was proved by the link.
            del self.fields["email"]
        if data is not None and MAY_WAIT in data:
            self._ask_whether_all_wait()
        if wishes:
            self._ask_for_a_second_wish(wishes)

    @property
    def minimum_seconds(self) -> float:
        """Whoever needs less is no person."""
        return settings.FORM_MINIMUM_SECONDS

    def asked(self) -> dict[str, forms.Field]:
        return self.shared.get(("fields", *self._made_of), self._made)

    @property
    def markup(self) -> Markup:
        """How these fields look."""
        return self.shared.get(("markup", *self._made_of), dict)

    @property
    def _made_of(self) -> tuple:
        # The day, because a field says until when help can be ordered.
        day = timezone.localdate() if self.event.needs_order_by else None
        return self.event.pk, self.language, self.asks_code, day, self.full

    def _made(self) -> dict[str, forms.Field]:
        consent = forms.BooleanField(
            label=self.texts.consent,
            error_messages={"required": NO_CONSENT},
        )
        code = {"code": code_field(self.event, by_staff=False)} if self.asks_code else {}
        # Who is invited has a code; where everybody may come, hardly anybody.
        in_sight = code if self.event.access == EventAccess.INVITATION else ()
        others = companion_fields(self.event, asks_needs=self.asks_needs)
        about = {**self.about_the_person(), **code, **self.about_the_event(), **others}
        asked = required_first(about, in_sight=in_sight)
        return {**asked, "consent": consent}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.asks_needs and any(self.data.get(self.add_prefix(name)) for name in NEEDS_FIELDS):
            # The editor took the questions away meanwhile; nobody may believe that help is on its way.
            message = _(
                "We no longer ask here what you need to take part. Please call or write to us "
                "about it. Your other answers are still here. Please send the form again."
            )
            self.add_error(None, message)
        self._check_companions(cleaned)
        return cleaned

    def _check_companions(self, cleaned: dict[str, Any]) -> None:
        if more_than_may_come(self.event, self.data):
            message = _(
                "You can now bring fewer people than when you opened the form. Please check who is coming with you. "
                "Your other answers are still here."
            )
            self.add_error(None, message)
        if self.event.companions and not any(name.startswith(COMPANION) for name in self.errors):
            by = cleaned.get("given_name") or "", cleaned.get("family_name") or ""
            for name, error in companion_errors(self.event, cleaned, by).items():
                self.add_error(name, error)

    def show_too_few(self, seats: int | None, *, can_wait: bool) -> None:
        """Say that there are only so many ``seats`` for all who are named; offer to wait together where they can."""
        self.add_error(None, too_few(seats, can_wait=can_wait))
        if can_wait:
            self._ask_whether_all_wait()

    def _ask_whether_all_wait(self) -> None:
        label = _("Put all of us on the waiting list. We would rather wait than sign up fewer people.")
        self.fields[MAY_WAIT] = forms.BooleanField(label=label, required=False)

    def _ask_for_a_second_wish(self, wishes: Wishes) -> None:
        self.fields[SECOND_WISH] = forms.ChoiceField(
            label=_("Would you like a seat on another date until then?"),
            choices=[("", _("No, I only want to come to this event")), *wishes],
            required=False,
            help_text=_("If you later accept a seat at this event, the other seat goes to someone else."),
            error_messages={"invalid_choice": _("This date can no longer be chosen. Please choose another one.")},
        )

    @property
    def second_wish(self) -> str:
        """The public id of the event of the second wish, or an empty text."""
        return self.cleaned_data.get(SECOND_WISH, "")

    def person(self) -> Person:
        person = super().person()
        values = self.cleaned_data
        return replace(
            person,
            email=self.mailbox or person.email,
            language=self.language,
            consent_text=self.texts.consent,
            companions=companions_from(self.event, values, str(COMPANIONS_CONSENT)),
            may_wait=bool(values.get(MAY_WAIT)),
        )

    @property
    def has_code(self) -> bool:
        """Whether an invitation code stands in the form, as typed or from a link, with which nothing is known wrong."""
        return self.asks_code and bool(self["code"].value()) and "code" not in self.errors


def visitors_form(
    event: Event,
    language: str,
    data: QueryDict | None = None,
    *,
    code: str = "",
    shared: Standing | None = None,
    full: Full = frozenset(),
    mailbox: str = "",
    wishes: Wishes = (),
) -> VisitorsForm | None:
    """Return the event's form in a language, filled with ``data`` or with the ``code`` of a link.

    None when the form is closed in that language. What is ``shared`` is not made once more; ``full`` are the options
    that nobody can choose now.
    """
    shared = shared or Standing()
    form_id = event.signup_form_id
    texts = shared.get(("sign-up form", form_id, language), lambda: form_in_language(form_id, language))
    if texts is None or not texts.consent:
        return None
    code = _harmless(code)
    asks_code = _asks_code(event, data, code)
    return VisitorsForm(
        event,
        texts,
        language,
        data,
        asks_code=asks_code,
        code=code,
        shared=shared,
        full=full,
        mailbox=mailbox,
        wishes=wishes,
    )


def _asks_code(event: Event, data: QueryDict | None, code: str) -> bool:
    if code or event.access == EventAccess.INVITATION:
        return True
    # What was shown is asked again; a post costs no query for that.
    return has_codes(event) if data is None else "code" in data


def _harmless(code: str) -> str:
    """Return the code of a link, or nothing where the link was tampered with."""
    try:
        refuse_hostile_characters(code)
    except forms.ValidationError:
        return ""
    return code if len(code) <= LONGEST_CODE else ""
