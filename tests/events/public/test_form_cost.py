"""What the form asks the database, once somebody else has opened it since the last publish."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event
from tests.builders import make_event, make_event_index, make_event_page, make_home, signed_up
from tests.events.road import filled, form_path

pytestmark = pytest.mark.django_db(transaction=True)

STATEMENT = re.compile(
    r"\(?(SELECT|UPDATE|INSERT)\b.*?(?:FROM|UPDATE|INTO)? \"?((?:events|mail|wagtailcore|cms)_\w+)", re.S
)
LOCK = "UPDATE events_seatbook"
READ_UNDER_THE_LOCK = ["SELECT events_event", "SELECT events_signup"]
SEATS = ["SELECT events_signup"]
CODES = ["SELECT events_invitationcode"]


@pytest.fixture
def event(settings, client) -> Event:
    settings.SHARED_STANDING = True
    event = make_event(capacity=50)
    make_event_page(make_event_index(make_home()), event)
    client.get(form_path(event))
    return event


def asked(action: Callable) -> tuple[int, list[str]]:
    """Return the status of an answer, and what was asked for it: the first table of each statement."""
    with CaptureQueriesContext(connection) as captured:
        response = action()
    found = [STATEMENT.match(query["sql"]) for query in captured]
    return response.status_code, [" ".join(one.groups()) for one in found if one]


def test_to_show_the_form_only_seats_and_codes_are_read(event, client):  # F3
    assert asked(lambda: client.get(form_path(event))) == (200, SEATS + CODES)


def test_a_sign_up_reads_twice_under_the_lock_and_writes_four_rows(event, client):  # F3 S1
    signed_up(event, 1)
    data = filled(client, form_path(event))
    written = [f"INSERT {table}" for table in ("events_usedform", "events_signup", "events_step", "mail_mail")]
    assert asked(lambda: client.post(form_path(event), data)) == (303, [LOCK, *READ_UNDER_THE_LOCK, *written])
    # Sent once more, it needs no more than its own answer.
    assert asked(lambda: client.post(form_path(event), data)) == (303, [LOCK, *READ_UNDER_THE_LOCK[:1]])


def test_a_refusal_is_read_under_the_lock_and_shown_as_things_stand_then(event, client):  # F3 S7
    data = filled(client, form_path(event))
    Event.objects.update(capacity=1, waiting_list_size=0)
    signed_up(event, 1)
    client.post(form_path(event), data)
    seen = ["SELECT events_event", *SEATS]
    assert asked(lambda: client.post(form_path(event), data)) == (200, [LOCK, *READ_UNDER_THE_LOCK, *seen])


def test_wrong_answers_cost_no_more_than_the_form(event, client):  # F3 S3
    data = filled(client, form_path(event), email="nobody")
    client.post(form_path(event), data)
    assert asked(lambda: client.post(form_path(event), data)) == (200, SEATS)
