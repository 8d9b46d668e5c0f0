"""The check of the invariants, once a night."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from .models.invariant_run import InvariantRun

# After midnight's scheduled releases, before anybody is at work.
FROM_HOUR = 3
KEPT_RUNS = 30


def check_invariants_tonight(now: datetime) -> int:
    """Check the invariants once a day, after three in the morning; return the number of broken promises."""
    if not is_due(now):
        return 0
    local = timezone.localtime(now)
    with translation.override(settings.LANGUAGE_CODE):
        sentences = broken_promises()
    # Two workers may both have asked; the first answer stays.
    run, _is_new = InvariantRun.objects.get_or_create(
        day=local.date(), defaults={"ran_at": now, "sentences": sentences}
    )
    old = InvariantRun.objects.order_by("-day").values_list("pk", flat=True)[KEPT_RUNS:]
    InvariantRun.objects.filter(pk__in=list(old)).delete()
    return len(run.sentences)


def is_due(now: datetime) -> bool:
    """Return whether this night's check is still to come, and its hour has."""
    local = timezone.localtime(now)
    return local.hour >= FROM_HOUR and not InvariantRun.objects.filter(day=local.date()).exists()


def broken_promises() -> list[str]:
    """Ask every room; return one sentence for each promise that doesn't hold."""
    return [str(sentence) for path in settings.INVARIANT_CHECKS for sentence in import_string(path)()]
