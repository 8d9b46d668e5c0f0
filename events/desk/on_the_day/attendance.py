"""The list of those who come, to print and sign; no address and no other detail stands on the paper."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...models.enums import SignupState
from ...models.event import Event
from ...models.signup import Signup
from ...signups import audit
from ...signups.search_key import by_name
from ..screens.event_screen import EventScreen
from ..screens.permissions import CHECK_IN, EXPORT, VIEW

HEADINGS = {
    SignupState.CONFIRMED: _("They have a seat"),
    SignupState.PENDING: _("Not decided yet"),
    SignupState.OFFERED: _("A seat is offered to them"),
}


class AttendanceScreen(EventScreen):
    one_of = (VIEW, EXPORT, CHECK_IN)
    page_title = _("Attendance list")
    template_name = "events/admin/attendance_list.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        lists = attendance_lists(self.event)
        audit.note("print", self.event, request.user, rows=sum(len(entry["signups"]) for entry in lists))
        return self.render_to_response(self.get_context_data(lists=lists, printed_at=timezone.now()))


def attendance_lists(event: Event) -> list[dict]:
    """Return the people who may come, by family name; those without a firm seat in lists of their own."""
    rows = Signup.objects.filter(event=event, state__in=list(HEADINGS), anonymised_at__isnull=True)
    signups = list(rows.order_by(*by_name()).only("state", "seat_no", "given_name", "family_name", "organisation"))
    lists = [
        {"heading": heading, "signups": [signup for signup in signups if signup.state == state]}
        for state, heading in HEADINGS.items()
    ]
    return [entry for entry in lists if entry["signups"]]
