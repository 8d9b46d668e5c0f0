"""A secret link opens what it was signed for, until its end; anything else is one and the same refusal."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

import pytest
import time_machine
from django.core import signing

from cms.ground.signed_links import BadLink, SignedLinks

NOON = datetime(2030, 5, 6, 12, tzinfo=UTC)


class Purpose(StrEnum):
    SHORT = "short"
    LONG = "long"


LIFETIME = {Purpose.SHORT: timedelta(hours=1), Purpose.LONG: timedelta(days=1)}
LINKS = SignedLinks("tests.links", Purpose, LIFETIME, read_key=int, read_mark=str)


@time_machine.travel(NOON, tick=False)
def test_a_token_says_what_it_was_made_of():  # X3
    assert LINKS.read(LINKS.token(7, Purpose.LONG, "first")) == (7, Purpose.LONG, "first")


@pytest.mark.parametrize("purpose", Purpose)
def test_a_link_ends_with_the_lifetime_of_its_purpose(purpose):  # X3
    with time_machine.travel(NOON, tick=False):
        token = LINKS.token(7, purpose, "first")
    with time_machine.travel(NOON + LIFETIME[purpose], tick=False):
        assert LINKS.read(token) == (7, purpose, "first")
    with time_machine.travel(NOON + LIFETIME[purpose] + timedelta(seconds=1), tick=False), pytest.raises(BadLink):
        LINKS.read(token)


FORGED = {
    "empty": "",
    "another letter": LINKS.token(7, Purpose.LONG, "first")[:-1],
    "another kind": signing.dumps([7, "long", "first"], salt="tests.other_links"),
    "another purpose": signing.dumps([7, "other", "first"], salt="tests.links"),
    "another key": signing.dumps(["seven", "long", "first"], salt="tests.links"),
    "no list": signing.dumps(7, salt="tests.links"),
    "too little": signing.dumps([7, "long"], salt="tests.links"),
    "too long": LINKS.token(7, Purpose.LONG, "x" * 300),
}


@pytest.mark.parametrize("what", FORGED)
def test_anything_else_is_a_bad_link(what):  # X3
    with pytest.raises(BadLink):
        LINKS.read(FORGED[what])
