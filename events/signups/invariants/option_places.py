"""That no option has more people than places, and that each place is that of somebody who chose it."""

from collections.abc import Iterator

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from ...models.enums import HOLDING_A_SEAT
from ...models.event import Event
from ...models.option_seat import OptionSeat
from ...models.signup import Signup
from ..option_places import limited


def wrong_option_places() -> Iterator[str]:
    """Yield a sentence for each wrong place; a limit that was lowered later takes nobody's away."""
    yield from _more_than_there_are()
    yield from _without_a_seat()
    yield from _other_than_chosen()


def _more_than_there_are() -> Iterator[str]:
    rows = OptionSeat.objects.order_by().values("event_id", "question", "option")
    events = {event.pk: event for event in Event.objects.exclude(option_limits={})}
    for row in rows.annotate(taken=Count("pk"), most=Max("places")):
        event = events.get(row["event_id"])
        limit = event.option_limits.get(row["question"], {}).get(row["option"], 0) if event else 0
        if row["taken"] > max(limit, row["most"]):
            yield _("%(taken)d places of the option %(option)s of event %(event)s are taken, more than there are.") % {
                "taken": row["taken"],
                "option": row["option"],
                "event": event.public_id if event else row["event_id"],
            }


def _without_a_seat() -> Iterator[str]:
    wrong = OptionSeat.objects.filter(
        ~Q(signup__state__in=HOLDING_A_SEAT) | Q(signup__anonymised_at__isnull=False)
    ).select_related("signup")
    for row in wrong:
        yield _("Sign-up %(signup)s holds a place of an option without a seat.") % {"signup": row.signup.public_id}


def _other_than_chosen() -> Iterator[str]:
    for event in Event.objects.published().exclude(option_limits={}):
        held: dict[int, set[tuple[str, str]]] = {}
        for row in OptionSeat.objects.filter(event=event):
            held.setdefault(row.signup_id, set()).add((row.question, row.option))
        people = Signup.objects.holding_a_seat().filter(event=event, anonymised_at__isnull=True)
        for signup in people.only("public_id", "answers").order_by("pk").iterator(chunk_size=500):
            if held.get(signup.pk, set()) != set(limited(event, signup.answers)):
                yield _("Sign-up %(signup)s holds other places of options than it has chosen.") % {
                    "signup": signup.public_id
                }
