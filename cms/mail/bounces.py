"""Mails that were sent and came back: the mail has failed after all, and is a task for staff. Nothing else changes."""

import logging
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from .mailbox import OpenMailbox, open_mailbox
from .message_ids import mail_named
from .models import Mail, MailState
from .notices import Notice, final_notice
from .registry import Outcome, reporter_of

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 60.0
MOST_AT_ONCE = 50
# The worker has other jobs; what is left is read a minute later.
SECONDS_FOR_A_ROUND = 20.0
# Mail servers give up after five days; what a mail was about is kept for so long (``cms.mail.sender``).
COMES_BACK_WITHIN = timedelta(days=14)


class BounceReader:
    """A job of the worker, which asks the mailbox once a minute; None means that it isn't time yet."""

    def __init__(self) -> None:
        self._next_look = float("-inf")

    def __call__(self, now: datetime) -> int | None:
        """Note which mails came back; return how many. Raises MailboxNotReadError."""
        if time.monotonic() < self._next_look:
            return None
        self._next_look = time.monotonic() + SECONDS_BETWEEN_LOOKS
        # Also what was kept while there was a mailbox.
        forget_what_arrived(now)
        if settings.BOUNCE_MAILBOX is None:
            return 0
        with open_mailbox(settings.BOUNCE_MAILBOX) as mailbox:
            return _read(mailbox)


read_bounces = BounceReader()


def forget_what_arrived(now: datetime) -> None:
    """Empty mails that can't come back any more."""
    sent = Mail.objects.filter(state=MailState.SENT, created_at__lte=now - COMES_BACK_WITHIN)
    sent.filter(sent_at__lte=now - COMES_BACK_WITHIN).exclude(payload={}).update(payload={})


def note_bounce(pk: int, notice: Notice) -> bool:
    """Let a mail that was sent have failed; return False when nothing is left to do about it."""
    with transaction.atomic():
        sent = Mail.objects.filter(pk=pk, state=MailState.SENT).exclude(payload={})
        mail = sent.first()
        if mail is None:
            return False
        if reporter := reporter_of(mail.kind):
            reporter(mail.payload, Outcome.CAME_BACK)
        return bool(sent.update(state=MailState.FAILED, error=f"Bounced {notice.status}", leased_until=None))


def _read(mailbox: OpenMailbox) -> int:
    came_back, failed = 0, None
    ends = time.monotonic() + SECONDS_FOR_A_ROUND
    for number in mailbox.unread()[:MOST_AT_ONCE]:
        if time.monotonic() >= ends:
            break
        notice = final_notice(mailbox.beginning_of(number))
        pk = mail_named(notice.message_id) if notice else None
        if notice is None or pk is None:
            mailbox.keep(number)
            continue
        try:
            came_back += note_bounce(pk, notice)
        except Exception as error:
            # It stays, and holds up no other.
            failed = failed or error
            continue
        # Only now: a worker that is killed before reads it again.
        mailbox.remove(number)
    if failed:
        raise failed
    return came_back
