"""What robots, strangers and unlucky people send: never a 500, and never a word on whether an address is known."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cms.forms.form_start import FORM_LASTS
from events.models import Event, Signup, SignupForm
from tests.builders import signed_up, signed_up_and_confirmed
from tests.events.road import filled, form_path, mails, question, sign_up, started_in

pytestmark = pytest.mark.django_db

TEXT_FIELDS = ["given_name", "family_name", "organisation", "needs_note", "code", "q-job"]


@pytest.fixture
def asking(event):
    """The event with a question of each sort of input, and a code that may be typed."""
    questions = [
        question("text", "Beruf?", "job"),
        question("one_of", "Rolle?", "role", {"a": "Gast", "b": "Fachkraft"}),
        question("several_of", "Themen?", "topics", {"c": "Wohnen", "d": "Arbeit"}),
    ]
    SignupForm.objects.update(questions=json.dumps(questions))
    event.access = "invitation"
    event.save()
    return event


def errors(response) -> list[str]:
    return list(response.context["form"].errors)


@pytest.mark.parametrize("name", TEXT_FIELDS)
@pytest.mark.parametrize("character", ["\x00", "\x1b", "\u202e", "\u2067", "\ufffe"])
def test_characters_that_steer_are_refused_at_their_field_and_stay_harmless(client, asking, name, character):  # X6
    response = sign_up(client, asking, needs_consent="on", **{name: f"a{character}b"})
    assert (response.status_code, errors(response)) == (200, [name])
    assert Signup.objects.count() == 0


@pytest.mark.parametrize("name", ["needs", "q-role", "q-topics", "needs_language"])
def test_forged_options_are_refused_at_their_field(client, asking, name):  # X6 S11
    response = sign_up(client, asking, needs_consent="on", **{name: "forged"})
    assert (response.status_code, errors(response)) == (200, [name])


def test_a_post_without_any_field_shows_the_form(client, asking):  # X6
    response = client.post(form_path(asking), {})
    assert (response.status_code, sorted(errors(response))) == (
        200,
        ["__all__", "consent", "email", "family_name", "given_name"],
    )


def test_foreign_fields_change_nothing(client, asking):  # X6
    foreign = {"state": "confirmed", "seat_no": "1", "verified_at": "2026-01-01", "priority": "9", "source": "phone"}
    assert sign_up(client, asking, **foreign, **{"q-gone": "x"}).status_code == 303
    signup = Signup.objects.get()
    assert (signup.state, signup.verified_at, signup.priority, signup.source) == ("unconfirmed", None, 0, "web")
    assert signup.answers == {}


def test_fields_sent_twice_are_taken_once(client, asking):  # X6
    path = form_path(asking)
    data = {**filled(client, path), "given_name": ["Eins", "Zwei"], "email": ["a@example.org", "b@example.org"]}
    assert client.post(path, data).status_code == 303
    assert (Signup.objects.get().given_name, Signup.objects.get().email) == ("Zwei", "b@example.org")


@pytest.mark.parametrize("name", [*TEXT_FIELDS, "email", "consent", "started", "needs", "needs_language", "q-topics"])
def test_a_field_of_two_megabytes_gets_a_page(client, asking, name):  # X6
    response = sign_up(client, asking, **{name: "x" * 2_000_000})
    assert response.status_code in (200, 303)
    assert (Signup.objects.count() == 1) == (response.status_code == 303)


def test_ten_megabytes_say_that_it_was_too_much(client, asking):  # X6
    response = sign_up(client, asking, organisation="x" * 10_000_000)
    assert response.status_code == 413
    assert [step["url"] for step in response.context["next_steps"]] == [form_path(asking)]


@pytest.mark.parametrize("started", ["", "forged", "\x00", "a:b:c", "x" * 5000])
def test_a_missing_or_forged_time_is_told_and_the_next_post_counts(client, asking, started):  # S22
    response = sign_up(client, asking, started=started, organisation="Verein")
    assert (response.status_code, errors(response)) == (200, ["__all__"])
    assert response.context["form"]["organisation"].value() == "Verein"
    again = filled(client, form_path(asking), started=started_in(response.content.decode()))
    assert client.post(form_path(asking), again).status_code == 303


def test_a_form_open_for_more_than_a_day_keeps_its_answers(client, asking):  # S7 S22
    assert timedelta(hours=24) <= FORM_LASTS
    path = form_path(asking)
    data = filled(client, path, organisation="Verein")
    with time_machine.travel(timezone.now() + FORM_LASTS + timedelta(minutes=1), tick=False):
        response = client.post(path, data)
        assert (response.status_code, errors(response)) == (200, ["__all__"])
        assert response.context["form"]["organisation"].value() == "Verein"
        assert client.post(path, {**data, "started": started_in(response.content.decode())}).status_code == 303


def test_a_double_click_two_tabs_and_a_replay_are_one_sign_up(client, event):  # S3
    path = form_path(event)
    first, second = filled(client, path), filled(client, path)
    answers = [client.post(path, data) for data in (first, first, second, first)]
    assert Signup.objects.count() == 1
    # One seat: once it is gone, everybody is told of the waiting list, except by a form that was taken before.
    assert [answer["Location"].partition("?")[2] for answer in answers] == ["", "", "then=waiting", ""]


def test_two_people_in_two_tabs_are_two_sign_ups(client, event):  # S3
    path = form_path(event)
    first, second = filled(client, path), filled(client, path, email="b@example.org")
    assert [client.post(path, data).status_code for data in (first, second)] == [303, 303]
    assert sorted(Signup.objects.values_list("state", flat=True)) == ["unconfirmed", "waiting"]


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"status": "cancelled"}, "cancelled"),
        ({"signup_closes_at": timezone.now() - timedelta(hours=1)}, "closed"),
        ({"signup_opens_at": timezone.now() + timedelta(hours=1)}, "not_yet"),
    ],
)
@pytest.mark.parametrize("complete", [True, False])
def test_an_event_that_closes_while_somebody_types_says_so_at_once(client, event, facts, state, complete):  # S7
    path = form_path(event)
    data = filled(client, path, organisation="Verein", **({} if complete else {"given_name": ""}))
    Event.objects.update(**facts)
    response = client.post(path, data)
    form = response.context["form"]
    assert (response.status_code, response.context["facts"].signup_status) == (200, state)
    assert form["organisation"].value() == "Verein"
    assert len(form.non_field_errors()) == 1
    steps = [step["url"] for step in response.context["next_steps"]]
    assert (steps[-1], path in steps) == ("/de/", False)
    assert Signup.objects.count() == 0


def test_a_smaller_event_puts_the_late_click_on_the_waiting_list(client, event):  # S7
    Event.objects.update(capacity=5)
    path = form_path(event)
    data = filled(client, path)
    signed_up_and_confirmed(event, 7)
    Event.objects.update(capacity=1)
    assert client.post(path, data)["Location"].endswith("/mailbox/?then=waiting")
    assert Signup.objects.get(email="person@example.org").state == "waiting"


def test_a_form_taken_away_while_somebody_types_ends_in_a_page(client, event):  # S7
    path = form_path(event)
    data = filled(client, path)
    Event.objects.update(signup_form=None)
    response = client.post(path, data)
    assert (response.status_code, response.context["facts"].signup_status) == (200, "no_form")


def test_options_taken_away_while_somebody_types_are_told_at_their_question(client, asking):  # S7 S11
    path = form_path(asking)
    data = filled(client, path, organisation="Verein", **{"q-role": "b", "q-topics": ["c", "d"]})
    SignupForm.objects.update(
        questions=json.dumps(
            [
                question("one_of", "Rolle?", "role", {"a": "Gast", "x": "Neu"}),
                question("several_of", "Themen?", "topics", {"c": "Wohnen", "y": "Neu"}),
            ]
        )
    )
    response = client.post(path, data)
    assert (response.status_code, errors(response)) == (200, ["q-role", "q-topics"])
    assert response.context["form"]["organisation"].value() == "Verein"


def test_a_new_a_registered_and_a_waiting_address_get_the_same_answer(client, event, settings):  # X4
    # All of them come from one network here.
    settings.HOLDS_PER_NETWORK_PERCENT = 0
    Event.objects.update(capacity=1, waiting_list_size=50)
    signed_up_and_confirmed(event, 1)
    signed_up_and_confirmed(event, 2)
    signed_up(event, 3)
    declined = signed_up(event, 4)
    Signup.objects.filter(pk=declined.pk).update(state="declined", seat_no=None)
    answers = []
    for number in [1, 2, 3, 4, 5, 6]:
        email = f"person-{number}@example.org"
        wrong = sign_up(client, event, email=email, given_name="")
        response = sign_up(client, event, email=email)
        page = client.get(response["Location"])
        body = wrong.content.decode().replace(email, "").replace(started_in(wrong.content.decode()), "")
        answers.append(
            (
                *(response.status_code, sorted(response.headers.items()), response.content),
                *(page.status_code, sorted(page.headers.items()), page.content),
                *(wrong.status_code, sorted(wrong.headers.items()), body),
            )
        )
    assert [answer == answers[0] for answer in answers] == [True] * 6


@pytest.mark.parametrize("confirm_email", [True, False])
def test_the_words_already_registered_stand_in_the_mail_only(client, event, confirm_email):  # S7 X4
    Event.objects.update(confirm_email=confirm_email, capacity=9)
    signup = signed_up(event, 1)
    if confirm_email:
        signed_up_and_confirmed(event, 2)
    before = len(mails())
    number = 2 if confirm_email else 1
    known = sign_up(client, event, email=f"person-{number}@example.org")
    new = sign_up(client, event, email="new@example.org")
    assert (known.status_code, known["Location"], known.content) == (new.status_code, new["Location"], new.content)
    assert len(mails()) == before + 2
    assert Signup.objects.get(pk=signup.pk).given_name == "Person"


@pytest.mark.parametrize("subject", ["given_name", "family_name", "organisation"])
def test_markup_that_was_typed_is_shown_and_never_run(client, event, subject):  # X6
    canary = "<script>alert(1)</script>\"'{{ 123456|add:654321 }}{% debug %}"
    response = sign_up(client, event, **{subject: canary, "email": "wrong"})
    page = response.content.decode()
    assert ("<script>alert" in page, "777777" in page) == (False, False)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
