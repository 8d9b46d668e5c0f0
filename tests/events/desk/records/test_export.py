"""The export of sign-ups, opened as a spreadsheet program opens it."""

import csv
import json
from datetime import datetime
from io import BytesIO, StringIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from events.signups import Needs, approve, check_in, decline, erase
from tests.builders import make_event_row, make_signup_form_row, make_staff, signed_up, signed_up_and_confirmed
from tests.events.road import question

pytestmark = pytest.mark.django_db
LABELS = ["Reference", "State", "Seat", "Place on the waiting list", "first name", "last name", "e-mail"]
LABELS += [
    "organisation",
    "Language",
    "came by",
    "Signed up together with",
    "signed up at",
    "Decision",
    "Decided at",
    "Decided by",
]
LABELS += ["reason of the decision", "was there"]
ROLE = {"kind": "one_of", "label": "Rolle?", "options": {"a": "Gast", "b": "Fachkraft"}}


@pytest.fixture
def clerk(client):
    client.user = make_staff("clerk", "events.export_signup")
    client.force_login(client.user)
    return client


def download(client, event, file_format="xlsx", **filters):
    response = client.post(reverse("signup_export", args=[event.pk]), {"format": file_format, **filters})
    assert response.status_code == 200
    response.body = b"".join(response.streaming_content)
    return response


def file_of(client, event, file_format="xlsx", **filters):
    return download(client, event, file_format, **filters).body


def rows_of(client, event, **filters):
    """The rows of the workbook, each as a dict by its heading."""
    sheet = load_workbook(BytesIO(file_of(client, event, **filters))).active
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def headings_of(client, event):
    return [cell.value for cell in load_workbook(BytesIO(file_of(client, event))).active[1]]


def test_the_workbook_holds_what_staff_need_and_german_words(clerk):  # S17
    with time_machine.travel("2026-05-01 08:00:00+00:00", tick=False):
        event = make_event_row(capacity=2, review=True)
        labels = {"role": ROLE, "food": {"kind": "yes_no", "label": "Essen?", "options": {}}}
        first = signed_up_and_confirmed(
            event, 1, language="en", organisation="Verein", answers={"role": "b", "food": True}, labels=labels
        )
        second = signed_up_and_confirmed(event, 2)
        waiting = signed_up_and_confirmed(event, 3, language="de-simple")
        approve(first.public_id, clerk.user)
    with time_machine.travel(event.starts_at, tick=False):
        check_in(first.public_id, clerk.user)
        rows = [list(row.values()) for row in rows_of(clerk, event)]
    moment, start = datetime(2026, 5, 1, 10), timezone.make_naive(event.starts_at)
    with translation.override("de"):
        pending, simple = gettext("to be decided"), gettext("Simple German")
    mails = [f"person-{number}@example.org" for number in (1, 2, 3)]
    undecided = [None] * 4
    assert rows == [
        [first.reference, "bestätigt", 1, None, "Person", "Nummer 1", mails[0], "Verein", "Englisch", "Website", None]
        + [moment, "bestätigt", moment, "clerk", None, "Ja", "Fachkraft", start],
        [second.reference, pending, 2, None, "Person", "Nummer 2", mails[1], None, "Deutsch", "Website", None]
        + [moment, *undecided, None, None, None],
        [
            waiting.reference,
            "auf der Warteliste",
            None,
            1,
            "Person",
            "Nummer 3",
            mails[2],
            None,
            simple,
            "Website",
            None,
        ]
        + [moment, *undecided, None, None, None],
    ]


def test_the_csv_holds_the_same(clerk):  # S17
    event = make_event_row()
    labels = {"role": ROLE}
    signup = signed_up(event, 1, given_name="=1+1", answers={"role": "a"}, labels=labels, language="en")
    content = file_of(clerk, event, "csv").decode("utf-8-sig")
    headings, row = csv.reader(StringIO(content), delimiter=";")
    assert headings == headings_of(clerk, event)
    assert row[0] == signup.reference
    assert row[4:9] == ["'=1+1", "Nummer 1", "person-1@example.org", "", "Englisch"]
    at = timezone.localtime(signup.created_at).strftime("%d.%m.%Y %H:%M")
    assert row[10:] == ["", at, "", "", "", "", "Gast", ""]


def test_the_answers_stand_in_columns_of_their_kind(clerk):  # S11, S17
    labels = {
        "count": {"kind": "number", "label": "Wie viele?", "options": {}},
        "day": {"kind": "date", "label": "Wann?", "options": {}},
        "topics": {"kind": "several_of", "label": "Themen?", "options": {"c": "Wohnen", "d": "Arbeit"}},
    }
    event = make_event_row()
    signed_up(event, 1, labels=labels, answers={"count": -3, "day": "2026-12-24", "topics": ["d", "c"]})
    row = rows_of(clerk, event)[0]
    assert [row[label] for label in ("Wie viele?", "Wann?", "Themen?")] == [
        -3,
        datetime(2026, 12, 24),
        "Arbeit, Wohnen",
    ]


def test_questions_renamed_or_removed_keep_their_column(clerk):  # S11
    asked = [question("text", "Neu?", "new"), question("text", "Beruf heute?", "job")]
    form = make_signup_form_row(questions=json.dumps(asked))
    event = make_event_row(signup_form=form)
    old = {"kind": "text", "options": {}}
    signed_up(
        event,
        1,
        labels={"job": {**old, "label": "Beruf?"}, "gone": {**old, "label": "Wunsch?"}},
        answers={"job": "Lehrerin", "gone": "Ruhe"},
    )
    signed_up(
        event,
        2,
        labels={"new": {**old, "label": "Neu?"}, "job": {**old, "label": "Beruf heute?"}},
        answers={"new": "ja", "job": "Koch"},
    )
    assert headings_of(clerk, event)[len(LABELS) - 1 : -1] == ["Neu?", "Beruf heute?", "Wunsch?"]
    answers = [[row["Neu?"], row["Beruf heute?"], row["Wunsch?"]] for row in rows_of(clerk, event)]
    assert answers == [[None, "Lehrerin", "Ruhe"], ["ja", "Koch", None]]


def test_an_english_admin_gets_german_headings_too(clerk):  # S17, E1
    event = make_event_row()
    in_german = headings_of(clerk, event)
    profile = UserProfile.get_for_user(clerk.user)
    profile.preferred_language = "en"
    profile.save()
    assert headings_of(clerk, event) == in_german
    with translation.override("de"):
        assert in_german == [
            *(gettext(label) for label in LABELS[:4]),
            *(capfirst(gettext(label)) for label in LABELS[4:8]),
            gettext("Language"),
            *(capfirst(gettext(label)) for label in LABELS[9:]),
        ]


def test_the_filters_choose_states_and_a_language(clerk):  # S17
    event = make_event_row()
    english, german_one, confirmed = (
        signed_up(event, 1, language="en"),
        signed_up(event, 2),
        signed_up_and_confirmed(event, 3),
    )
    signed_up(make_event_row(name="Andere"), 4)

    def found(**filters):
        return [row["E-Mail"] for row in rows_of(clerk, event, **filters)]

    assert found() == [english.email, german_one.email, confirmed.email]
    assert found(state="unconfirmed") == [english.email, german_one.email]
    assert found(state=["unconfirmed", "confirmed"], language="de") == [german_one.email, confirmed.email]


def test_a_filter_nobody_knows_gives_no_file(clerk):  # X6
    event = make_event_row()
    response = clerk.post(reverse("signup_export", args=[event.pk]), {"format": "exe", "state": "x"})
    assert (response["Content-Type"], response.status_code) == ("text/html; charset=utf-8", 200)
    assert sorted(response.context["form"].errors) == ["format", "state"]
    assert ModelLogEntry.objects.filter(action="events.export").count() == 0


def test_the_screen_takes_over_the_filters_of_the_list(clerk):  # S17
    url = reverse("signup_export", args=[make_event_row().pk])
    form = clerk.get(url, {"state": ["pending", "confirmed"], "language": "en"}).context["form"]
    assert (form["state"].value(), form["language"].value(), form["format"].value()) == (
        ["pending", "confirmed"],
        "en",
        "xlsx",
    )


def test_access_needs_and_what_was_erased_are_not_in_the_file(clerk):  # S16, S20
    event = make_event_row()
    signed_up(event, 1, needs=Needs(("sign_language",), note="Geheimnis"))
    gone = signed_up(event, 2)
    erase(gone.public_id)
    content = file_of(clerk, event, "csv").decode()
    assert [content.count(text) for text in ("Geheimnis", gone.reference, "person-1@example.org")] == [0, 0, 1]


def test_each_export_is_logged_without_contents_and_a_look_at_the_form_is_none(clerk):  # V5
    event = make_event_row()
    signed_up(event, 1)
    looked = clerk.get(reverse("signup_export", args=[event.pk]), {"format": "xlsx"})
    assert looked["Content-Type"] == "text/html; charset=utf-8"
    assert ModelLogEntry.objects.filter(action="events.export").count() == 0
    download(clerk, event, "xlsx")
    download(clerk, event, "csv", state="confirmed")
    entries = ModelLogEntry.objects.filter(action="events.export").order_by("pk")
    assert [(entry.user, entry.object_id, entry.data) for entry in entries] == [
        (clerk.user, str(event.pk), {"rows": 1, "format": "xlsx"}),
        (clerk.user, str(event.pk), {"rows": 0, "format": "csv"}),
    ]


def test_the_reason_and_who_decided_are_in_the_file(clerk):  # S14, S17
    event = make_event_row(review=True)
    signup = signed_up_and_confirmed(event, 1)
    decline(signup.public_id, clerk.user, "Leider voll.")
    row = list(rows_of(clerk, event)[0].values())
    assert [row[1], row[12], row[14], row[15]] == ["abgelehnt", "abgelehnt", "clerk", "Leider voll."]


def test_the_file_is_an_attachment_that_nobody_keeps(clerk):  # S17, X5
    event = make_event_row()
    with time_machine.travel(timezone.now().replace(hour=12)):
        today = timezone.localdate()
        response = download(clerk, event, "csv")
    with translation.override("de"):
        name = gettext("Sign-ups").lower()
    assert response["Content-Disposition"] == f'attachment; filename="{name}-{event.public_id}-{today}.csv"'
    assert (response["X-Content-Type-Options"], "no-store" in response["Cache-Control"]) == ("nosniff", True)


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_the_export_costs_the_same_queries_however_long(clerk, file_format):  # S17
    event = make_event_row(capacity=2, review=True)
    download(clerk, event, file_format)
    costs = {}
    for number in range(1, 7):
        signup = signed_up_and_confirmed(event, number, labels={"role": ROLE}, answers={"role": "a"})
        if number < 3:
            approve(signup.public_id, clerk.user)
        if number in (3, 6):
            with CaptureQueriesContext(connection) as queries:
                download(clerk, event, file_format)
            costs[number] = len(queries)
    assert costs == {3: costs[3], 6: costs[3]}


# What a spreadsheet program would make a number, a date or a sum of
NUMBERS_THAT_ARE_NONE = {
    "plz": ("postcode", "01067"),
    "tel": ("phone", "0351 4881"),
    "abroad": ("phone", "+420 123"),
    "long": ("text", "12345678901234567890"),
    "when": ("text", "3/4"),
    "exponent": ("text", "1E5"),
}


def test_postcodes_phone_numbers_and_codes_stay_texts_in_both_formats(clerk):  # S17 S32
    labels = {key: {"kind": kind, "label": key} for key, (kind, _answer) in NUMBERS_THAT_ARE_NONE.items()}
    answers = {key: answer for key, (_kind, answer) in NUMBERS_THAT_ARE_NONE.items()}
    event = make_event_row()
    signed_up(event, family_name="007", organisation="0815", labels=labels, answers=answers)
    sheet = load_workbook(BytesIO(file_of(clerk, event))).active
    cells = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    texts = {key: (cells[key].value, cells[key].data_type, cells[key].number_format) for key in answers}
    assert texts == {key: (answer, "s", "@") for key, answer in answers.items()}
    assert [cell.value for cell in cells.values() if cell.value in ("007", "0815")] == ["007", "0815"]
    [headings, row] = csv.reader(StringIO(file_of(clerk, event, "csv").decode("utf-8-sig")), delimiter=";")
    in_csv = dict(zip(headings, row, strict=True))
    assert {key: in_csv[key] for key in answers} == {**answers, "abroad": "'+420 123"}


def test_the_form_says_how_excel_keeps_the_zeros_of_a_csv(clerk):  # S32
    page = clerk.get(reverse("signup_export", args=[make_event_row().pk])).text
    assert page.count("mit einem Doppelklick") + page.count("by a double click") == 1
