"""Invitation codes on the form, and what the pages say to those who have none."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from events.models import Event, Signup
from events.models.signup import InvitationCode
from tests.builders import signed_up_and_confirmed
from tests.events.road import filled, form_path, sign_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(event):
    return InvitationCode.objects.create(
        event=event,
        code="ABCD234567",
        organisation="Verein",
        seats=1,
        valid_until=timezone.now() + timedelta(days=5),
    )


def by_invitation(event, **facts):
    Event.objects.filter(pk=event.pk).update(access="invitation", **facts)


def wording_of(response) -> tuple:
    wording = response.context["wording"]
    with override("en"):
        return str(wording.heading), str(wording.button)


ASK = ("Ask for a seat", "Submit your request")
SIGN_UP = ("Sign up", "Submit your sign-up")
WAIT = ("Join the waiting list", "Join the waiting list")


def test_the_field_is_there_for_invitations_and_where_a_code_is_valid(client, event, code):  # S10
    path = form_path(event)
    assert "code" in client.get(path).context["form"].fields
    code.valid_until = timezone.now() - timedelta(minutes=1)
    code.save()
    assert "code" not in client.get(path).context["form"].fields
    by_invitation(event)
    form = client.get(path).context["form"]
    assert (form["code"].value(), form.fields["code"].required) == (None, False)


@pytest.mark.parametrize(
    ("written", "shown"), [("abcd-234567", "abcd-234567"), ("a\u202eb", None), ("a\x00b", None), ("x" * 61, None)]
)
def test_a_link_fills_the_code_in_unless_it_was_tampered_with(client, event, code, written, shown):  # S10 X6
    response = client.get(form_path(event), {"code": written})
    assert (response.status_code, response.context["form"]["code"].value()) == (200, shown)


def test_a_code_is_taken_however_it_is_typed(client, event, code):  # S10
    by_invitation(event)
    response = sign_up(client, event, code=" abcd 234-567 ")
    assert (response.status_code, response["Location"]) == (303, f"/de/signup/{event.public_id}/mailbox/")
    assert Signup.objects.get().code == code


@pytest.mark.parametrize("case", ["unknown", "ended", "used up"])
def test_a_code_that_does_not_hold_is_said_at_its_field_and_answers_stay(client, event, code, case):  # S7 S10
    Event.objects.update(capacity=5)
    if case == "used up":
        signed_up_and_confirmed(event, code=code.code)
    path = form_path(event)
    data = filled(client, path, code="UNKNOWN" if case == "unknown" else code.code, organisation="Verein")
    if case == "ended":
        InvitationCode.objects.update(valid_until=timezone.now())
    before = Signup.objects.count()
    response = client.post(path, data)
    form = response.context["form"]
    assert (response.status_code, list(form.errors), form["organisation"].value()) == (200, ["code"], "Verein")
    assert Signup.objects.count() == before
    assert client.post(path, {**data, "code": ""}).status_code == 303


def test_a_code_costs_no_query_when_none_was_typed(
    client, event, code, django_assert_num_queries, django_assert_max_num_queries
):  # S10
    path = form_path(event)
    data = filled(client, path)
    with django_assert_max_num_queries(100) as without_field:
        assert client.post(path, data).status_code == 303
    number = len(without_field)
    Signup.objects.all().delete()
    other = {**filled(client, path), "email": "b@example.org", "code": ""}
    with django_assert_num_queries(number):
        assert client.post(path, other).status_code == 303


def test_without_a_code_people_ask_for_a_seat(client, event):  # S10
    by_invitation(event)
    path = form_path(event)
    assert wording_of(client.get(path)) == ASK
    assert wording_of(client.post(path, {**filled(client, path), "given_name": ""})) == ASK
    assert wording_of(sign_up(client, event, code="UNKNOWN")) == ASK
    response = sign_up(client, event)
    assert response["Location"] == f"/de/signup/{event.public_id}/mailbox/?then=decision"
    assert Signup.objects.get().code is None


def test_with_a_code_people_sign_up(client, event, code):  # S10
    by_invitation(event)
    assert wording_of(client.get(form_path(event), {"code": code.code})) == SIGN_UP


def test_with_review_everybody_is_told_that_staff_decide(client, event, code):  # S10 S14
    Event.objects.update(review=True)
    page = client.get(form_path(event, "en"))
    assert wording_of(page) == SIGN_UP
    assert "Once you have confirmed your address there, we will decide and write to you." in page.content.decode()
    assert sign_up(client, event)["Location"].endswith("/mailbox/?then=decision")


@pytest.mark.parametrize("access", ["open", "invitation"])
def test_who_waits_is_not_told_of_a_seat(client, event, access):  # S5 S10
    Event.objects.update(access=access)
    signed_up_and_confirmed(event)
    page = client.get(form_path(event, "en"))
    assert wording_of(page) == WAIT
    assert "Your place on the waiting list is only valid once you have confirmed it there." in page.content.decode()
    response = sign_up(client, event, "en", email="b@example.org")
    assert response["Location"] == f"/en/signup/{event.public_id}/mailbox/?then=waiting"
    mailbox = client.get(response["Location"]).content.decode()
    assert "You will then get a second email with your place on the waiting list." in mailbox


def test_a_full_event_still_lets_those_in_whose_seats_are_held_back(client, event, code):  # S7 S10
    Event.objects.update(capacity=2, waiting_list_size=0)
    code.held_back = 1
    code.save()
    signed_up_and_confirmed(event)
    path = form_path(event, "en")
    page = client.get(path, {"code": code.code})
    assert wording_of(page) == SIGN_UP
    assert "Some seats may still be reserved for people with an invitation code." in page.content.decode()
    data = filled(client, path, email="b@example.org", organisation="Verein")
    response = client.post(path, {**data, "code": ""})
    assert (response.status_code, response.context["form"]["organisation"].value()) == (200, "Verein")
    assert client.post(path, {**data, "code": code.code}).status_code == 303
    assert Signup.objects.get(email="b@example.org").code == code


def test_a_full_event_whose_staff_decide_promises_no_seat_to_those_with_a_code(client, event, code):  # S10 S14
    Event.objects.update(capacity=2, waiting_list_size=0, review=True)
    code.held_back = 1
    code.save()
    signed_up_and_confirmed(event)
    page = client.get(form_path(event, "en"), {"code": code.code}).content.decode()
    assert "Once you have confirmed your address there, we will decide and write to you." in page
    assert "Your sign-up is only valid once you have confirmed it there." not in page


def test_a_full_event_without_codes_says_full(client, event):  # S7
    Event.objects.update(waiting_list_size=0)
    signed_up_and_confirmed(event)
    assert client.get(form_path(event)).context["facts"].signup_status == "full"
    assert "form" not in client.get(form_path(event)).context


@pytest.mark.parametrize("then", ["", "waiting", "decision", "<script>", "nonsense"])
@pytest.mark.parametrize("confirm_email", [True, False])
def test_the_mailbox_page_says_what_comes_next(client, event, confirm_email, then):  # S4 S7
    Event.objects.update(confirm_email=confirm_email)
    response = client.get(f"{form_path(event, 'en')}mailbox/", {"then": then})
    page = response.content.decode()
    assert response.status_code == 200
    assert ("press the button there" in page) == confirm_email
    assert "<script>" not in page
    assert f'href="/en/signup/{event.public_id}/link/"' in page


def test_without_a_confirmation_the_form_promises_none(client, event):  # S4
    Event.objects.update(confirm_email=False)
    page = client.get(form_path(event, "en")).content.decode()
    assert "We will email you to tell you whether you have a seat." in page
    assert "We will then email you to tell you whether you have a seat." in page
    assert "confirm" not in page
