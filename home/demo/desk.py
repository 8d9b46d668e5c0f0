"""What staff find on their desk: sign-ups in several states, an organisation's invitation code, a mail that failed.

The people are numbers, their addresses lead nowhere, and none of their mails is sent.
"""

from dataclasses import dataclass

from django.utils import timezone

from cms.mail.models import Mail, MailState
from cms.mail.registry import Outcome, reporter_of
from cms.models import User
from events.models import Event, InvitationCode, Signup
from events.models.enums import NeedKind, SignupSource, SignupState
from events.questions.questions import FormInLanguage, form_in_language, german_labels
from events.signups import Needs, Person, approve, cancel, confirm, decline, enter, save_code, sign_up

from ..new_site.stream import Entry

ORGANISATION = "Dachverband der Migrantenorganisationen in Sachsen"
CODE_SEATS, CODE_HELD_BACK = 10, 5
UNDELIVERED = "SMTPRecipientsRefused 550"


@dataclass(frozen=True)
class Guest:
    """Somebody invented, known by a number; ``comes_to`` is the state in which the sign-up ends."""

    number: int
    language: str = "de"
    comes_to: SignupState = SignupState.CONFIRMED
    needs: Needs | None = None
    organisation: str = ""
    has_code: bool = False
    by_phone: bool = False


OPEN_GUESTS = [
    Guest(1),
    Guest(2, organisation="Volkshochschule und Sprachtreff"),
    Guest(3, "en"),
    Guest(4, "de-simple", needs=Needs((NeedKind.STEP_FREE,))),
    Guest(5, needs=Needs((NeedKind.SIGN_LANGUAGE,))),
    Guest(6, "en", needs=Needs((NeedKind.INTERPRETER,), interpreter_language="ar")),
    Guest(7, by_phone=True),
    Guest(8, needs=Needs((NeedKind.CHILD_CARE,), note="Zwei Kinder, vier und sieben Jahre.")),
    Guest(9, organisation="Netzwerk Migrationsberatung"),
    Guest(10, "de-simple"),
    Guest(11, "en", SignupState.UNCONFIRMED),
    Guest(12, comes_to=SignupState.CANCELLED),
]
INVITED_GUESTS = [
    Guest(21, organisation=ORGANISATION, has_code=True),
    Guest(22, organisation=ORGANISATION, has_code=True),
    Guest(23, "en", SignupState.PENDING, organisation="Nachbarschaftsnetzwerk"),
    Guest(24, "de-simple", SignupState.PENDING),
    Guest(25, comes_to=SignupState.DECLINED),
]


def fill_desk(events: dict[str, Event], texts: Entry, user: User) -> None:
    """Sign the guests up through the domain, each in a transaction of its own."""
    code = _create_code(events["closed"])
    reason = texts["decline_reasons"][0]["text"]
    for guest in OPEN_GUESTS:
        _invite(guest, events["open-1"], "", user, reason)
    for guest in INVITED_GUESTS:
        _invite(guest, events["closed"], code.code, user, reason)
    # A worker would send them to addresses that don't exist; for those who have to confirm, they have arrived.
    for kind, payload in Mail.objects.filter(state=MailState.QUEUED).values_list("kind", "payload"):
        if reporter := reporter_of(kind):
            reporter(payload, Outcome.DELIVERED)
    Mail.objects.filter(state=MailState.QUEUED).exclude(kind="signup.confirmed").update(
        state=MailState.STOPPED, payload={}
    )
    undelivered = Mail.objects.filter(state=MailState.QUEUED).order_by("pk").first()
    Mail.objects.filter(state=MailState.QUEUED).exclude(pk=undelivered.pk).update(state=MailState.STOPPED, payload={})
    Mail.objects.filter(pk=undelivered.pk).update(state=MailState.FAILED, tries=1, error=UNDELIVERED)


def _create_code(event: Event) -> InvitationCode:
    code = InvitationCode(
        event=event,
        organisation=ORGANISATION,
        seats=CODE_SEATS,
        held_back=CODE_HELD_BACK,
        valid_until=event.closes_at,
    )
    return save_code(code)


def _invite(guest: Guest, event: Event, code: str, user: User, reason: str) -> None:
    person = _person(guest, event, code if guest.has_code else "")
    if guest.by_phone:
        enter(event.pk, person, SignupSource.PHONE, user)
        return
    sign_up(event.pk, person)
    public_id = Signup.objects.values_list("public_id", flat=True).get(event=event, email=person.email)
    if guest.comes_to == SignupState.UNCONFIRMED:
        return
    signup = confirm(public_id)
    if guest.comes_to == SignupState.DECLINED:
        decline(public_id, user, reason)
    elif guest.comes_to == SignupState.CANCELLED:
        cancel(public_id)
    elif guest.comes_to == SignupState.CONFIRMED and signup.state == SignupState.PENDING:
        approve(public_id, user)


def _person(guest: Guest, event: Event, code: str) -> Person:
    form = form_in_language(event.signup_form_id, guest.language)
    if form is None:
        raise ValueError(f"The form of {event} is not published.")
    return Person(
        given_name="Person",
        family_name=str(guest.number),
        email=f"person-{guest.number}@teilhabe.example",
        language=guest.language,
        organisation=guest.organisation,
        answers=_answers(form, guest.number),
        labels=german_labels(form.questions, form.language, timezone.now()),
        consent_text=form.consent,
        needs=guest.needs,
        code=code,
    )


def _answers(form: FormInLanguage, number: int) -> dict:
    answers = {}
    for position, question in enumerate(form.questions):
        options = [option.id for option in question.options]
        if options:
            chosen = options[(number * 3 + position) % len(options)]
            answers[question.id] = [chosen] if question.kind == "several_of" else chosen
    return answers
