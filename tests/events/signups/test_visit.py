"""One network takes no more than its share of the unconfirmed sign-ups; no row tells which network it was."""

import pytest

from events.models import Event, Signup
from events.signups.known_already import known_already
from events.signups.visit import Visit, most_of_a_network, network_hash, takes_too_much
from tests.builders import make_event_row, signed_up


def make_event_of(capacity: int) -> Event:
    return Event(capacity=capacity, public_id="abc")


@pytest.mark.parametrize(
    ("capacity", "percent", "most"), [(50, 20, 10), (51, 20, 11), (5, 20, 3), (50, 0, None), (50, 100, 50)]
)
def test_a_network_has_its_share_of_the_seats_and_a_family_always_fits(settings, capacity, percent, most):  # S22
    settings.HOLDS_PER_NETWORK_PERCENT = percent
    assert most_of_a_network(make_event_of(capacity)) == most


def test_a_hash_is_of_one_network_at_one_event():  # S22 V1
    event, other = make_event_of(5), make_event_of(5)
    other.public_id = "def"
    hashes = {
        network_hash(event, "203.0.113.5"),
        network_hash(event, "203.0.113.6"),
        network_hash(other, "203.0.113.5"),
    }
    assert ({len(one) for one in hashes}, len(hashes)) == ({32}, 3)
    assert (network_hash(event, "203.0.113.5") in hashes, network_hash(event, "")) == (True, "")


@pytest.mark.django_db
def test_from_the_share_on_a_network_takes_too_much_and_others_do_not(settings):  # S22
    settings.HOLDS_PER_NETWORK_PERCENT = 20
    event = make_event_row(capacity=20)
    visit = Visit(network_hash=network_hash(event, "203.0.113.5"))

    def is_too_much(visit: Visit) -> bool:
        return takes_too_much(event, known_already(event.pk, visit, "").of_network)

    found = [is_too_much(visit)]
    for number in range(1, 5):
        signup = signed_up(event, number)
        Signup.objects.filter(pk=signup.pk).update(network_hash=visit.network_hash)
        found.append(is_too_much(visit))
    assert found == [False, False, False, False, True]
    others = [Visit(network_hash=network_hash(event, "203.0.113.6")), Visit()]
    assert [is_too_much(other) for other in others] == [False, False]
    settings.HOLDS_PER_NETWORK_PERCENT = 0
    assert is_too_much(visit) is False
