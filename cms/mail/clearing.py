"""What the outbox forgets: mails that are out, and what failed ones were about."""

from datetime import datetime, timedelta

from .models import Mail, MailState

KEPT = timedelta(days=90)
# So long staff can see that a mail failed and send it again.
FAILED_KEPT = timedelta(days=30)


def clear_old(now: datetime) -> int:
    """Delete rows of mails that are done with, and those of failed ones that nobody took up; return how many."""
    done = Mail.objects.filter(state__in=[MailState.SENT, MailState.STOPPED], created_at__lte=now - KEPT)
    failed = Mail.objects.filter(state=MailState.FAILED, created_at__lte=now - FAILED_KEPT)
    return done.delete()[0] + failed.delete()[0]
