"""What the counts of an event say: free seats, room in the queue, and whether somebody takes all on purpose."""

import pytest

from events.signups.seats import FEWEST_UNVERIFIED, WAVE_LEAST, Seats


def seats(**counts) -> Seats:
    """Ten seats of which none is held, and five places in the queue."""
    empty = {
        "capacity": 10,
        "held": 0,
        "held_back": 0,
        "waiting": 0,
        "queued": 0,
        "waiting_list_size": 5,
        "unconfirmed": 0,
        "ordinary": 0,
        "highest_seat": 0,
        "first_end": None,
    }
    return Seats(**{**empty, **counts})


@pytest.mark.parametrize(
    ("counts", "free", "is_full"),
    [
        ({}, 10, False),
        ({"held": 9}, 1, False),
        ({"held": 7, "held_back": 2}, 1, False),
        ({"held": 7, "held_back": 3}, 0, True),
        # Exceptions, or a capacity that was lowered.
        ({"held": 12}, 0, True),
    ],
)
def test_free_is_what_nobody_holds_and_no_code_keeps_and_never_negative(counts, free, is_full):  # S1
    found = seats(**counts)
    assert (found.free, found.is_full) == (free, is_full)


@pytest.mark.parametrize(
    ("counts", "next_seat"),
    [
        ({}, 1),
        ({"held": 3, "ordinary": 3, "highest_seat": 3}, 4),
        # A gap below the highest: the lowest number has to be searched for.
        ({"held": 3, "ordinary": 3, "highest_seat": 4}, None),
        ({"held": 10, "ordinary": 10, "highest_seat": 10}, None),
        ({"held": 9, "ordinary": 10, "highest_seat": 9}, None),
    ],
)
def test_the_next_seat_is_known_without_a_search_only_where_there_is_no_gap(counts, next_seat):  # S1
    assert seats(**counts).next_seat == next_seat


@pytest.mark.parametrize(
    ("counts", "has_room"),
    [
        ({"waiting": 4, "queued": 4}, True),
        ({"waiting": 5, "queued": 5}, False),
        # Those who never confirm fill no place, up to a bound of their own.
        ({"queued": FEWEST_UNVERIFIED - 1}, True),
        ({"queued": FEWEST_UNVERIFIED}, False),
        ({"queued": 59, "waiting_list_size": 20}, True),
        ({"queued": 60, "waiting_list_size": 20}, False),
        ({"waiting_list_size": 0}, False),
    ],
)
def test_only_confirmed_addresses_fill_the_waiting_list(counts, has_room):  # S5
    assert seats(**counts).waiting_list_has_room is has_room


@pytest.mark.parametrize(
    ("capacity", "unconfirmed", "is_wave"),
    [(10, WAVE_LEAST - 1, False), (10, WAVE_LEAST, True), (15, 5, False), (15, 6, True), (3, 3, False)],
)
def test_a_wave_is_more_than_a_third_of_the_seats_and_at_least_five(capacity, unconfirmed, is_wave):  # S22
    assert seats(capacity=capacity, unconfirmed=unconfirmed).is_wave is is_wave
