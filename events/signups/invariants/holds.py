"""Whether a hold or an offer ended by itself before the person could know of it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ...models.enums import SUSPENDING, Actor, SignupState, StepKind
from ...models.signup import Step
from ..holding import limit_of


def ended_before_their_mail_had_left() -> Iterator[str]:
    """Yield a sentence for each one; a limit that was moved by a publish since then doesn't count."""
    ends = Step.objects.filter(
        kind=StepKind.MOVED,
        to_state=SignupState.EXPIRED,
        actor=Actor.SYSTEM,
        signup__state=SignupState.EXPIRED,
        signup__hold_mail__in=SUSPENDING,
    )
    for step in ends.select_related("signup__event").iterator(chunk_size=500):
        event = step.signup.event
        is_published_since = event.last_published_at is not None and event.last_published_at >= step.at
        if step.at < limit_of(event, step.from_state) and not is_published_since:
            yield _("Sign-up %(signup)s ended before its mail had left.") % {"signup": step.signup.public_id}
