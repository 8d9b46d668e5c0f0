"""What is stored about a sign-up, as rows of label and value for staff; answers with their German labels."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from ...models.enums import SignupState
from ...models.signup import Need, Signup
from ...questions.questions import answers_in_words
from ...signups import place_in_queue
from ..needs.needs import kinds_in_words


@dataclass(frozen=True)
class FactsPanel:
    id: str
    heading: str
    icon: str
    rows: list[dict]


def panels_about(signup: Signup, need: Need | None) -> list[FactsPanel]:
    """Return all that is known, in panels; without a row for what is empty, and none for access needs not given."""
    answers = answers_in_words(signup.event.signup_form, signup.answers, signup.labels, settings.LANGUAGE_CODE)
    panels = [
        FactsPanel("person", gettext("Person"), "user", _rows(_person(signup))),
        FactsPanel("standing", gettext("Sign-up"), "list-ul", _rows(_standing(signup))),
        FactsPanel("answers", gettext("Answers"), "form", answers),
        FactsPanel("needs", gettext("Access needs"), "view", _rows(_needs(need)) if need else []),
        FactsPanel("consent", gettext("Consent"), "check", _rows(_consent(signup))),
    ]
    return [panel for panel in panels if panel.rows]


def _person(signup: Signup) -> dict[str, Any]:
    return {
        gettext("First name"): signup.given_name,
        gettext("Last name"): signup.family_name,
        gettext("E-mail address"): signup.email or gettext("none: phone or write"),
        gettext("Organisation"): signup.organisation,
        gettext("Language"): signup.get_language_display(),
    }


def _standing(signup: Signup) -> dict[str, Any]:
    code = signup.code
    return {
        gettext("Reference"): signup.reference,
        gettext("Came by"): capfirst(signup.get_source_display()),
        gettext("Invitation code"): f"{code.code}, {code.organisation}" if code else "",
        gettext("Signed up at"): _moment(signup.created_at),
        gettext("Address confirmed at"): _moment(signup.verified_at) if signup.email else "",
        gettext("Seat"): signup.seat_no,
        gettext("Exception"): gettext("seat beyond the capacity, granted by staff") if signup.is_exception else "",
        gettext("Place on the waiting list"): place_in_queue(signup),
        gettext("Waiting since"): _moment(signup.queued_at) if signup.state == SignupState.WAITING else "",
        gettext("Held until"): _moment(signup.expires_at) if signup.is_active else "",
        gettext("Mail about the hold"): capfirst(signup.get_hold_mail_display()) if signup.hold_mail else "",
        gettext("Reason of the decision"): signup.reason,
        gettext("Was there"): _moment(signup.attended_at),
    }


def _needs(need: Need) -> dict[str, Any]:
    return {gettext("Needs"): ", ".join(kinds_in_words(need)), gettext("Note"): need.note}


def _consent(signup: Signup) -> dict[str, Any]:
    return {
        gettext("Text"): signup.consent_text,
        gettext("Given at"): _moment(signup.consent_at),
        gettext("Given in"): signup.get_consent_language_display(),
    }


def _rows(facts: dict[str, Any]) -> list[dict]:
    return [{"label": label, "value": value, "lang": ""} for label, value in facts.items() if value]


def _moment(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else ""
