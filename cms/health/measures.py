"""Numbers about the site as a whole, for monitoring: read from the database whenever somebody asks."""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Min
from django.utils.module_loading import import_string

from ..mail.models import Mail, MailState
from ..models.invariant_run import InvariantRun
from .models import JobRun
from .troubles import troubles


@dataclass(frozen=True)
class Measure:
    """One number; ``name`` without the ``teilhabe_`` that stands before all, in Prometheus' own style of names."""

    name: str
    meaning: str
    value: float
    labels: dict[str, str] = field(default_factory=dict)


def all_measures(now: datetime) -> list[Measure]:
    """Return what ``settings.HEALTH_MEASURES`` tell; none names a person."""
    return [measure for path in settings.HEALTH_MEASURES for measure in import_string(path)(now)]


def of_the_frame(now: datetime) -> list[Measure]:
    """Return the numbers of mails, jobs and the nightly check, and what is wrong."""
    return [*_mails(now), *_jobs(), *_nightly_check(), *_troubles(now)]


def _mails(now: datetime) -> list[Measure]:
    rows = Mail.objects.order_by().values_list("state").annotate(number=Count("pk"))
    numbers = {**dict.fromkeys(MailState.values, 0), **dict(rows)}
    due = Mail.objects.filter(state=MailState.QUEUED, next_try_at__lte=now).aggregate(at=Min("next_try_at"))["at"]
    return [
        *(Measure("mails", "Mails in the outbox", number, {"state": state}) for state, number in numbers.items()),
        Measure("mail_due_seconds", "For how long the oldest mail is due", (now - due).total_seconds() if due else 0),
    ]


def _jobs() -> list[Measure]:
    return [
        Measure("job_done_timestamp_seconds", "When a worker last did a job", run.done_at.timestamp(), {"job": run.job})
        for run in JobRun.objects.exclude(done_at=None)
    ]


def _nightly_check() -> list[Measure]:
    last = InvariantRun.objects.first()
    if last is None:
        return []
    return [
        Measure("nightly_check_timestamp_seconds", "When the nightly check last ran", last.ran_at.timestamp()),
        Measure("broken_invariants", "Promises that the last nightly check found broken", len(last.sentences)),
    ]


def _troubles(now: datetime) -> list[Measure]:
    names = sorted({trouble.name for trouble in troubles(now)})
    return [Measure("trouble", "What is wrong, see the page on operation", 1, {"name": name}) for name in names]
