"""What the editors of events and of forms ask and say besides their fields."""

import json

import pytest
from bs4 import BeautifulSoup
from django.forms.models import model_to_dict
from django.urls import reverse

from events.desk.editing.event_form import EventForm
from events.desk.viewsets import EventViewSet
from events.models import Event
from tests.builders import make_admin, make_event_row, make_signup_form_row, signed_up_and_confirmed
from tests.events.road import question

pytestmark = pytest.mark.django_db
TABLES = {"a": "Tisch A", "b": "Tisch B"}


@pytest.fixture
def admin(client):
    client.force_login(make_admin())
    return client


def form_with_tables(**facts):
    asked = [question("one_of", "Tisch?", "table", TABLES), question("text", "Beruf?", "job")]
    return make_signup_form_row(questions=json.dumps(asked), **facts)


def page_of(admin, model: str, instance) -> BeautifulSoup:
    """The editor of a snippet."""
    address = reverse(f"wagtailsnippets_events_{model}:edit", args=[instance.pk])
    return BeautifulSoup(admin.get(address).content, "html.parser")


def typed(event: Event, **changes) -> EventForm:
    """The form of the editor with other values of these fields."""
    form_class = EventViewSet.edit_handler.bind_to_model(Event).get_form_class()
    known = {name: value for name, value in model_to_dict(event).items() if value is not None}
    data = {**known, "option_limits-table-a": "", "option_limits-table-b": "", **changes}
    return form_class(data, instance=event)


def test_the_limits_are_asked_for_each_option_of_the_chosen_form(admin):  # S31 E1
    event = make_event_row(signup_form=form_with_tables(), option_limits={"table": {"a": 8}})
    page = BeautifulSoup(
        admin.get(reverse("wagtailsnippets_events_event:edit", args=[event.pk])).content, "html.parser"
    )
    fields = page.select("input[name^=option_limits-]")
    assert [(field["name"], field["value"]) for field in fields] == [
        ("option_limits-table-a", "8"),
        ("option_limits-table-b", ""),
    ]
    assert [page.find(id=field["aria-labelledby"]).get_text() for field in fields] == list(TABLES.values())


@pytest.mark.parametrize(
    ("text", "limits"), [("12", {"table": {"a": 12}}), ("", {}), ("0", None), ("viele", None), ("1000000", None)]
)
def test_a_limit_is_a_number_of_places_or_nothing(text, limits):  # S31 E2
    event = make_event_row(signup_form=form_with_tables())
    form = typed(event, **{"option_limits-table-a": text})
    form.is_valid()
    assert form.cleaned_data.get("option_limits") == limits
    assert ("option_limits" in form.errors) == (limits is None)
    # What was typed stays.
    assert f'value="{text}"' in str(form["option_limits"])


def test_limits_of_another_form_go_with_it():  # S31
    event = make_event_row(signup_form=form_with_tables())
    other = make_signup_form_row()
    form = typed(event, **{"option_limits-table-a": "3", "signup_form": other.pk})
    form.is_valid()
    assert form.cleaned_data["option_limits"] == {}


def test_who_uses_a_form_stands_above_it(admin):  # E9
    form = form_with_tables()
    event = make_event_row(name="Werkstatt Eins", signup_form=form)
    signed_up_and_confirmed(event, 1)
    make_event_row(name="Ohne dieses Formular")
    page = BeautifulSoup(
        admin.get(reverse("wagtailsnippets_events_signupform:edit", args=[form.pk])).content, "html.parser"
    )
    rows = [
        [cell.get_text(strip=True) for cell in row.select("th, td")] for row in page.select("table.listing tbody tr")
    ]
    assert [(name, people) for name, _start, people in rows] == [("Werkstatt Eins", "1")]
