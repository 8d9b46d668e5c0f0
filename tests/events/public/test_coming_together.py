"""The visitor's way with companions, and with a mailbox that several people share."""

import re

import pytest

from events.models import Signup
from tests.builders import signed_up_and_confirmed
from tests.events.road import filled, form_path, mails, secret_paths

pytestmark = pytest.mark.django_db

BEN = {"companion_1_given_name": "Ben", "companion_1_family_name": "Beispiel"}


@pytest.fixture
def open_event(event):
    event.capacity, event.companions, event.waiting_list_size = 5, 2, 5
    event.save()
    return event


def states() -> list[tuple[str, str]]:
    return list(Signup.objects.order_by("pk").values_list("given_name", "state"))


def test_a_person_brings_somebody_confirms_for_both_and_cancels_for_one(client, open_event):  # S24
    path = form_path(open_event)
    assert client.post(path, filled(client, path, **BEN)).status_code == 303
    (confirm_path,) = secret_paths(mails()[0])
    assert "P. B." in mails()[0].body
    assert "Ben" not in mails()[0].body
    page = client.get(confirm_path).content.decode()
    assert "Ben Beispiel" in page
    personal_path = client.post(confirm_path)["Location"]
    assert states() == [("Person", "confirmed"), ("Ben", "confirmed")]
    assert "- Ben Beispiel: Bestätigt" in mails()[1].body
    page = client.get(personal_path).content.decode()
    assert re.findall(r"<strong dir=\"auto\">([^<]*)</strong>: ([^ <]*)", page) == [
        ("Person Beispiel", "Bestätigt"),
        ("Ben Beispiel", "Bestätigt"),
    ]
    cancel_path = f"{personal_path}cancel/"
    page = client.get(cancel_path).content.decode()
    whom = re.findall(r'name="whom" value="([^"]*)"', page)
    response = client.post(cancel_path, {"whom": whom[1]})
    # The same page; its link says at which second it was made.
    assert response["Location"].split(":")[0] == personal_path.split(":")[0]
    assert states() == [("Person", "confirmed"), ("Ben", "cancelled")]
    assert len(mails()) == 3


def test_a_companion_sees_who_comes_and_opens_and_cancels_only_the_own_page(client, open_event):  # S24 S22
    path = form_path(open_event)
    client.post(path, filled(client, path, **BEN))
    personal_path = client.post(secret_paths(mails()[0])[0])["Location"]
    bens_path = re.findall(r'class="screen-only" href="([^"]*)"', client.get(personal_path).content.decode())[0]
    page = client.get(bens_path).content.decode()
    assert ("Person Beispiel" in page, re.findall(r'class="screen-only" href="([^"]*)"', page)) == (True, [])
    first, ben = Signup.objects.order_by("pk")
    assert 'name="whom"' not in client.get(f"{bens_path}cancel/").content.decode()
    client.post(f"{bens_path}cancel/", {"whom": [str(first.public_id), str(ben.public_id)]})
    assert states() == [("Person", "confirmed"), ("Ben", "cancelled")]


def test_somebody_who_ticks_nobody_is_asked_again(client, open_event):  # S24
    path = form_path(open_event)
    client.post(path, filled(client, path, **BEN))
    personal_path = client.post(secret_paths(mails()[0])[0])["Location"]
    response = client.post(f"{personal_path}cancel/", {})
    assert (response.status_code, response["Location"][-8:], states()[0][1]) == (303, "/cancel/", "confirmed")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"companion_1_given_name": "Ben"}, ["companion_1_family_name"]),
        ({"companion_2_family_name": "Beispiel"}, ["companion_2_given_name"]),
        ({"companion_1_given_name": "person", "companion_1_family_name": "BEISPIEL"}, ["companion_1_given_name"]),
        ({**BEN, "companion_2_given_name": "Ben", "companion_2_family_name": "Beispiel"}, ["companion_2_given_name"]),
        ({**BEN, "companion_1_needs": ["step_free"]}, ["companion_1_needs_consent"]),
        ({"companion_1_needs": ["step_free"]}, ["companion_1_family_name", "companion_1_given_name"]),
        ({**BEN, "companion_3_given_name": "Cleo"}, ["__all__"]),
    ],
)
def test_what_lacks_of_a_companion_is_said_at_its_field_and_nothing_typed_is_lost(client, open_event, typed, wrong):
    path = form_path(open_event)
    response = client.post(path, filled(client, path, **typed))
    errors = set(response.context["form"].errors) - {"companion_1_needs_consent"} | (
        set(response.context["form"].errors) & set(wrong)
    )
    assert (response.status_code, sorted(errors), Signup.objects.count()) == (200, wrong, 0)
    page = response.content.decode()
    assert [value for value in typed.values() if isinstance(value, str) and f'value="{value}"' not in page] in (
        [],
        ["Cleo"],
    )


def test_an_event_where_everybody_comes_alone_asks_for_nobody_else(client, event):  # S24
    assert "companion" not in client.get(form_path(event)).content.decode()


def test_too_few_seats_are_told_with_their_number_and_all_can_wait(client, open_event):  # S24 S7
    open_event.capacity = 1
    open_event.save()
    path = form_path(open_event)
    typed = filled(client, path, **BEN)
    response = client.post(path, typed)
    assert (response.status_code, Signup.objects.count()) == (200, 0)
    page = response.content.decode()
    assert "Es ist nur noch 1 Platz frei." in page
    assert 'name="may_wait"' in page
    assert 'value="Ben"' in page
    assert client.post(path, {**typed, "may_wait": "on"}).status_code == 303
    assert states() == [("Person", "waiting"), ("Ben", "waiting")]


def test_the_mail_to_a_known_address_brings_a_second_person_without_typing_it(client, open_event):  # S32 X4
    signed_up_and_confirmed(open_event, 1)
    path = form_path(open_event)
    known = client.post(path, filled(client, path, email="person-1@example.org"))
    new = client.post(path, filled(client, path, email="new@example.org"))
    assert known["Location"] == new["Location"]
    told = next(mail for mail in mails() if mail.to == ["person-1@example.org"] and "another/" in mail.body)
    assert "- Person Nummer 1: Bestätigt" in told.body
    (another_path,) = [found for found in secret_paths(told) if found.endswith("/another/")]
    assert 'name="email"' not in client.get(another_path).content.decode()
    answer = client.post(another_path, filled(client, another_path, given_name="Cleo"))
    assert (answer.status_code, answer["Location"]) == (303, f"{path}mailbox/?then=signed_up")
    assert "Bestätigen" not in client.get(answer["Location"]).content.decode()
    second = Signup.objects.get(given_name="Cleo")
    assert (second.email, second.state, second.mailbox_no) == ("person-1@example.org", "confirmed", 2)


def test_a_link_for_another_person_ends_with_the_sign_up_that_it_came_from(client, open_event):  # S32
    signup = signed_up_and_confirmed(open_event, 1)
    path = form_path(open_event)
    client.post(path, filled(client, path, email="person-1@example.org"))
    (another_path,) = [found for mail in mails() for found in secret_paths(mail) if found.endswith("/another/")]
    assert client.get(another_path).status_code == 200
    Signup.objects.filter(pk=signup.pk).update(link_version=2)
    assert client.get(another_path).status_code == 404
