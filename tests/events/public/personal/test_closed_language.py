"""Whoever signed up in a language keeps what they hold in their hands when the language is closed."""

import pytest

from cms.languages.models import LanguageProfile
from events.models import Signup
from tests.builders import open_language
from tests.events.public.personal.states import STATES, secret_path

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("step", ["", "cancel/", "correct/", "erase/", "data.json"])
def test_the_links_in_peoples_mails_open_in_a_language_that_was_closed(client, event, step):  # S8 L1
    open_language("ar")
    signup = STATES["confirmed"](event)
    path = secret_path(signup, step, language="ar")
    close("ar")
    assert (client.get(path).status_code, client.get("/ar/").status_code) == (200, 404)


def test_a_seat_is_given_back_in_a_language_that_was_closed(client, event):  # S8 L1
    open_language("ar")
    signup = STATES["confirmed"](event)
    close("ar")
    path = secret_path(signup, "cancel/", language="ar")
    assert client.post(path).status_code == 303
    assert Signup.objects.get(pk=signup.pk).state == "cancelled"


def test_a_wrong_link_in_a_closed_language_is_not_found(client, event):  # X3
    open_language("ar", is_public=False)
    assert client.get("/ar/my-signup/wrong/").status_code == 404


def close(code: str) -> None:
    LanguageProfile.objects.filter(locale__language_code=code).update(is_public=False)
