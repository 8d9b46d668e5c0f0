"""A form takes what telephones, Excel and Word hand over; who has one name gets on with it (S32)."""

import pytest

from events.models import Signup
from tests.events.road import sign_up

pytestmark = pytest.mark.django_db


def test_pasted_values_are_kept_as_they_were_meant(client, event):  # S32
    sign_up(
        client,
        event,
        given_name="\ufeffAda\t",
        family_name="\u202aLove\u200blace\u202c",
        email="\u200eada\u200b@example.org\u00a0",
        organisation="Verein\u00a0Nord\r\n",
    )
    signup = Signup.objects.get()
    kept = signup.given_name, signup.family_name, signup.email, signup.organisation
    assert kept == ("Ada", "Lovelace", "ada@example.org", "Verein Nord")


@pytest.mark.parametrize("names", [("-", "Suharto"), ("Suharto", "-"), ("Suharto", "."), ("–", "Suharto")])
def test_who_has_one_name_writes_a_sign_in_the_place_of_the_other(client, event, names):  # S32
    sign_up(client, event, given_name=names[0], family_name=names[1])
    signup = Signup.objects.get()
    assert (signup.given_name, signup.family_name, signup.full_name) == ("", "Suharto", "Suharto")


def test_signs_alone_are_no_name(client, event):  # S32
    response = sign_up(client, event, given_name="-", family_name="👩\u200d🦽")
    assert (list(response.context["form"].errors), Signup.objects.count()) == (["family_name"], 0)
