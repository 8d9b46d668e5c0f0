"""That nobody but an exception holds a seat number beyond the capacity."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from ...models.enums import HOLDING_A_SEAT, StepKind
from ...models.signup import Signup, Step

# Who had the lock while a lower capacity was published went by the one before.
GOES_BY_THE_OLD_ONE = timedelta(hours=1)


def beyond_the_capacity() -> Iterator[str]:
    """Yield a sentence for each one. A seat of before the last publish may be right: the capacity may have been higher.

    The ceiling is what the last holder of the lock went by, where that was more than is published now.
    """
    given = Step.objects.filter(signup=OuterRef("pk"), kind=StepKind.MOVED, to_state__in=HOLDING_A_SEAT)
    given = given.exclude(from_state__in=HOLDING_A_SEAT).order_by("-pk")
    held = Signup.objects.filter(state__in=HOLDING_A_SEAT, is_exception=False).select_related("event")
    beyond = held.annotate(
        most=Greatest("event__capacity", "event__seat_book__capacity_ceiling"),
        given_at=Subquery(given.values("at")[:1]),
    ).filter(seat_no__gt=F("most"))
    since_the_publish = Q(event__last_published_at__isnull=True) | Q(
        given_at__gt=F("event__last_published_at") + GOES_BY_THE_OLD_ONE
    )
    for signup in beyond.filter(since_the_publish).order_by("pk").iterator(chunk_size=500):
        yield _("Sign-up %(signup)s holds seat %(seat)d of event %(event)s, which has %(capacity)d.") % {
            "signup": signup.public_id,
            "seat": signup.seat_no,
            "event": signup.event.public_id,
            "capacity": signup.event.capacity,
        }
