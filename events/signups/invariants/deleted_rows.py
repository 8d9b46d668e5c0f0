"""Traces of rows that were deleted past the domain: no sign-up and no step ever goes while the other one stays."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from cms.ground.portions import portions
from cms.mail.models import Mail

from ...models.enums import ErasedThing, SignupState, StepKind
from ...models.erasure import Erasure
from ...models.option_seat import OptionSeat
from ...models.signup import Need, Signup, Step

PORTION = 500


def traces_of_deleted_rows() -> Iterator[str]:
    """Yield a sentence for each sign-up of which something else is left, and each check-in that is there by half."""
    for number in _without_holder(Step):
        yield _("There is a history of sign-up number %(number)d, which is gone.") % {"number": number}
    for number in _without_holder(Need):
        yield _("There are access needs of sign-up number %(number)d, which is gone.") % {"number": number}
    for number in _without_holder(OptionSeat):
        yield _("There is a place of an option of sign-up number %(number)d, which is gone.") % {"number": number}
    yield from _gone_from_the_diary()
    yield from _gone_from_the_outbox()
    yield from _checked_in_by_half()


def _without_holder(model: type[Step] | type[Need] | type[OptionSeat]) -> Iterator[int]:
    orphans = model.objects.filter(~Exists(Signup.objects.filter(pk=OuterRef("signup_id"))))
    return orphans.order_by("signup_id").values_list("signup_id", flat=True).distinct().iterator()


def _gone_from_the_diary() -> Iterator[str]:
    erased = Erasure.objects.filter(thing=ErasedThing.SIGNUP)
    gone = erased.filter(~Exists(Signup.objects.filter(public_id=OuterRef("signup_public_id"))))
    for public_id in gone.order_by("pk").values_list("signup_public_id", flat=True).iterator():
        yield _("The diary says that sign-up %(signup)s was erased, but its row is gone.") % {"signup": public_id}


def _gone_from_the_outbox() -> Iterator[str]:
    mails = Mail.objects.filter(kind__startswith="signup.", payload__has_key="signup").order_by("pk")
    payloads = mails.values_list("payload", flat=True).iterator(chunk_size=PORTION)
    for portion in portions(payloads, PORTION):
        named = {payload["signup"] for payload in portion}
        known = Signup.objects.filter(public_id__in=named).values_list("public_id", flat=True)
        for public_id in sorted(named - {str(found) for found in known}):
            yield _("A mail is owed about sign-up %(signup)s, which is gone.") % {"signup": public_id}


def _checked_in_by_half() -> Iterator[str]:
    """Of a confirmed seat; who was checked in without one has a rule of its own."""
    told = Step.objects.filter(
        signup=OuterRef("pk"), kind__in=[StepKind.MOVED, StepKind.ATTENDED, StepKind.NOT_ATTENDED]
    )
    confirmed = Signup.objects.filter(state=SignupState.CONFIRMED)
    confirmed = confirmed.annotate(last=Subquery(told.order_by("-pk").values("kind")[:1]))
    by_half = Q(attended_at__isnull=False) & ~Q(last=StepKind.ATTENDED)
    by_half |= Q(attended_at__isnull=True, last=StepKind.ATTENDED)
    for signup in confirmed.filter(by_half, last__isnull=False).order_by("pk").iterator(chunk_size=PORTION):
        yield _("The history of sign-up %(signup)s says something else about its check-in.") % {
            "signup": signup.public_id
        }
