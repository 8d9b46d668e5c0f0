"""Each form counts once, for its own event, and not faster than people type."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cms.forms.form_start import FORM_LASTS, read_start
from events.models import Signup, UsedForm
from events.signups.used_forms import clear_used_forms
from tests.builders import make_event_row, signed_up_and_confirmed
from tests.events.road import filled, form_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def roomy(event):
    event.capacity, event.waiting_list_size = 20, 0
    event.save()
    return event


def test_a_form_that_was_taken_writes_nothing_again_and_gets_the_same_answer(client, event):  # S3 S22
    path = form_path(event)
    data = filled(client, path)
    first = client.post(path, data)
    # The seat is gone: everybody else is told of the waiting list now.
    second = client.post(path, {**data, "email": "other@example.org"})
    assert (first.status_code, second.status_code, second["Location"]) == (303, 303, first["Location"])
    assert list(Signup.objects.values_list("email", flat=True)) == ["person@example.org"]
    assert "then=waiting" in client.post(path, filled(client, path, email="c@example.org"))["Location"]


def test_a_known_address_uses_its_form_up_too(client, roomy):  # X4
    path = form_path(roomy)
    for _time in range(2):
        data = filled(client, path)
        assert [client.post(path, data).status_code for _click in range(2)] == [303, 303]
    assert (Signup.objects.count(), UsedForm.objects.count()) == (1, 2)


def test_an_invalid_or_refused_post_does_not_use_it_up(client, roomy):  # S22
    path = form_path(roomy)
    data = filled(client, path)
    assert client.post(path, {**data, "family_name": ""}).status_code == 200
    roomy.status = "cancelled"
    roomy.save()
    assert client.post(path, data).status_code == 200
    roomy.status = "planned"
    roomy.save()
    assert (UsedForm.objects.count(), client.post(path, data).status_code) == (0, 303)
    assert (UsedForm.objects.count(), Signup.objects.count()) == (1, 1)


def test_a_form_is_good_for_its_own_event_alone(client, roomy):  # S22
    other = make_event_row(signup_form=roomy.signup_form)
    data = filled(client, form_path(other))
    response = client.post(form_path(roomy), data)
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["__all__"])
    assert Signup.objects.count() == 0


def test_a_form_that_comes_back_at_once_is_shown_again_and_then_counts(client, roomy, settings):  # S22
    settings.FORM_MINIMUM_SECONDS = 2
    path = form_path(roomy)
    with time_machine.travel("2026-11-22 12:00:00+00:00", tick=False) as clock:
        roomy.starts_at, roomy.ends_at = timezone.now() + timedelta(days=9), timezone.now() + timedelta(days=9, hours=1)
        roomy.save()
        data = filled(client, path, organisation="Verein")
        clock.shift(1.9)
        response = client.post(path, data)
        form = response.context["form"]
        assert (response.status_code, form["organisation"].value()) == (200, "Verein")
        (sentence,) = form.non_field_errors()
        assert sentence.startswith("Das Formular kam schneller zurück, als Menschen schreiben.")
        assert form["started"].value() == data["started"]
        clock.shift(0.1)
        assert client.post(path, data).status_code == 303


def test_each_form_has_a_key_of_its_own_which_says_nothing(client, roomy):  # S22 V1
    starts = [filled(client, form_path(roomy))["started"] for _visit in range(3)]
    keys = {read_start(start, roomy.public_id).key for start in starts}
    assert (len(keys), {len(key) for key in keys}) == (3, {22})
    assert [read_start(start, "another") for start in starts] == [None] * 3


def test_used_forms_are_forgotten_once_they_are_too_old_to_be_sent(client, roomy):  # S20 S22
    path = form_path(roomy)
    client.post(path, filled(client, path))
    with time_machine.travel(timezone.now() + FORM_LASTS, tick=False):
        assert clear_used_forms(timezone.now()) == 0
    with time_machine.travel(timezone.now() + FORM_LASTS + timedelta(hours=1), tick=False):
        assert clear_used_forms(timezone.now()) == 1


def test_the_defaults_are_two_seconds_and_half_of_the_seats():  # S22
    from cms.settings.visitors import visitor_limits

    assert visitor_limits({}) == (2, 50)
    assert visitor_limits({"FORM_MINIMUM_SECONDS": "0", "HOLDS_PER_NETWORK_PERCENT": "0"}) == (0, 0)


def test_a_mailbox_counts_once_whatever_stands_after_a_plus(client, roomy):  # S22 S9
    path = form_path(roomy)
    addresses = ["victim@example.org", "victim+1@example.org", "Victim+2@Example.org", "other@example.org"]
    answers = {client.post(path, filled(client, path, email=address))["Location"] for address in addresses}
    assert len(answers) == 1
    # They stay sign-ups of their own; the third gets no mail now, so its time runs at once.
    assert list(Signup.objects.order_by("pk").values_list("hold_mail", flat=True)) == ["owed", "owed", "", "owed"]


def test_confirmed_people_alone_fill_the_waiting_list(event):  # S22 S5
    from events.signups import Reason, Refused, sign_up
    from events.signups.seats import seats
    from tests.builders import make_person, signed_up

    event.waiting_list_size = 2
    event.save()
    signed_up_and_confirmed(event, 0)
    for number in range(1, 6):
        signed_up(event, number)
    assert seats(event).waiting_list_has_room
    for number in (6, 7):
        signed_up_and_confirmed(event, number)
    with pytest.raises(Refused) as refused:
        sign_up(event.pk, make_person(8))
    assert refused.value.reason == Reason.FULL


def test_those_who_never_confirm_have_a_bound_too(event):  # S22
    from events.signups import Reason, Refused, sign_up
    from tests.builders import make_person, signed_up

    event.waiting_list_size = 1
    event.save()
    signed_up_and_confirmed(event, 0)
    for number in range(1, 21):
        signed_up(event, number)
    with pytest.raises(Refused) as refused:
        sign_up(event.pk, make_person(99))
    assert refused.value.reason == Reason.FULL


def test_in_a_wave_new_holds_are_short_and_old_ones_stay_as_they_are():  # S22
    from tests.builders import hold_mail_delivered, signed_up

    event = make_event_row(capacity=40)
    holds = [signed_up(event, number) for number in range(16)]
    assert {signup.held_for for signup in holds[:14]} == {timedelta(hours=24)}
    first = hold_mail_delivered(holds[0])
    assert (holds[-1].held_for, first.held_for) == (timedelta(hours=2), timedelta(hours=24))
    assert first.expires_at - first.held_since == timedelta(hours=24)
