"""Which mails there are about a sign-up, and when each of them still is true."""

from dataclasses import dataclass
from email.mime.text import MIMEText

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.mail.registry import register, report

from ..models.enums import SignupState
from ..models.signup import Signup
from ..signups.holding import report_on_hold, report_on_offer
from .circumstances import circumstances_of
from .composing import ComposedMail, compose

ENDED = [SignupState.DECLINED, SignupState.CANCELLED, SignupState.EXPIRED]
# Somebody who waits, or has a seat, and has confirmed the address.
VERIFIED = [SignupState.CONFIRMED, SignupState.PENDING, SignupState.OFFERED, SignupState.WAITING]


@dataclass(frozen=True)
class SignupMail:
    """One kind of mail; called by the outbox when it is to be sent.

    ``states`` are those in which the mail still is true; a mail that came too late is not sent.
    """

    kind: str
    label: str | Promise
    states: list[SignupState]
    calendar_method: str = ""
    is_to_many: bool = False

    def __call__(self, payload: dict, language: str) -> EmailMultiAlternatives | None:
        rows = Signup.objects.filter(public_id=payload["signup"], anonymised_at__isnull=True)
        signup = rows.select_related("event__venue", "event__seat_book").first()
        if signup is None or not signup.email or not self._is_true_of(signup):
            return None
        circumstances = circumstances_of(self.kind, signup, payload, language)
        if circumstances is None:
            return None
        mail = compose(self.kind, signup, language, circumstances, self.calendar_method)
        return _message(mail, signup.email)

    def _is_true_of(self, signup: Signup) -> bool:
        if signup.state not in self.states:
            return False
        is_open = signup.state in (SignupState.UNCONFIRMED, SignupState.WAITING)
        if is_open and bool(signup.verified_at) == (self.kind == "please_confirm"):
            return False
        now = timezone.now()
        if self.kind in ("please_confirm", "offer") and signup.expires_at and now >= signup.expires_at:
            return False
        if self.kind == "reminder":
            # Of another date than now, a new reminder follows.
            event = signup.event
            is_to_come = event.has_a_date and now < event.starts_at
            return is_to_come and signup.reminded_start in (None, event.starts_at)
        return True


KINDS = [
    SignupMail("please_confirm", _("Please confirm"), [SignupState.UNCONFIRMED, SignupState.WAITING]),
    SignupMail("already_registered", _("Already signed up"), VERIFIED),
    SignupMail("one_per_series", _("One seat in the series"), [SignupState.CONFIRMED, SignupState.PENDING]),
    SignupMail("your_link", _("Link sent again"), [*VERIFIED, *ENDED]),
    SignupMail("request_received", _("Request received"), [SignupState.PENDING]),
    SignupMail("confirmed", _("You have a seat"), [SignupState.CONFIRMED], "PUBLISH"),
    SignupMail("declined", _("No seat"), [SignupState.DECLINED]),
    SignupMail("waiting_place", _("Place on the waiting list"), [SignupState.WAITING]),
    SignupMail("offer", _("Offer of a seat"), [SignupState.OFFERED]),
    SignupMail("offer_lapsed", _("Offer expired"), [SignupState.WAITING, SignupState.EXPIRED]),
    SignupMail("cancelled", _("Sign-up cancelled"), [SignupState.CANCELLED], "CANCEL"),
    SignupMail("reopened", _("Reopened"), [SignupState.PENDING, SignupState.WAITING]),
    SignupMail("moved", _("Event moved"), VERIFIED, "PUBLISH", is_to_many=True),
    SignupMail("changed", _("Details of the event changed"), VERIFIED, "PUBLISH", is_to_many=True),
    # The entry of the old date goes; that of the new one comes with its mail.
    SignupMail("postponed", _("Event postponed"), VERIFIED, "CANCEL", is_to_many=True),
    SignupMail("event_cancelled", _("Event cancelled"), [SignupState.CANCELLED], "CANCEL", is_to_many=True),
    SignupMail("reminder", _("Reminder"), [SignupState.CONFIRMED], "PUBLISH", is_to_many=True),
    SignupMail("message", _("Message to participants"), list(SignupState), is_to_many=True),
]


def register_mails() -> None:
    """Enter every kind of mail about a sign-up, and who wants to know what became of it."""
    for mail in KINDS:
        register(f"signup.{mail.kind}", mail, mail.label, is_followed=True, is_to_many=mail.is_to_many)
    report("signup.please_confirm", report_on_hold)
    report("signup.offer", report_on_offer)


def _message(mail: ComposedMail, address: str) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
        reply_to=[mail.reply_to] if mail.reply_to else None,
    )
    message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        part = MIMEText(mail.calendar.decode(), "calendar", "utf-8")
        part.set_param("method", mail.calendar_method)
        part.add_header("Content-Disposition", "attachment", filename="event.ics")
        message.attach(part)
    return message
