"""Mails that nobody has sent for days, and of which nobody was told that they failed."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import ngettext

from .models import Mail, MailState
from .registry import label_of
from .sender import RETRY_AFTER

# All tries together take less; then a mail has failed, and staff read of it.
LONGEST = timedelta(days=2)


def broken_invariants() -> Iterator[str]:
    """Yield a sentence for each kind of mail of which some have waited for more than two days without an end."""
    now = timezone.now()
    old = Mail.objects.filter(state__in=[MailState.QUEUED, MailState.SENDING], created_at__lte=now - LONGEST)
    stuck = Counter(
        mail.kind for mail in old.defer("payload").order_by("pk").iterator(chunk_size=500) if _is_stuck(mail, now)
    )
    for kind, count in sorted(stuck.items()):
        yield ngettext(
            '%(count)d mail "%(kind)s" has been in the outbox for more than two days without an end.',
            '%(count)d mails "%(kind)s" have been in the outbox for more than two days without an end.',
            count,
        ) % {"count": count, "kind": label_of(kind)}


def _is_stuck(mail: Mail, now: datetime) -> bool:
    """One that failed and that staff queued anew may be old, and has its tries before it."""
    if mail.state == MailState.SENDING:
        return mail.leased_until is None or mail.leased_until <= now - LONGEST
    began = mail.next_try_at - sum(RETRY_AFTER[: mail.tries], timedelta())
    return began <= now - LONGEST or mail.next_try_at > now + LONGEST
