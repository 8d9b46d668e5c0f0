"""Whether what nobody clicks still happens: the worker, the mails, the nightly check."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max, Min, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..erasures.owed import journal_is_behind
from ..mail.failures import why_it_waits
from ..mail.models import Mail, MailState
from ..models.invariant_run import InvariantRun
from ..nightly import FROM_HOUR
from .models import JobRun
from .trouble import Trouble

# Its longest job, a round of mails to a server that hangs, takes a minute.
WORKER_SILENT_FOR = timedelta(minutes=5)
MAIL_DUE_FOR = timedelta(minutes=15)
# By then five tries have failed.
MAIL_TRIED_FOR = timedelta(hours=1)
NIGHTLY_TAKES = timedelta(hours=3)


def worker(now: datetime) -> list[Trouble]:
    """Tell when no worker has done anything for five minutes."""
    # What was noted while the clock was ahead says nothing about now.
    around = (now - WORKER_SILENT_FOR, now + WORKER_SILENT_FOR)
    if JobRun.objects.filter(Q(done_at__range=around) | Q(failed_at__range=around)).exists():
        return []
    last = JobRun.objects.aggregate(done=Max("done_at"), failed=Max("failed_at"))
    times = [at for at in last.values() if at is not None]
    if not times:
        return [Trouble("worker", _("The worker has never run: no mail leaves, and nothing happens by itself."))]
    sentence = _("The worker has stood still since %(time)s: no mail leaves, and nothing happens by itself.")
    return [Trouble("worker", sentence % {"time": _told(max(times))})]


def jobs(now: datetime) -> list[Trouble]:
    """Tell which jobs fail each time, while the worker runs."""
    since = now - WORKER_SILENT_FOR
    failing = JobRun.objects.filter(failed_at__gte=since).filter(Q(done_at__lt=since) | Q(done_at=None))
    sentence = _("The worker fails at “%(job)s” each time (%(error)s).")
    return [
        Trouble("job", sentence % {"job": run.job, "error": run.error})
        for run in failing
        if run.job in settings.WORKER_JOBS
    ]


def outbox(now: datetime) -> list[Trouble]:
    """Tell when mails are due and nobody sends them, or when the mail server takes none, and why."""
    is_left = Q(state=MailState.QUEUED, next_try_at__lt=now - MAIL_DUE_FOR)
    is_left |= Q(state=MailState.SENDING, leased_until__lt=now - MAIL_DUE_FOR)
    left = Mail.objects.filter(is_left).count()
    tried = Mail.objects.filter(state=MailState.QUEUED, tries__gt=0, created_at__lt=now - MAIL_TRIED_FOR)
    oldest = tried.aggregate(oldest=Min("created_at"))["oldest"]
    troubles = []
    if left:
        sentence = ngettext(
            "%(count)s mail should have left a quarter of an hour ago.",
            "%(count)s mails should have left a quarter of an hour ago.",
            left,
        )
        troubles.append(Trouble("outbox", sentence % {"count": left}))
    if oldest is not None:
        sentence = _("The mail server has not taken a mail since %(time)s, and it is tried again and again.")
        troubles.append(Trouble("mail server", sentence % {"time": _told(oldest)}))
        errors = tried.order_by("error").values_list("error", flat=True).distinct()
        reasons = dict.fromkeys(str(why_it_waits(error)) for error in errors)
        troubles += [Trouble("mail server", reason) for reason in reasons if reason]
    return troubles


def nightly_check(now: datetime) -> list[Trouble]:
    """Tell when last night's check didn't run, or found a broken promise."""
    local = timezone.localtime(now)
    last = InvariantRun.objects.filter(day__lte=local.date()).first()
    due = local.date() if local.hour >= FROM_HOUR + NIGHTLY_TAKES.seconds // 3600 else local.date() - timedelta(days=1)
    if last is None:
        # A site on its first day; that no worker runs is told already.
        return []
    if last.day < due:
        sentence = _("The nightly check has not run since %(day)s.")
        return [Trouble("nightly check", sentence % {"day": date_format(last.day, "SHORT_DATE_FORMAT")})]
    if last.sentences:
        sentence = ngettext(
            "The nightly check found %(count)s broken promise.",
            "The nightly check found %(count)s broken promises.",
            len(last.sentences),
        )
        return [Trouble("invariants", sentence % {"count": len(last.sentences)})]
    return []


def erasure_journal(now: datetime) -> list[Trouble]:
    """Tell when what was erased doesn't reach the journal that a restore needs."""
    if not journal_is_behind(now):
        return []
    sentence = _("What was erased is not yet in the journal: a restore would bring these people back.")
    return [Trouble("erasure journal", sentence)]


def _told(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
