"""What is stored about a person, in words of the active language."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from cms.languages.core.public_languages import describe

from ...models.enums import NeedKind, StepKind
from ...models.signup import Need, Signup, Step
from ...questions.questions import answers_in_words
from ...signups import place_in_queue


def what_you_told_us(signup: Signup) -> list[dict]:
    """Return name, address, answers and access needs: rows of label and value, with the ``lang`` of other languages."""
    rows = [
        _row(gettext("First name"), signup.given_name),
        _row(gettext("Last name"), signup.family_name),
        _row(gettext("E-mail address"), signup.email),
        _row(gettext("Organisation"), signup.organisation),
        _row(gettext("Language of our e-mails"), describe(signup.language).name),
    ]
    answers = answers_in_words(signup.event.signup_form, signup.answers, signup.labels, translation.get_language())
    return [row for row in rows if row["value"]] + answers + _needs(need_of(signup))


def how_it_stands(signup: Signup) -> list[dict]:
    """Return what we noted about the sign-up ourselves: state, times, seat or place."""
    rows = [
        _row(gettext("Reference"), signup.reference),
        _row(gettext("State"), capfirst(signup.get_state_display())),
        _row(gettext("Signed up on"), _moment(signup.created_at)),
        _row(gettext("Signed up by"), capfirst(signup.get_source_display())),
        _row(gettext("Invitation code"), signup.code.code if signup.code else ""),
        _row(gettext("Address confirmed on"), _moment(signup.verified_at)),
        _row(gettext("Held until"), _moment(signup.expires_at)),
        _row(gettext("Number of the seat in our list"), signup.seat_no),
        _row(gettext("Waiting since"), _moment(signup.queued_at if signup.state == "waiting" else None)),
        _row(gettext("Place on the waiting list"), place_in_queue(signup)),
        _row(gettext("Reason"), signup.reason),
        _row(gettext("Was there"), _moment(signup.attended_at)),
    ]
    return [row for row in rows if row["value"]]


def history(signup: Signup) -> list[dict]:
    """Return what happened to the sign-up and when, without the names of staff."""
    return [{"at": taken.at, "what": _what(taken), "by": taken.get_actor_display()} for taken in signup.steps.all()]


def consent(signup: Signup) -> dict:
    """Return what the person agreed to, when, and in which language."""
    own = signup.consent_language == translation.get_language()
    return {"text": signup.consent_text, "at": signup.consent_at, "lang": "" if own else signup.consent_language}


def need_of(signup: Signup) -> Need | None:
    """Return the record of access needs, where there is one."""
    return Need.objects.filter(signup=signup).first()


def _needs(need: Need | None) -> list[dict]:
    if need is None:
        return []
    labels = dict(NeedKind.choices)
    language = need.interpreter_language
    rows = [
        _row(gettext("Access needs"), capfirst(", ".join(str(labels.get(kind, kind)) for kind in need.kinds))),
        _row(gettext("Interpreter for"), describe(language).name if language in dict(settings.LANGUAGES) else language),
        _row(gettext("Note on access needs"), need.note),
        _row(gettext("You agreed that we keep your access needs on"), _moment(need.consent_at)),
    ]
    return [row for row in rows if row["value"]]


def _what(taken: Step) -> str:
    kind = StepKind(taken.kind)
    return capfirst(taken.get_to_state_display() if kind == StepKind.MOVED else str(kind.label))


def _row(label: str, value: object) -> dict:
    return {"label": label, "value": "" if value is None else str(value), "lang": ""}


def _moment(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT") if at else ""
