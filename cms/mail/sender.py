"""Sends what the outbox owes. Several workers may run at once: each mail is claimed by one of them."""

import logging
import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import OperationalError, transaction
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone, translation

from .message_ids import message_id_of
from .models import Mail, MailState
from .refusals import codes_of, is_final
from .registry import Outcome, kinds_to_many, may_come_back, renderer_of, reporter_of

logger = logging.getLogger(__name__)

# A worker that was killed loses its claim after this time, and another one takes the mail up.
LEASE = timedelta(minutes=5)
RETRY_AFTER = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440)]
# What the clocks of two servers may differ by
CLOCKS_DIFFER = timedelta(minutes=1)
BATCH = 100
# A server that hangs costs its whole timeout for each mail, and the worker has other jobs than mails.
LONGEST_ROUND = timedelta(minutes=1)
TRIES_TO_NOTE = 3


def send_due(now: datetime) -> int:
    """Send the mails that are due; return how many went out. A mail that fails never touches what it is about."""
    sent = 0
    began = timezone.now()
    for pk in due_mails(now).values_list("pk", flat=True)[: _most_at_once(began)]:
        # Also when the clock was put back meanwhile.
        if abs(timezone.now() - began) >= LONGEST_ROUND:
            break
        mail = claim(pk, now)
        if mail is not None:
            sent += _send(mail)
    return sent


def _most_at_once(now: datetime) -> int:
    """Return how many mails may leave in this round: what all workers have left of the server's limit for a minute."""
    limit = settings.MAILS_PER_MINUTE
    if not limit:
        return BATCH
    return max(
        0, min(BATCH, limit - Mail.objects.filter(state=MailState.SENT, sent_at__gt=now - timedelta(minutes=1)).count())
    )


def due_mails(now: datetime):
    """Return the mails to send now: queued ones, and those whose worker has disappeared.

    What a single person waits for leaves before what goes to many. None waits longer than its try asks for, which it
    would when it was queued while the clock was ahead.
    """
    is_due = Q(next_try_at__lte=now)
    for tries, wait in enumerate([timedelta(0), *RETRY_AFTER]):
        is_due |= Q(tries=tries, next_try_at__gt=now + wait + CLOCKS_DIFFER)
    waiting = Q(state=MailState.QUEUED) & is_due
    abandoned = Q(state=MailState.SENDING, leased_until__lte=now)
    lane = Case(When(kind__in=kinds_to_many(), then=Value(1)), default=Value(0), output_field=IntegerField())
    return Mail.objects.filter(waiting | abandoned).order_by(lane, "next_try_at", "pk")


def claim(pk: int, now: datetime) -> Mail | None:
    """Take a mail for this worker; None when another worker was faster (compare-and-set on ``tries``)."""
    mail = due_mails(now).filter(pk=pk).first()
    if mail is None:
        return None
    if mail.tries > len(RETRY_AFTER):
        # Its workers were killed each time: perhaps by this very mail.
        is_ours = Mail.objects.filter(pk=pk, state=mail.state, tries=mail.tries)
        _note(mail, Outcome.NEVER_LEFT, is_ours, state=MailState.FAILED, leased_until=None)
        return None
    claimed = Mail.objects.filter(pk=pk, state=mail.state, tries=mail.tries).update(
        # The lease begins at this moment and not with the batch, which a slow server can draw out beyond it.
        state=MailState.SENDING,
        tries=mail.tries + 1,
        leased_until=timezone.now() + LEASE,
    )
    if not claimed:
        return None
    mail.refresh_from_db()
    return mail if mail.state == MailState.SENDING else None


def _send(mail: Mail) -> int:
    try:
        with translation.override(mail.language):
            message = renderer_of(mail.kind)(mail.payload, mail.language)
            if message is None:
                _finish(mail, Outcome.NEVER_LEFT)
                return 0
            _address(message, mail)
            _hand_over(message)
    except (OSError, smtplib.SMTPException) as error:
        _postpone(mail, error)
        return 0
    except Exception as error:
        # A text that can't be made is a defect of ours: it is logged, and the mail waits for the mended version.
        logger.exception("mail %s of kind %s could not be made", mail.pk, mail.kind)
        _postpone(mail, error)
        return 0
    _finish(mail, Outcome.DELIVERED)
    return 1


def _address(message: EmailMessage, mail: Mail) -> None:
    message.extra_headers.update(
        {
            "Message-ID": message_id_of(mail),
            "Auto-Submitted": "auto-generated",
            "Content-Language": mail.language,
        }
    )


def _hand_over(message: EmailMessage) -> None:
    # The block closes what a refused log-in left open.
    with get_connection() as message.connection:
        message.send()


def _finish(mail: Mail, outcome: Outcome) -> None:
    is_sent = outcome == Outcome.DELIVERED
    # What it is about is left in place, never written again: it may have been erased meanwhile.
    waits_for_bounces = is_sent and settings.BOUNCE_MAILBOX is not None and may_come_back(mail.kind)
    for tries_left in reversed(range(TRIES_TO_NOTE)):
        try:
            _note(
                mail,
                outcome,
                Mail.objects.filter(pk=mail.pk),
                state=MailState.SENT if is_sent else MailState.STOPPED,
                error="",
                leased_until=None,
                sent_at=timezone.now() if is_sent else None,
                **({} if waits_for_bounces else {"payload": {}}),
            )
        except OperationalError:
            # Somebody held the rows for too long. Not noted, the mail is taken up again under the same Message-ID.
            if not tries_left:
                logger.warning("what became of mail %s could not be noted", mail.pk, exc_info=True)
        else:
            return


def _note(mail: Mail, outcome: Outcome | None, rows: QuerySet[Mail], **columns) -> None:
    """Write down how a mail stands and report it, both in one transaction; the report takes its own lock first."""
    with transaction.atomic():
        reporter = reporter_of(mail.kind) if outcome else None
        if reporter and outcome:
            reporter(mail.payload, outcome)
        rows.update(**columns)


def _postpone(mail: Mail, error: Exception) -> None:
    refused = is_final(error)
    given_up = mail.tries > len(RETRY_AFTER)
    outcome = Outcome.REFUSED if refused else Outcome.NEVER_LEFT if given_up else None
    _note(
        mail,
        outcome,
        # Only as long as it is this worker's: what it is about may be erased meanwhile, or another worker have it.
        Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, tries=mail.tries),
        state=MailState.FAILED if outcome else MailState.QUEUED,
        leased_until=None,
        next_try_at=timezone.now() + RETRY_AFTER[min(mail.tries, len(RETRY_AFTER)) - 1],
        error=_without_address(error),
    )


def _without_address(error: Exception) -> str:
    return f"{type(error).__name__} {codes_of(error)}".strip()
