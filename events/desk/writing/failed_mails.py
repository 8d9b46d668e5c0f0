"""The task list "has a place, mail failed: phone them"."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cms.mail.failures import in_words
from cms.mail.models import Mail, MailState
from cms.mail.registry import label_of
from cms.models import User

from ...models.enums import HOLDING_A_SEAT
from ...models.signup import Signup
from ...signups import audit
from ...signups.reaching import unreached
from ..screens.permissions import VIEW, VIEW_MAILS

# The list names people, so it needs the permission to see sign-ups too.
PERMISSIONS = (VIEW, VIEW_MAILS)


@dataclass(frozen=True)
class FailedMail:
    """A mail and the sign-up it is about; ``signup`` is None for a mail of another room."""

    mail: Mail
    signup: Signup | None

    @property
    def label(self) -> Any:
        return label_of(self.mail.kind)

    @property
    def what_happened(self) -> Any:
        return in_words(self.mail)

    @property
    def has_a_seat(self) -> bool:
        return self.signup is not None and self.signup.state in HOLDING_A_SEAT


def failed_mails() -> list[FailedMail]:
    """Return all mails that failed: first those to people who hold a seat, the next event first. Two queries."""
    mails = list(Mail.objects.filter(state=MailState.FAILED).order_by("pk"))
    wanted = {mail.payload["signup"] for mail in mails if "signup" in mail.payload}
    rows = Signup.objects.filter(public_id__in=wanted).select_related("event")
    signups = {str(signup.public_id): signup for signup in rows}
    found = [FailedMail(mail, signups.get(mail.payload.get("signup", ""))) for mail in mails]
    return sorted(found, key=_urgency)


def _urgency(failed: FailedMail) -> tuple:
    starts = failed.signup.event.starts_at.timestamp() if failed.signup else 0
    return not failed.has_a_seat, failed.signup is None, starts, failed.mail.pk


def people_without_their_mail(found: list[FailedMail]) -> list[Signup]:
    """Return whom their mail has not reached, without those whose mail stands in the list; the next event first."""
    listed = {failed.signup.pk for failed in found if failed.signup}
    rows = unreached(timezone.now()).select_related("event").order_by("event__starts_at", "pk")
    return [signup for signup in rows if signup.pk not in listed]


def note_seen(signups: list[Signup], user: User) -> None:
    """Note in the log of each event that ``user`` has seen these people as ones whose mail failed."""
    for event in {signup.event_id: signup.event for signup in signups}.values():
        people = sum(signup.event_id == event.pk for signup in signups)
        audit.note("list", event, user, failed_mails=people)
