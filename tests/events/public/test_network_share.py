"""No single network holds all seats of an event with sign-ups that nobody confirms."""

import pytest

from events.models import Signup
from events.signups import cancel, confirm
from tests.events.road import filled, form_path

pytestmark = pytest.mark.django_db
THEIRS, OTHERS = "203.0.113.5", "203.0.113.6"


@pytest.fixture
def workshop(event, settings):
    settings.HOLDS_PER_NETWORK_PERCENT = 50
    event.capacity = 10
    event.save()
    return event


def post(client, event, number, address=THEIRS, language="de", **changes):
    path = form_path(event, language)
    data = filled(client, path, email=f"person-{number}@example.org", organisation="Verein", **changes)
    return client.post(path, data, REMOTE_ADDR=address)


def test_one_visitor_gets_no_more_than_the_share_and_is_asked_to_call(client, workshop):  # S22
    assert [post(client, workshop, number).status_code for number in range(5)] == [303] * 5
    response = post(client, workshop, 5, language="en", given_name="Ada")
    form = response.context["form"]
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (
        429,
        "900",
        "private, no-store",
    )
    assert (form["given_name"].value(), form["organisation"].value()) == ("Ada", "Verein")
    sentence = (
        "Many sign-ups for this event from your network are still waiting to be confirmed by "
        "email. Your form was not sent, and your answers are still here. Please call or write to "
        "us, or send the form again later."
    )
    assert form.non_field_errors() == [sentence]
    assert Signup.objects.count() == 5
    assert post(client, workshop, 6, OTHERS).status_code == 303


def test_the_answer_does_not_depend_on_the_address(client, workshop):  # X4
    for number in range(5):
        post(client, workshop, number)
    known, new = post(client, workshop, 1), post(client, workshop, 9)
    assert (known.status_code, new.status_code) == (429, 429)
    assert known.context["form"].non_field_errors() == new.context["form"].non_field_errors()


def test_whoever_confirms_or_ends_no_longer_counts_and_leaves_no_trace(client, workshop):  # S22 V1
    for number in range(5):
        post(client, workshop, number)
    first, second = Signup.objects.order_by("pk")[:2]
    assert len(first.network_hash) == 32
    confirm(first.public_id)
    cancel(second.public_id)
    assert [post(client, workshop, number).status_code for number in (6, 7, 8)] == [303, 303, 429]
    assert set(Signup.objects.filter(pk__in=[first.pk, second.pk]).values_list("network_hash", flat=True)) == {""}


def test_the_hash_is_another_one_at_each_event_and_holds_no_address(client, workshop):  # V1
    from events.signups import network_hash
    from tests.builders import make_event_row

    post(client, workshop, 1)
    (kept,) = Signup.objects.values_list("network_hash", flat=True)
    assert kept == network_hash(workshop, THEIRS) != network_hash(make_event_row(), THEIRS)
    assert (THEIRS in kept, network_hash(workshop, "")) == (False, "")


def test_places_on_the_waiting_list_count_for_the_share_too(client, workshop):  # S22
    workshop.capacity, workshop.waiting_list_size = 1, 30
    workshop.save()
    assert [post(client, workshop, number).status_code for number in range(4)] == [303, 303, 303, 429]


def test_the_share_can_be_switched_off(client, workshop, settings):  # S22
    settings.HOLDS_PER_NETWORK_PERCENT = 0
    assert {post(client, workshop, number).status_code for number in range(9)} == {303}
