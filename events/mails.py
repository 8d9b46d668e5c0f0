"""The mails about a sign-up, made at the moment they are sent: in the person's language, plain text."""

import re
from email.mime.text import MIMEText

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst

from cms.addresses import absolute_url
from cms.frame import frame_in
from cms.mail.registry import register
from cms.models import SiteFrame

from .enums import EventStatus, SignupState
from .facts import Facts, event_facts
from .ical import calendar_of, one_line, plain
from .links import accept_path, confirm_path, personal_path
from .models.signup import Signup
from .signups import place_in_queue


class SignupMail:
    """Makes the mails of one kind. Nothing that somebody typed stands in a mail, except the address it goes to.

    ``states`` are those in which the mail still is true; a mail that came too late is not sent.
    """

    def __init__(self, kind: str, states: list[SignupState], calendar_method: str = "") -> None:
        self.kind = kind
        self.states = states
        self.calendar_method = calendar_method

    def __call__(self, payload: dict, language: str) -> EmailMessage | None:
        rows = Signup.objects.filter(public_id=payload["signup"], anonymised_at__isnull=True)
        signup = rows.select_related("event__venue", "event__seat_book").first()
        if signup is None or not signup.email or not self._is_true_of(signup):
            return None
        facts = event_facts(signup.event, language=language)
        frame = frame_in(language)
        text = render_to_string(f"events/mails/{self.kind}.txt", self._context(signup, facts, frame))
        subject, body = text.split("\n", 1)
        message = EmailMessage(
            subject=one_line(subject),
            body=re.sub(r"\n{3,}", "\n\n", plain(body)).strip() + "\n",
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[signup.email],
            reply_to=[frame.contact_email] if frame else None,
        )
        if self.calendar_method and had_a_date(signup):
            message.attach(self._calendar(signup, facts))
        return message

    def _is_true_of(self, signup: Signup) -> bool:
        if signup.state not in self.states:
            return False
        if signup.state in (SignupState.UNCONFIRMED, SignupState.WAITING):
            return bool(signup.verified_at) != (self.kind == "please_confirm")
        return signup.state != SignupState.OFFERED or not signup.expires_at or timezone.now() < signup.expires_at

    def _context(self, signup: Signup, facts: Facts, frame: SiteFrame | None) -> dict:
        event_is_cancelled = signup.event.status == EventStatus.CANCELLED
        return {
            "title": one_line(facts.title),
            "facts": facts,
            "one_day": timezone.localdate(facts.starts_at) == timezone.localdate(facts.ends_at),
            "page_url": absolute_url(facts.url),
            "state": capfirst(signup.get_state_display()),
            "is_waiting": signup.state == SignupState.WAITING,
            "place": place_in_queue(signup),
            "expires_at": signup.expires_at,
            "event_is_cancelled": event_is_cancelled,
            "had_a_date": had_a_date(signup),
            "confirm_url": absolute_url(confirm_path(signup)),
            "personal_url": absolute_url(personal_path(signup)),
            "accept_url": absolute_url(accept_path(signup)),
            "signup_url": absolute_url(facts.signup_url) if facts.signup_url else None,
            "sender": frame.city_name if frame else settings.WAGTAIL_SITE_NAME,
            "contact": frame.contact_email if frame else "",
        }

    def _calendar(self, signup: Signup, facts: Facts) -> MIMEText:
        attendee = signup.email if self.calendar_method == "CANCEL" else ""
        content = calendar_of([facts], method=self.calendar_method, attendee=attendee)
        part = MIMEText(content.decode(), "calendar", "utf-8")
        part.set_param("method", self.calendar_method)
        part.add_header("Content-Disposition", "attachment", filename="event.ics")
        return part


KINDS = [
    SignupMail("please_confirm", [SignupState.UNCONFIRMED, SignupState.WAITING]),
    SignupMail(
        "already_registered",
        [SignupState.PENDING, SignupState.CONFIRMED, SignupState.OFFERED, SignupState.WAITING],
    ),
    SignupMail("confirmed", [SignupState.CONFIRMED], calendar_method="PUBLISH"),
    SignupMail("request_received", [SignupState.PENDING]),
    SignupMail("waiting_place", [SignupState.WAITING]),
    SignupMail("offer", [SignupState.OFFERED]),
    SignupMail("offer_lapsed", [SignupState.WAITING, SignupState.EXPIRED]),
    SignupMail("cancelled", [SignupState.CANCELLED], calendar_method="CANCEL"),
]


def had_a_date(signup: Signup) -> bool:
    """Return whether the person ever got the calendar entry, which a cancellation takes back."""
    return signup.steps.filter(to_state=SignupState.CONFIRMED).exists()


def register_mails() -> None:
    """Enter every kind of mail about a sign-up."""
    for mail in KINDS:
        register(f"signup.{mail.kind}", mail)
