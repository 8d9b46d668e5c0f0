"""Mends what servers of release 1.0.0 leave behind while both releases serve: they don't know ``sort_key``.

A sign-up of theirs has none, whoever they correct keeps the old one, and so does whom they erase. Can go once no server
of that release is started any more.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from cms.nightly import is_due

from ..models.signup import WITH_KEY_LEFT, WITHOUT_KEY, Signup
from .sort_key import sort_key

ROWS_AT_ONCE = 500
# So that one round of the worker, in which mails wait, takes a second or two at most.
MOST_IN_A_ROUND = 2000
NAMES = ("family_name", "given_name", "organisation")


def mend_keys(now: datetime) -> int:
    """Empty the keys of those who were erased, and write those that are missing; return how many. At night, all."""
    emptied = Signup.objects.filter(WITH_KEY_LEFT).order_by().update(sort_key="")
    if is_due(now):
        return emptied + _write(Signup.objects.filter(anonymised_at__isnull=True), None)
    return emptied + _write(Signup.objects.filter(WITHOUT_KEY), MOST_IN_A_ROUND)


def _write(signups: QuerySet[Signup], most: int | None) -> int:
    """Write the keys portion by portion, each in a transaction that holds nobody up."""
    written = seen = last = 0
    while most is None or seen < most:
        portion = list(signups.filter(pk__gt=last).order_by("pk").only(*NAMES, "sort_key")[:ROWS_AT_ONCE])
        if not portion:
            break
        with transaction.atomic():
            written += sum(_written(signup) for signup in portion)
        seen, last = seen + len(portion), portion[-1].pk
    return written


def _written(signup: Signup) -> int:
    names = {name: getattr(signup, name) for name in NAMES}
    key = sort_key(**names)
    if key == signup.sort_key:
        return 0
    # Whoever corrects or erases them meanwhile has the last word.
    same = Signup.objects.filter(pk=signup.pk, anonymised_at__isnull=True, **names).order_by()
    return same.update(sort_key=key)
