"""A series of events as visitors meet it: said first, a second wish, and what accepting gives back."""

import pytest

from events.models import EventSeries, Signup
from events.signups import cancel, confirm
from tests.builders import make_event_index, make_event_page, make_event_row, make_home, signed_up_and_confirmed
from tests.events.road import filled, form_path, mails, secret_paths

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(event):
    """The other event of the series, with seats and the same form."""
    event.series, event.waiting_list_size = EventSeries.objects.create(name="Abende"), 5
    event.save()
    return make_event_row(name="Zweiter Abend", series=event.series, signup_form=event.signup_form, capacity=5)


def wishes(client, event) -> list[str]:
    form = client.get(form_path(event)).context["form"]
    return [key for key, _label in form.fields["second_wish"].choices if key] if "second_wish" in form.fields else []


def test_the_rule_is_said_before_anybody_types(client, event, second):  # S23
    assert "Jede Person kann an einem der Termine einen Platz haben." in client.get(form_path(event)).content.decode()
    EventSeries.objects.update(one_seat_each=False)
    assert "einem der Termine" not in client.get(form_path(event)).content.decode()


def test_whoever_would_wait_takes_a_seat_on_another_date_and_gives_it_back_by_accepting(client, event, second):  # S23
    holder = signed_up_and_confirmed(event, 1)
    path = form_path(event)
    answer = client.post(path, filled(client, path, second_wish=second.public_id))
    assert answer["Location"] == f"{path}mailbox/?then=both"
    assert "zwei E-Mails" in client.get(answer["Location"]).content.decode()
    for signup in Signup.objects.filter(email="person@example.org"):
        confirm(signup.public_id)
    cancel(holder.public_id)
    offer = next(mail for mail in mails() if any(path.endswith("/accept/") for path in secret_paths(mail)))
    (accept_path,) = [path for path in secret_paths(offer) if path.endswith("/accept/")]
    assert "geht Ihr Platz am" in client.get(accept_path).content.decode()
    client.post(accept_path)
    states = Signup.objects.filter(email="person@example.org").order_by("pk").values_list("event", "state")
    assert list(states) == [(event.pk, "confirmed"), (second.pk, "cancelled")]


def test_other_dates_are_offered_only_where_seats_are_left_and_the_form_is_the_same(client, event, second):  # S23
    assert wishes(client, event) == []
    signed_up_and_confirmed(event, 1)
    assert wishes(client, event) == [second.public_id]
    second.capacity, second.waiting_list_size = 1, 5
    second.save()
    signed_up_and_confirmed(second, 2)
    assert wishes(client, event) == []


def test_a_date_whose_page_is_a_draft_is_told_to_nobody(client, event, second):  # S23 X4
    signed_up_and_confirmed(event, 1)
    page = make_event_page(make_event_index(make_home()), second, "Noch geheim")
    assert wishes(client, event) == [second.public_id]
    page.unpublish()
    assert wishes(client, event) == []
