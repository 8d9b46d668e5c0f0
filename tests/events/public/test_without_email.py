"""People without e-mail find the telephone wherever others sign up, and the way to cancel with a paper code."""

import pytest

from events.models import Event
from tests.builders import make_event, make_event_index, make_event_page, make_frame, make_home
from tests.events.road import form_path

pytestmark = pytest.mark.django_db

LINK = '<a class="phone" href="tel:03510001234"><bdi dir="ltr">0351 000 12 34</bdi></a>'
HOURS = '<span class="phone-hours">(Mo bis Do, 9 bis 15 Uhr)</span>'


@pytest.fixture
def event():
    event = make_event()
    make_event_page(make_event_index(make_home()), event)
    return event


def paths(event) -> list[str]:
    return [event.pages.get().url, form_path(event), f"{form_path(event)}mailbox/"]


def found(client, path: str) -> tuple[int, int, int]:
    page = client.get(path).content.decode()
    by_code = f'href="/de/signup/{Event.objects.get().public_id}/cancel-by-code/"'
    return page.count(LINK), page.count(HOURS), page.count(by_code)


def test_event_form_and_mailbox_page_name_the_telephone_beside_the_footer(client, event):  # A10
    make_frame(contact_phone="0351 000 12 34", phone_hours="Mo bis Do, 9 bis 15 Uhr")
    assert [found(client, path) for path in paths(event)] == [(2, 2, 1)] * 3


def test_without_a_number_nothing_is_shown(client, event):  # A10
    make_frame(phone_hours="Mo bis Do, 9 bis 15 Uhr")
    assert [found(client, path) for path in paths(event)] == [(0, 0, 0)] * 3


@pytest.mark.parametrize("changes", [{"status": "cancelled"}, {"signup_form": None}])
def test_where_nobody_can_sign_up_only_the_footer_has_it(client, event, changes):  # A10
    make_frame(contact_phone="0351 000 12 34")
    Event.objects.update(**changes)
    assert found(client, event.pages.get().url) == (1, 0, 0)
