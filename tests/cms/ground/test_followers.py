"""Who is told when a row went live."""

import pytest

from cms.ground import followers
from cms.ground.followers import follow, tell_followers
from events.models import Event, Venue


@pytest.fixture(autouse=True)
def nobody_follows(monkeypatch):
    monkeypatch.setattr(followers, "_followers", followers.defaultdict(list))


def test_each_follower_of_the_model_is_told_once_in_the_order_of_entry():  # O3
    told = []

    def first(row):
        told.append(("first", row))

    def second(row):
        told.append(("second", row))

    for follower in (first, second, first):
        follow(Event, follower)
    follow(Venue, lambda row: told.append(("venue", row)))
    event = Event(pk=1)
    tell_followers(event)
    assert told == [("first", event), ("second", event)]


def test_what_a_follower_raises_reaches_whoever_publishes_and_stops_the_rest():  # O3
    told = []

    def fail(row):
        raise ValueError("not like this")

    follow(Event, fail)
    follow(Event, told.append)
    with pytest.raises(ValueError, match="not like this"):
        tell_followers(Event(pk=1))
    assert told == []
