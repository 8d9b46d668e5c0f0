"""That the outbox holds the mails that it must hold, as far as the database can prove one away.

Once a mail is out, its row names nobody, so only two things can be proved: who is held until a mail has left has that
mail waiting, and at the moment of a step that owes a mail there is a row of that kind. Nothing is said of somebody who
was erased, or whose address came or changed since.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.ground.portions import portions
from cms.mail.models import Mail, MailState
from cms.mail.registry import label_of

from ...models.enums import Actor, HoldMail, SignupState, StepKind
from ...models.signup import Signup, Step
from ..lapse import LAPSING
from ..party import others_of_party

PORTION = 500
# Failed mails are kept for thirty days, counted from when they were owed first.
LOOKED_BACK = timedelta(days=14)
# A step and its mail are written in one transaction, one after the other.
AT_ONCE = timedelta(minutes=1)
WAITING = [MailState.QUEUED, MailState.SENDING, MailState.FAILED]
CONFIRMED, REQUESTED, REOPENED = ["signup.confirmed"], ["signup.request_received"], ["signup.reopened"]
LAPSED = ["signup.offer_lapsed"]
# One of these kinds is owed, by the state before and the state after.
OWED: dict[tuple[str, str], list[str]] = {
    ("", SignupState.PENDING): REQUESTED,
    ("", SignupState.CONFIRMED): CONFIRMED,
    (SignupState.UNCONFIRMED, SignupState.PENDING): REQUESTED,
    (SignupState.UNCONFIRMED, SignupState.CONFIRMED): CONFIRMED,
    (SignupState.PENDING, SignupState.CONFIRMED): CONFIRMED,
    (SignupState.PENDING, SignupState.DECLINED): ["signup.declined"],
    # Whoever is offered a seat at once gets that mail alone.
    (SignupState.WAITING, SignupState.WAITING): ["signup.waiting_place", "signup.offer"],
    (SignupState.WAITING, SignupState.OFFERED): ["signup.offer"],
    (SignupState.WAITING, SignupState.CONFIRMED): CONFIRMED,
    (SignupState.OFFERED, SignupState.PENDING): REQUESTED,
    (SignupState.OFFERED, SignupState.CONFIRMED): CONFIRMED,
    (SignupState.OFFERED, SignupState.WAITING): LAPSED,
    (SignupState.OFFERED, SignupState.EXPIRED): LAPSED,
    **{
        (ended, taken_up): REOPENED
        for ended in (SignupState.DECLINED, SignupState.CANCELLED, SignupState.EXPIRED)
        for taken_up in (SignupState.WAITING, SignupState.PENDING)
    },
}
CANCELLED = {Actor.VISITOR: "signup.cancelled", Actor.STAFF: "signup.cancelled", Actor.SYSTEM: "signup.event_cancelled"}
KINDS = sorted({kind for kinds in OWED.values() for kind in kinds} | set(CANCELLED.values()))


def owed_and_missing() -> Iterator[str]:
    """Yield a sentence for each mail that somebody is owed and that is not in the outbox."""
    held = Signup.objects.filter(LAPSING, hold_mail=HoldMail.OWED).order_by("pk")
    for portion in portions(held.iterator(chunk_size=PORTION), PORTION):
        for signup in _without_the_mail_of_their_hold(portion):
            yield _missing(signup, _kind_of_hold(signup))
    for steps in portions(_recent_steps(), PORTION):
        for step in _without_their_mail(steps):
            yield _missing(step.signup, _kinds_owed(step)[0])


def _missing(signup: Signup, kind: str) -> str:
    return _('Sign-up %(signup)s is owed the mail "%(kind)s", which is not in the outbox.') % {
        "signup": signup.public_id,
        "kind": label_of(kind),
    }


def _kind_of_hold(signup: Signup) -> str:
    return "signup.offer" if signup.state == SignupState.OFFERED else "signup.please_confirm"


def _without_the_mail_of_their_hold(portion: list[Signup]) -> Iterator[Signup]:
    mails = Mail.objects.filter(
        kind__in=["signup.offer", "signup.please_confirm"],
        state__in=WAITING,
        payload__signup__in=[str(row.public_id) for signup in portion for row in (signup, *others_of_party(signup))],
    )
    waiting = {(mail.kind, mail.payload["signup"]) for mail in mails}
    for signup in portion:
        # One mail speaks for all who came together.
        spoken_for = {(_kind_of_hold(signup), str(row.public_id)) for row in (signup, *others_of_party(signup))}
        if not spoken_for & waiting and _is_held_as_before(signup):
            yield signup


def _is_held_as_before(signup: Signup) -> bool:
    """A mail that left after the sign-up was read was noted there at the same moment."""
    return Signup.objects.filter(
        pk=signup.pk, state=signup.state, hold_mail=HoldMail.OWED, held_since=signup.held_since
    ).exists()


def _recent_steps() -> Iterator[Step]:
    now = timezone.now()
    address_changed = Step.objects.filter(signup=OuterRef("signup"), kind=StepKind.ADDRESS, pk__gt=OuterRef("pk"))
    steps = Step.objects.filter(
        ~Exists(address_changed),
        kind=StepKind.MOVED,
        at__range=(now - LOOKED_BACK, now),
        signup__anonymised_at__isnull=True,
        signup__email_key__gt="",
    )
    return steps.select_related("signup").order_by("at", "pk").iterator(chunk_size=PORTION)


def _kinds_owed(step: Step) -> list[str]:
    if step.to_state == SignupState.CANCELLED:
        confirmed_at = step.signup.verified_at
        is_told = step.actor == Actor.VISITOR or (confirmed_at is not None and confirmed_at <= step.at)
        return [CANCELLED[Actor(step.actor)]] if is_told else []
    if (step.from_state, step.to_state) == ("", SignupState.WAITING):
        # Whom staff enter has confirmed.
        return ["signup.waiting_place"] if step.actor == Actor.STAFF else []
    if step.to_state == SignupState.EXPIRED and step.actor != Actor.SYSTEM:
        return []
    return OWED.get((step.from_state, step.to_state), [])


def _without_their_mail(steps: list[Step]) -> Iterator[Step]:
    moments: dict[str, list[datetime]] = {kind: [] for kind in KINDS}
    around = Mail.objects.filter(kind__in=KINDS, created_at__range=(steps[0].at - AT_ONCE, steps[-1].at + AT_ONCE))
    for kind, created_at in around.order_by("created_at").values_list("kind", "created_at").iterator():
        moments[kind].append(created_at)
    for step in steps:
        kinds = _kinds_owed(step)
        if not kinds or any(_has_one(moments[kind], step.at) for kind in kinds):
            continue
        if not _waited_already(kinds, step.at):
            yield step


def _has_one(moments: list[datetime], at: datetime) -> bool:
    first = bisect_left(moments, at - AT_ONCE)
    return first < len(moments) and moments[first] <= at + AT_ONCE


def _waited_already(kinds: list[str], at: datetime) -> bool:
    """The same mail isn't owed twice while the first one waits."""
    not_out = Q(sent_at__isnull=True) | Q(sent_at__gte=at - AT_ONCE)
    return Mail.objects.filter(not_out, kind__in=kinds, created_at__lte=at).exists()
