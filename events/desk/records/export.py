"""The sign-ups of an event as a file for a spreadsheet program, with German labels; access needs are not in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import IO, Any

from django import forms
from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.languages.core.fields import language_choices
from cms.texts import spreadsheet

from ...models.enums import Actor, SignupState, StepKind
from ...models.event import Event
from ...models.signup import Signup, Step
from ...questions.questions import form_in_language, readable_answer
from ...signups import audit
from ...signups.columns import told_to
from ...signups.columns.column import Group
from ...signups.columns.of_a_signup import PLACE
from ..screens.event_screen import EventScreen
from ..screens.names import staff_name
from ..screens.permissions import EXPORT

ROWS_AT_ONCE = 500
# Where the answers stand in the order of the catalogue.
ANSWERS = 500


class ExportForm(forms.Form):
    state = forms.MultipleChoiceField(
        label=_("State"),
        choices=SignupState.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all states."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=lambda: [("", _("All languages")), *language_choices()],
        required=False,
        help_text=_("Only the sign-ups made in this language."),
    )
    format = forms.ChoiceField(
        label=_("Format"),
        choices=[("xlsx", _("Excel (XLSX)")), ("csv", _("CSV, for other programs"))],
        initial="xlsx",
        widget=forms.RadioSelect,
        help_text=_(
            "For Excel take XLSX: a CSV file that is opened by a double click loses the zeros in front of postcodes "
            "and phone numbers. Open it there by “Data”, “From Text/CSV”, with every column as text."
        ),
    )


class ExportScreen(EventScreen):
    """Asks what to export; answers a POST with the file, and logs that it did."""

    required = (EXPORT,)
    page_title = _("Export sign-ups")
    header_icon = "download"
    template_name = "events/admin/signup_export.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = ExportForm(initial={"state": request.GET.getlist("state"), "language": request.GET.get("language")})
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = ExportForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return self._file(form.cleaned_data)

    def _file(self, chosen: dict) -> HttpResponse:
        file_format = chosen["format"]
        signups = signups_to_export(self.event, chosen["state"], chosen["language"])
        with translation.override(settings.LANGUAGE_CODE):
            name = slugify(gettext("Sign-ups"))
            file, number = table(file_format, self.event, signups)
        audit.note("export", self.event, self.request.user, rows=number, format=file_format)
        filename = f"{name}-{self.event.public_id}-{timezone.localdate():%Y-%m-%d}.{file_format}"
        return FileResponse(
            file,
            content_type=spreadsheet.CONTENT_TYPES[file_format],
            headers={"Content-Disposition": f'attachment; filename="{filename}"', "X-Content-Type-Options": "nosniff"},
        )


def signups_to_export(event: Event, states: list[str], language: str) -> QuerySet[Signup]:
    """Return the sign-ups of ``event`` that still say something about a person; empty filters let all through."""
    signups = Signup.objects.filter(event=event, anonymised_at__isnull=True)
    if states:
        signups = signups.filter(state__in=states)
    if language:
        signups = signups.filter(language=language)
    decisions = Step.objects.filter(kind=StepKind.MOVED, actor=Actor.STAFF, from_state=SignupState.PENDING)
    return signups.order_by("created_at", "pk").prefetch_related(
        Prefetch("steps", decisions.select_related("user"), to_attr="decisions")
    )


def table(file_format: str, event: Event, signups: QuerySet[Signup]) -> tuple[IO[bytes], int]:
    """Return an open file with the sign-ups in the language that is active, and how many they are."""
    columns = sorted(
        [*_told(_places(event, signups)), *_decision(), *_question_columns(event, signups)],
        key=lambda column: column.place,
    )
    headings = [column.heading for column in columns]
    written = 0

    def rows() -> Iterator[list[spreadsheet.Value]]:
        nonlocal written
        for signup in signups.iterator(ROWS_AT_ONCE):
            written += 1
            yield [column.value(signup) for column in columns]

    file = spreadsheet.table_file(file_format, gettext("Sign-ups"), headings, rows())
    return file, written


@dataclass(frozen=True)
class _Column:
    """``place`` is that of the catalogue in ``events.signups.columns``."""

    place: int
    heading: str
    value: Callable[[Signup], spreadsheet.Value]


def _told(places: dict[int, int]) -> list[_Column]:
    """What the catalogue tells; the places on the waiting list are counted for all at once."""
    told = told_to("table", Group.PERSON, Group.SIGN_UP)
    return [
        _Column(
            entry.place,
            str(entry.label),
            (lambda signup: places.get(signup.pk)) if column.name == PLACE else partial(column.value_for, "table"),
        )
        for entry, column in told
    ]


def _decision() -> list[_Column]:
    """What history says of it: behind the time of the sign-up."""
    return [
        _Column(
            120, gettext("Decision"), lambda signup: _decided(signup, lambda step: str(step.get_to_state_display()))
        ),
        _Column(130, gettext("Decided at"), partial(_decided, fact=lambda step: step.at)),
        _Column(140, gettext("Decided by"), partial(_decided, fact=_who)),
    ]


def _decided(signup: Signup, fact: Callable[[Step], Any]) -> Any:
    decisions = signup.decisions  # type: ignore[attr-defined]  # prefetched by signups_to_export
    return fact(decisions[-1]) if decisions else None


def _who(step: Step) -> str:
    return staff_name(step.user) if step.user else str(step.get_actor_display())


def _places(event: Event, signups: QuerySet[Signup]) -> dict[int, int]:
    if not signups.filter(state=SignupState.WAITING).exists():
        return {}
    queue = Signup.objects.filter(event=event).in_queue().values_list("pk", flat=True)
    return {pk: place for place, pk in enumerate(queue, start=1)}


def _question_columns(event: Event, signups: QuerySet[Signup]) -> list[_Column]:
    """One column for each question that one of these people was asked: those of today's form first, in its order.

    A question keeps its column when it is renamed or removed; its heading is what the latest sign-up was asked.
    """
    labels: dict[str, dict] = {}
    for asked in signups.prefetch_related(None).values_list("labels", flat=True).iterator(ROWS_AT_ONCE):
        labels |= asked
    form = form_in_language(event.signup_form_id, settings.LANGUAGE_CODE)
    today = [question.id for question in form.questions if question.id in labels] if form else []
    removed = sorted(labels.keys() - set(today), key=lambda key: (labels[key]["label"], key))
    return [
        _Column(ANSWERS, labels[key]["label"], lambda signup, key=key: _answer(signup, key)) for key in today + removed
    ]


def _answer(signup: Signup, key: str) -> spreadsheet.Value:
    label, answer = signup.labels.get(key), signup.answers.get(key)
    if label is None or answer is None:
        return None
    if label["kind"] == "date":
        return date.fromisoformat(answer)
    if label["kind"] == "number" and isinstance(answer, int):
        return answer
    return readable_answer(label, answer)
