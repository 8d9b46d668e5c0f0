"""Secret links."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.utils import timezone

from cms.ground.signed_links import BadLink
from events.models import Signup
from events.signups import cancel
from events.signups.secret_links import LIFETIME, SALT, Purpose, cancelled_by, make_token, read_token
from tests.builders import make_event_row, signed_up_and_confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def signup():
    return signed_up_and_confirmed(make_event_row())


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_link_opens_what_it_is_for_and_nothing_else(signup, purpose):  # X3
    token = make_token(signup, purpose)
    assert read_token(token, purpose) == signup
    for other in set(Purpose) - {purpose}:
        with pytest.raises(BadLink):
            read_token(token, other)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_link_expires(signup, purpose):  # X3
    token = make_token(signup, purpose)
    with time_machine.travel(timezone.now() + LIFETIME[purpose] + timedelta(seconds=2)), pytest.raises(BadLink):
        read_token(token, purpose)


@pytest.mark.parametrize(
    "content",
    ["", [], [1, 2, 3], ["x", "personal", 1], ["0" * 32, "personal", 1], [None, "personal", None], {"a": 1}, 7],
)
def test_signed_content_of_another_shape_is_a_bad_link(signup, content):  # X3
    with pytest.raises(BadLink):
        read_token(signing.dumps(content, salt=SALT), Purpose.PERSONAL)


def test_a_raised_version_and_an_erased_person_make_links_void(signup):  # X3
    token = make_token(signup, Purpose.PERSONAL)
    Signup.objects.update(link_version=2)
    with pytest.raises(BadLink):
        read_token(token, Purpose.PERSONAL)
    Signup.objects.update(link_version=1, anonymised_at=timezone.now())
    with pytest.raises(BadLink):
        read_token(token, Purpose.PERSONAL)


def test_only_the_link_that_cancelled_is_recognised_afterwards(signup):  # X3
    token, other = make_token(signup, Purpose.PERSONAL), make_token(signup, Purpose.CONFIRM)
    assert cancelled_by(token) is None
    cancel(signup.public_id)
    assert (cancelled_by(token), cancelled_by(other)) == (signup, None)


def test_a_link_holds_no_personal_data(signup):  # V4
    value = signing.loads(make_token(signup, Purpose.PERSONAL), salt=SALT)
    assert value == [signup.public_id.hex, "personal", 1]
