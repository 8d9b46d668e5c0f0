"""The main button of the home page advertises what its reader can do."""

import pytest

from home.models import ProcessPage
from tests.builders import (
    add_page,
    make_event,
    make_event_index,
    make_event_page,
    make_home,
    make_signup_form,
    signed_up_and_confirmed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(client):
    home = make_home()
    add_page(home, "Der Weg", ProcessPage, slug="weg")
    return make_event_index(home)


def event(index, days: int, **fields):
    made = make_event(f"In {days} Tagen", days_from_now=days, capacity=1, **fields)
    make_event_page(index, made, f"In {days} Tagen", slug=f"tag-{days}")
    return made


def full(index, days: int, **fields):
    made = event(index, days, **fields)
    signed_up_and_confirmed(made, days)
    return made


def step(client):
    found = client.get("/de/").context["next_step"]()
    return found and (found.url, found.starts_at is not None, found.is_waiting_list)


def test_the_soonest_event_with_seats_goes_before_sooner_ones_without(client, index):  # P7 P13
    event(index, 1, status="cancelled")
    event(index, 2, signup_form=None)
    full(index, 3, waiting_list_size=0)
    full(index, 4, waiting_list_size=5)
    event(index, 5, access="invitation")
    later = event(index, 6)
    assert step(client) == (f"/de/signup/{later.public_id}/", True, False)


def test_without_seats_it_is_a_waiting_list_and_without_any_the_process(client, index):  # P7 P13
    assert step(client) == ("/de/weg/", False, False)
    full(index, 3, waiting_list_size=0)
    assert step(client) == ("/de/weg/", False, False)
    waiting = full(index, 4, waiting_list_size=5)
    assert step(client) == (f"/de/signup/{waiting.public_id}/", True, True)


def test_a_site_without_events_and_process_has_no_button(client):  # P7
    make_home()
    assert (step(client), b"button-accent" in client.get("/de/").content) == (None, False)


def test_each_step_is_named_by_what_is_done_and_when(client, index):  # P7 P13
    def button() -> str:
        html = client.get("/de/").content.decode()
        return html.partition("button-accent")[2].partition(">")[2].partition("<")[0]

    names = [button()]
    made = event(index, 9, waiting_list_size=5, signup_form=make_signup_form())
    date = f"{made.starts_at:%d}".lstrip("0")
    names.append(button())
    signed_up_and_confirmed(made, 1)
    names.append(button())
    assert [name.partition(date + ".")[0] for name in names] == [
        "So entsteht das neue Konzept",
        "Für den ",
        "Für den ",
    ]
    assert names[2].endswith("auf die Warteliste")
