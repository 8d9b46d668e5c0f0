"""What is kept of a sign-up. A group stands in the order of the file with all data."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...models.enums import SignupState
from ...models.signup import Signup, reference_of
from ..party import others_of_party
from ..waiting_list import place_in_queue
from .column import Column, Group, Told
from .telling import CHOICE, LANGUAGE, MOMENT, moment

# What follows from the queue; an export counts it for all at once.
PLACE = "place"


def _nothing() -> None:
    return None


def _code(signup: Signup) -> str:
    return signup.code.code if signup.code else ""


def _code_and_whose(signup: Signup) -> str:
    return f"{signup.code.code}, {signup.code.organisation}" if signup.code else ""


def _signed_up_with(signup: Signup) -> str:
    return ", ".join(f"{other.full_name} ({other.reference})" for other in others_of_party(signup))


def _who_signed_up(signup: Signup) -> str:
    """The reference of the one who filled in the form: the same for all who belong together."""
    return reference_of(signup.party) if signup.party else ""


def _confirmed_at(signup: Signup) -> str:
    return moment(signup.verified_at) if signup.email else ""


def _waiting_since(signup: Signup) -> str:
    return moment(signup.queued_at) if signup.state == SignupState.WAITING else ""


def _held_until(signup: Signup) -> str:
    return moment(signup.answer_by) if signup.is_active else ""


def _seconds_held(signup: Signup) -> int | None:
    return int(signup.held_for.total_seconds()) if signup.held_for else None


OF_A_SIGNUP = [
    Column("id", Group.INNER),
    Column("event", Group.INNER),
    Column("link_version", Group.INNER),
    Column("anonymised_at", Group.INNER),
    Column(
        "given_name",
        Group.PERSON,
        page=Told(_("First name")),
        desk=Told(_("First name")),
        table=Told(_("First name"), 50),
        file=Told("given_name"),
        empty=str,
    ),
    Column(
        "family_name",
        Group.PERSON,
        page=Told(_("Last name")),
        desk=Told(_("Last name")),
        table=Told(_("Last name"), 60),
        file=Told("family_name"),
        empty=str,
    ),
    Column(
        "email",
        Group.PERSON,
        page=Told(_("Email address")),
        desk=Told(_("Email address"), value=lambda signup: signup.email or gettext("none: phone or write")),
        table=Told(_("E-mail"), 70),
        file=Told("email"),
        empty=str,
    ),
    Column("email_key", Group.PERSON, file=Told("email_compared_as"), empty=_nothing),
    Column("mailbox_no", Group.PERSON, file=Told("person_of_the_mailbox")),
    Column(
        "organisation",
        Group.PERSON,
        page=Told(_("Organisation")),
        desk=Told(_("Organisation")),
        table=Told(_("Organisation"), 80),
        file=Told("organisation"),
        empty=str,
    ),
    Column("search_key", Group.PERSON, file=Told("name_compared_as"), empty=str),
    Column("sort_key", Group.PERSON, file=Told("name_sorted_and_found_as"), empty=str),
    Column(
        "language",
        Group.PERSON,
        LANGUAGE,
        page=Told(_("Language of our emails")),
        desk=Told(_("Language")),
        table=Told(_("Language"), 90),
        file=Told("language"),
    ),
    Column("public_id", Group.SIGN_UP, file=Told("id", value=lambda signup: str(signup.public_id))),
    Column(
        "reference",
        Group.SIGN_UP,
        page=Told(_("Reference"), 10),
        desk=Told(_("Reference"), 10),
        table=Told(_("Reference"), 10),
        file=Told("reference"),
        is_stored=False,
    ),
    Column(
        "state",
        Group.SIGN_UP,
        CHOICE,
        # The desk's screen has it in its head.
        page=Told(_("State"), 20),
        table=Told(_("State"), 20),
        file=Told("state"),
    ),
    Column(
        "reason",
        Group.SIGN_UP,
        page=Told(_("Reason"), 110),
        desk=Told(_("Reason of the decision"), 120),
        table=Told(_("Reason of the decision"), 150),
        file=Told("reason_of_the_decision"),
        empty=str,
    ),
    Column(
        "source",
        Group.SIGN_UP,
        CHOICE,
        page=Told(_("Signed up by"), 40),
        desk=Told(_("Came by"), 20),
        table=Told(_("Came by"), 100),
        file=Told("source"),
    ),
    Column(
        "party",
        Group.SIGN_UP,
        desk=Told(_("Signed up together with"), 25, _signed_up_with),
        table=Told(_("Signed up together with"), 105, _who_signed_up),
        file=Told("signed_up_by", value=_who_signed_up),
        empty=_nothing,
    ),
    Column(
        "code",
        Group.SIGN_UP,
        page=Told(_("Invitation code"), 50, _code),
        desk=Told(_("Invitation code"), 30, _code_and_whose),
        file=Told("invitation_code", value=_code),
        empty=_nothing,
    ),
    Column(
        "seat_no",
        Group.SIGN_UP,
        page=Told(_("Seat number in our list"), 80),
        desk=Told(_("Seat"), 60),
        table=Told(_("Seat"), 30),
        file=Told("seat_number"),
    ),
    Column(
        "is_exception",
        Group.SIGN_UP,
        desk=Told(
            _("Exception"),
            70,
            lambda signup: gettext("seat beyond the capacity, granted by staff") if signup.is_exception else "",
        ),
        file=Told("seat_beyond_the_capacity"),
    ),
    Column(
        PLACE,
        Group.SIGN_UP,
        page=Told(_("Place on the waiting list"), 100, place_in_queue),
        desk=Told(_("Place on the waiting list"), 80, place_in_queue),
        table=Told(_("Place on the waiting list"), 40, place_in_queue),
        file=Told("place_on_the_waiting_list", value=place_in_queue),
        is_stored=False,
    ),
    Column("priority", Group.SIGN_UP, file=Told("priority_on_the_waiting_list")),
    Column(
        "created_at",
        Group.SIGN_UP,
        MOMENT,
        page=Told(_("Signed up on"), 30),
        desk=Told(_("Signed up at"), 40),
        table=Told(_("Signed up at"), 110),
        file=Told("signed_up_at"),
    ),
    Column(
        "verified_at",
        Group.SIGN_UP,
        MOMENT,
        page=Told(_("Address confirmed on"), 60),
        desk=Told(_("Address confirmed at"), 50, _confirmed_at),
        file=Told("address_confirmed_at"),
    ),
    Column(
        "queued_at",
        Group.SIGN_UP,
        MOMENT,
        page=Told(_("Waiting since"), 90, _waiting_since),
        desk=Told(_("Waiting since"), 90, _waiting_since),
        file=Told("waiting_since"),
    ),
    Column(
        "expires_at",
        Group.SIGN_UP,
        MOMENT,
        page=Told(_("Held until"), 70),
        desk=Told(_("Held until"), 100, _held_until),
        file=Told("held_until"),
    ),
    # It ends already when the sign-up is confirmed, or ends.
    Column("network_hash", Group.SIGN_UP, file=Told("keyed_hash_of_the_network"), empty=str),
    Column("held_since", Group.SIGN_UP, MOMENT, file=Told("held_since")),
    Column("held_for", Group.SIGN_UP, file=Told("held_for_seconds", value=_seconds_held)),
    Column(
        "hold_mail",
        Group.SIGN_UP,
        CHOICE,
        desk=Told(_("Mail about the hold"), 110),
        file=Told("mail_about_the_hold"),
    ),
    Column("offers_lapsed", Group.SIGN_UP, file=Told("offers_lapsed")),
    Column("repeated_at", Group.SIGN_UP, MOMENT, file=Told("mail_repeated_at")),
    Column("reminded_start", Group.SIGN_UP, MOMENT, file=Told("reminded_of_the_start")),
    Column(
        "attended_at",
        Group.SIGN_UP,
        MOMENT,
        page=Told(_("Arrived on"), 120),
        desk=Told(_("Arrived on"), 130),
        # Behind the answers.
        table=Told(_("Arrived on"), 1000),
        file=Told("was_there_at"),
    ),
    Column("answers", Group.ANSWERS, empty=dict),
    Column("labels", Group.ANSWERS, empty=dict),
    # The personal page shows the consent as one text.
    Column("consent_text", Group.CONSENT, desk=Told(_("Text")), file=Told("text"), empty=str),
    Column("consent_language", Group.CONSENT, LANGUAGE, desk=Told(_("Given in"), 2), file=Told("language")),
    Column("consent_at", Group.CONSENT, MOMENT, desk=Told(_("Given at"), 1), file=Told("given_at")),
]
