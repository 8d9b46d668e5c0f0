"""The list of those who come, to print and sign; no address and no other detail stands on the paper.

It is written portion by portion into a file, whole before the first byte goes out: however many they are, the process
doesn't grow, and no list ends in the middle unnoticed.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.functional import Promise
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
ROWS_AT_ONCE = 500


@dataclass
class AttendanceList:
    """People in one state; ``place`` stands in the page where their rows go."""

    heading: Promise
    rows: IO[bytes]
    number: int = 0
    place: str = field(default_factory=lambda: get_random_string(32))

    def add(self, signups: list[Signup]) -> None:
        self.number += len(signups)
        self.rows.write(render_to_string("events/admin/attendance_rows.html", {"signups": signups}).encode())


class AttendanceScreen(EventScreen):
    one_of = (VIEW, EXPORT, CHECK_IN)
    page_title = _("Attendance list")
    template_name = "events/admin/attendance_list.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with ExitStack() as files:
            lists = attendance_lists(self.event, files)
            audit.note("print", self.event, request.user, rows=sum(entry.number for entry in lists))
            context = self.get_context_data(lists=lists, printed_at=timezone.now())
            page = _with_rows(render_to_string(self.template_name, context, request), lists)
        return FileResponse(page, content_type="text/html; charset=utf-8")


def attendance_lists(event: Event, files: ExitStack) -> list[AttendanceList]:
    """Return the people who may come, by family name; those without a firm seat in lists of their own."""
    lists = {}
    for state, heading in HEADINGS.items():
        file = TemporaryFile()  # noqa: SIM115 - the stack closes it
        lists[state] = AttendanceList(heading, files.enter_context(file))
    rows = Signup.objects.filter(event=event, state__in=list(HEADINGS), anonymised_at__isnull=True)
    # One statement, so that nobody who moves meanwhile stands on two lists or on none.
    people = rows.order_by(*by_name()).only("state", "seat_no", "given_name", "family_name", "organisation")
    for portion in _portions(people.iterator(ROWS_AT_ONCE)):
        for state, entry in lists.items():
            entry.add([signup for signup in portion if signup.state == state])
    return [entry for entry in lists.values() if entry.number]


def _portions(people: Iterable[Signup]) -> Iterator[list[Signup]]:
    waiting = iter(people)
    while portion := list(islice(waiting, ROWS_AT_ONCE)):
        yield portion


def _with_rows(page: str, lists: list[AttendanceList]) -> IO[bytes]:
    whole = TemporaryFile()  # noqa: SIM115 - the answer closes it
    for entry in lists:
        before, page = page.split(entry.place)
        whole.write(before.encode())
        entry.rows.seek(0)
        copyfileobj(entry.rows, whole)
    whole.write(page.encode())
    whole.seek(0)
    return whole
