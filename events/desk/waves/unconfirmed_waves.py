"""A wave of sign-ups that nobody confirms: noticed above the list, released on a page of its own."""

from datetime import timedelta

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from ...models.enums import HOLDING_A_SEAT, SignupState
from ...models.event import Event
from ...models.signup import Signup
from ...signups import Refused, audit, release_unconfirmed
from ...signups.ending import unconfirmed
from ...signups.seats import WAVE_LEAST, WAVE_SHARE, seats
from ..screens.event_screen import EventScreen
from ..screens.permissions import CHANGE, VIEW
from ..screens.signup_screen import list_url

RECENT = timedelta(hours=1)
MOST_RECENT = 10


def waves(events: list[Event]) -> dict[int, int]:
    """Return, for each event with suspiciously many of them, how many sign-ups nobody has confirmed. One query."""
    rows = (
        Signup.objects.filter(
            event__in=events, state__in=[SignupState.UNCONFIRMED, SignupState.WAITING], verified_at__isnull=True
        )
        .order_by()
        .values_list("event_id")
        .annotate(
            every=Count("id"),
            recent=Count("id", filter=Q(created_at__gte=timezone.now() - RECENT)),
            holds=Count("id", filter=Q(state__in=HOLDING_A_SEAT)),
        )
    )
    capacity = {event.pk: event.capacity for event in events}
    return {
        event_id: every
        for event_id, every, recent, holds in rows
        if recent > MOST_RECENT or (holds >= WAVE_LEAST and WAVE_SHARE * holds > capacity[event_id])
    }


class ReleaseScreen(EventScreen):
    """Asks whether all sign-ups of an event that nobody confirmed are to end, and ends them on POST."""

    required = (VIEW, CHANGE)
    page_title = _("Release unconfirmed holds")
    template_name = "events/admin/release.html"

    def get_context_data(self, **kwargs) -> dict:
        rows = unconfirmed(self.event)
        count, freed = rows.count(), rows.filter(state__in=HOLDING_A_SEAT).count()
        found = seats(self.event)
        takes_place = self.event.live and not self.event.has_started(timezone.now())
        offers = min(found.waiting, found.free + freed) if takes_place else 0
        return super().get_context_data(count=count, freed=freed, offers=offers, back_url=self._list_url(), **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            count = release_unconfirmed(self.event.pk, request.user)
        except Refused as refused:
            messages.error(request, refused.sentence)
            return redirect(self._list_url())
        audit.note("release", self.event, request.user, count=count)
        if count:
            text = ngettext("%(count)d hold released.", "%(count)d holds released.", count) % {"count": count}
        else:
            text = gettext("There was no unconfirmed hold any more.")
        messages.success(request, text)
        return redirect(self._list_url())

    def _list_url(self) -> str:
        return list_url(event=self.event.pk)
