"""That nobody's data is kept longer than promised, and that nothing is left of those who were erased."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.mail.models import Mail

from ...models.enums import ErasedThing
from ...models.erasing_dates import dates_of
from ...models.erasure import Erasure
from ...models.event import Event
from ...models.message import Message
from ...models.signup import Need, Signup
from ..columns import what_erasing_leaves
from ..erasing import never_confirmed

# A worker that stood still for a night breaks no promise.
GRACE = timedelta(days=1)


def kept_or_left_over() -> Iterator[str]:
    """Yield a sentence for each thing that should have been erased."""
    now = timezone.now() - GRACE
    yield from _kept_too_long(now)
    for signup in never_confirmed(now):
        yield _kept(signup)
    yield from _left_over()


def _kept_too_long(now: datetime) -> Iterator[str]:
    for event in Event.objects.filter(seat_book__isnull=False).select_related("seat_book"):
        dates = dates_of(event.seat_book)
        if now >= dates.signups:
            for signup in Signup.objects.filter(event=event, anonymised_at__isnull=True):
                yield _kept(signup)
            if Message.objects.filter(event=event).exists():
                yield _("A message to the participants of event %(event)s is kept too long.") % {
                    "event": event.public_id
                }
        if now >= dates.needs:
            for need in Need.objects.filter(signup__event=event).select_related("signup"):
                yield _("The access needs of sign-up %(signup)s are kept too long.") % {"signup": need.signup.public_id}


def _kept(signup: Signup) -> str:
    return _("Sign-up %(signup)s is kept too long.") % {"signup": signup.public_id}


def _left_over() -> Iterator[str]:
    erased = Signup.objects.filter(anonymised_at__isnull=False)
    in_columns = Q(need__isnull=False) | Q(option_seats__isnull=False)
    for name, left in what_erasing_leaves().items():
        in_columns |= Q(**{f"{name}__isnull": False}) if left is None else ~Q(**{name: left})
    with_rest = {signup.public_id for signup in erased.filter(in_columns)} | _with_mail_owed()
    for public_id in sorted(with_rest):
        yield _("Something is left of sign-up %(signup)s, which was erased.") % {"signup": public_id}
    diary = Erasure.objects.filter(thing=ErasedThing.SIGNUP).values("signup_public_id")
    for signup in erased.exclude(public_id__in=diary):
        yield _("The erasure of sign-up %(signup)s is not in the diary.") % {"signup": signup.public_id}


def _with_mail_owed() -> set:
    payloads = Mail.objects.filter(kind__startswith="signup.").exclude(payload={}).values_list("payload", flat=True)
    owed = {payload["signup"] for payload in payloads if "signup" in payload}
    erased = Signup.objects.filter(public_id__in=owed, anonymised_at__isnull=False)
    return set(erased.values_list("public_id", flat=True))
