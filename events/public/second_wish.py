"""Whoever has to wait for one event of a series may take a seat at another one meanwhile, with the same form."""

from django.utils import timezone
from django.utils.formats import date_format

from ..models.event import Event
from ..pages.facts import event_facts
from ..signups import Person, Refused, SignupStatus, Visit, sign_up, signup_status
from ..signups.seats import seats_of
from .answers import is_hidden

SECOND_WISH = "second_wish"
Wishes = tuple[tuple[str, str], ...]


def second_wishes(event: Event, language: str, *, with_seats: bool) -> Wishes:
    """Return the series' other events with the same form, by id; ``with_seats``: only where seats are free."""
    if event.series_id is None or event.signup_form_id is None:
        return ()
    rows = Event.objects.published().filter(series_id=event.series_id, signup_form_id=event.signup_form_id)
    others = list(rows.exclude(pk=event.pk).select_related("venue").order_by("starts_at", "pk"))
    counted, now = seats_of(others), timezone.now()
    open_ones = [
        other
        for other in others
        if not is_hidden(other)
        and (not with_seats or signup_status(other, counted[other.pk], now) == SignupStatus.OPEN)
    ]
    return tuple((other.public_id, _label(other, language)) for other in open_ones)


def sign_up_for(public_id: str, person: Person, visit: Visit) -> bool:
    """Sign the person up for the second wish, too; return whether that was possible."""
    event_id = Event.objects.published().filter(public_id=public_id).values_list("pk", flat=True).first()
    if event_id is None:
        return False
    try:
        sign_up(event_id, person, visit)
    except Refused:
        return False
    return True


def _label(event: Event, language: str) -> str:
    title = event_facts(event, language=language).title
    return f"{date_format(timezone.localtime(event.starts_at), 'DATETIME_FORMAT')}: {title}"
