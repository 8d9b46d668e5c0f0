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

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...models.enums import SignupState
from ...models.event import Event
from ...models.signup import Signup
from ...questions.questions import Question, form_in_language
from ...signups import audit
from ...signups.option_places import option_book
from ...signups.search_key import by_name
from ..screens.event_screen import EventScreen
from ..screens.permissions import CHECK_IN, EXPORT, VIEW

HEADINGS = {
    SignupState.CONFIRMED: _("They have a seat"),
    SignupState.PENDING: _("Not decided yet"),
    SignupState.OFFERED: _("A seat is offered to them"),
}
NOTHING = ""
ROWS_AT_ONCE = 500


@dataclass
class AttendanceList:
    """People in one state, or at one table; ``place`` stands in the page where their rows go.

    ``tables`` are the questions whose options have limits: each has a column.
    """

    heading: Promise | str
    rows: IO[bytes]
    tables: list[Question]
    says_state: bool
    number: int = 0
    place: str = field(default_factory=lambda: get_random_string(32))

    def add(self, signups: list[Signup]) -> None:
        self.number += len(signups)
        rows = [(signup, [_chosen(signup, question) for question in self.tables]) for signup in signups]
        context = {"rows": rows, "says_state": self.says_state}
        self.rows.write(render_to_string("events/admin/attendance_rows.html", context).encode())


class AttendanceScreen(EventScreen):
    one_of = (VIEW, EXPORT, CHECK_IN)
    page_title = _("Attendance list")
    template_name = "events/admin/attendance_list.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        tables = questions_with_limits(self.event)
        by = next((question for question in tables if question.id == request.GET.get("by")), None)
        with ExitStack() as files:
            lists = attendance_lists(self.event, files, tables, by)
            audit.note("print", self.event, request.user, rows=sum(entry.number for entry in lists))
            context = self.get_context_data(lists=lists, tables=tables, by=by, printed_at=timezone.now())
            page = _with_rows(render_to_string(self.template_name, context, request), lists)
        return FileResponse(page, content_type="text/html; charset=utf-8")


def questions_with_limits(event: Event) -> list[Question]:
    """Return the questions of the event's form whose options have limits, such as tables; mostly none, and no query."""
    form = form_in_language(event.signup_form_id, settings.LANGUAGE_CODE) if event.option_limits else None
    return [question for question in form.questions if question.id in event.option_limits] if form else []


def options_of(event: Event) -> list[dict]:
    """Return the questions whose options have limits, each with how many places of an option are taken."""
    questions = questions_with_limits(event)
    taken = option_book(event).taken if questions else {}
    return [
        {
            "label": question.german_label,
            "options": [
                {"label": label, "taken": len(taken.get((question.id, key), ())), "places": places}
                for key, label in question.german_options
                if (places := event.option_limits[question.id].get(key))
            ],
        }
        for question in questions
    ]


def attendance_lists(
    event: Event, files: ExitStack, tables: list[Question], by: Question | None = None
) -> list[AttendanceList]:
    """Return the people who may come, by family name; those without a firm seat in lists of their own.

    ``by`` a question there is a list for each of its options instead.
    """
    lists = {}
    for key, heading in (_options(by) if by else HEADINGS).items():
        file = TemporaryFile()  # noqa: SIM115 - the stack closes it
        lists[key] = AttendanceList(heading, files.enter_context(file), tables, says_state=by is not None)
    rows = Signup.objects.filter(event=event, state__in=list(HEADINGS), anonymised_at__isnull=True)
    columns = ["state", "seat_no", "given_name", "family_name", "organisation", *(["answers"] if tables else [])]
    # One statement, so that nobody who moves meanwhile stands on two lists or on none.
    people = rows.order_by(*by_name()).only(*columns)
    for portion in _portions(people.iterator(ROWS_AT_ONCE)):
        for key, entry in lists.items():
            entry.add([signup for signup in portion if (_option_of(signup, by) if by else signup.state) == key])
    return [entry for entry in lists.values() if entry.number]


def _options(question: Question) -> dict[str, str]:
    return {**dict(question.german_options), NOTHING: gettext("Nothing chosen")}


def _option_of(signup: Signup, question: Question) -> str:
    answer = signup.answers.get(question.id)
    return answer if answer in dict(question.german_options) else NOTHING


def _chosen(signup: Signup, question: Question) -> str:
    return dict(question.german_options).get(signup.answers.get(question.id), "")


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
