"""The pages with one button, pressed early, late, twice, from elsewhere and while the event is busy."""

from datetime import timedelta

import pytest
import time_machine

from cms.mail.models import Mail
from events.models import Event, Signup, Step
from events.signups import change_address
from events.signups.paper_codes import paper_code
from events.signups.secret_links import Purpose, make_token
from tests.builders import hold_mail_delivered
from tests.events.public.personal.states import STATES, secret_path
from tests.events.public.personal.test_cancel_by_code import path_of, typed
from tests.events.public.personal.test_correcting import filled
from tests.events.road import locked_elsewhere

pytestmark = pytest.mark.django_db

BUTTONS = {
    "confirm": ("unconfirmed", Purpose.CONFIRM, "confirmed"),
    "accept": ("offered", Purpose.ACCEPT, "confirmed"),
    "cancel": ("confirmed", Purpose.PERSONAL, "cancelled"),
}


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_does_what_it_says_and_a_second_click_no_more(client, event, button):  # S3 S4
    state, purpose, after = BUTTONS[button]
    signup = STATES[state](event)
    path = secret_path(signup, f"{button}/", purpose=purpose)
    assert client.post(path).status_code == 303
    before = Mail.objects.count(), Step.objects.count()
    assert client.post(path).status_code in (200, 303)
    assert Signup.objects.get(pk=signup.pk).state == after
    assert (Mail.objects.count(), Step.objects.count()) == before


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_pressed_on_another_site_does_nothing(client, event, button):  # S4
    state, purpose, _after = BUTTONS[button]
    signup = STATES[state](event)
    path = secret_path(signup, f"{button}/", purpose=purpose)
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}):
        assert client.post(path, headers=headers).status_code == 403
    assert Signup.objects.get(pk=signup.pk).state == state


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize(
    "button", ["", "confirm/", "accept/", "cancel/", "correct/", "erase/", "data.json", "event.ics"]
)
def test_other_methods_are_refused(client, event, button, method):  # S4
    response = getattr(client, method)(secret_path(STATES["confirmed"](event), button))
    assert (response.status_code, response["Cache-Control"]) == (405, "private, no-store")


@pytest.mark.parametrize("button", ["", "correct/", "erase/", "data.json", "event.ics", "cancel/"])
def test_a_link_opens_no_page_of_another_purpose(client, event, button):  # X3
    signup = STATES["offered"](event)
    for purpose in (Purpose.CONFIRM, Purpose.ACCEPT):
        path = secret_path(signup, button, purpose=purpose)
        assert client.get(path).status_code == 404
        assert client.post(path).status_code in (404, 405)
    assert Signup.objects.get(pk=signup.pk).state == "offered"


def test_after_a_change_of_address_old_links_are_void_for_every_page(client, event, django_user_model):  # X3
    signup = STATES["confirmed"](event)
    tokens = {purpose: make_token(signup, purpose) for purpose in Purpose}
    change_address(signup.public_id, "new@example.org", django_user_model.objects.create_user("staff", password="x"))
    for token in tokens.values():
        for page in ("", "confirm/", "accept/", "cancel/", "correct/", "erase/", "data.json", "event.ics"):
            assert client.get(f"/de/my-signup/{token}/{page}").status_code == 404
            assert client.post(f"/de/my-signup/{token}/{page}").status_code in (404, 405)
    assert Signup.objects.get().state == "confirmed"


def test_wrong_links_look_alike_on_every_page(client, event):  # X3
    signup = STATES["cancelled"](event)
    void = Signup(public_id=signup.public_id, link_version=1)
    tokens = ["wrong", make_token(void, Purpose.PERSONAL), make_token(signup, Purpose.ACCEPT)]
    for page in ("", "cancel/", "correct/", "erase/", "data.json", "event.ics"):
        bodies = set()
        for token in tokens:
            path = f"/de/my-signup/{token}/{page}"
            bodies.add(client.get(path).content.decode().replace(token, "").replace(token.replace(":", "%3A"), ""))
        assert len(bodies) == 1, page


@pytest.mark.parametrize("button", ["cancel", "accept"])
def test_a_late_click_leads_to_the_own_sign_up(client, event, button):  # S7
    state, purpose, _after = BUTTONS[button]
    signup = STATES[state](event)
    if button == "accept":
        hold_mail_delivered(signup)
    # Others can still sign up then; this person has.
    Event.objects.update(capacity=5, cancel_until=event.starts_at - timedelta(days=4))
    signup.event.refresh_from_db()
    moment = signup.expires_at if button == "accept" else signup.event.cancellable_until
    with time_machine.travel(moment, tick=False):
        response = client.post(secret_path(signup, f"{button}/", purpose=purpose))
        (step,) = response.context["next_steps"]
        assert client.get(step["url"]).context["panel"] == ("offer_ended" if button == "accept" else state)


def test_a_seat_that_staff_give_by_decision_is_asked_for_as_a_request(client, event):  # S10
    Event.objects.update(review=True)
    event.refresh_from_db()
    signup = STATES["unconfirmed"](event)
    page = client.get(secret_path(signup, "confirm/", "en", Purpose.CONFIRM)).content.decode()
    assert page.count("Confirm my request") == 1
    response = client.post(secret_path(signup, "confirm/", "en", Purpose.CONFIRM), follow=True)
    assert response.content.decode().count("<h1>Your request for a seat</h1>") == 1
    page = client.get(secret_path(Signup.objects.get(), "cancel/", "en")).content.decode()
    assert page.count("Do you want to withdraw your request?") == 1


@pytest.mark.parametrize("button", [*BUTTONS, "erase"])
def test_a_busy_event_asks_for_a_minute_of_patience(client, event, button):  # R2 S7
    state, purpose, _after = BUTTONS.get(button, ("confirmed", Purpose.PERSONAL, ""))
    signup = STATES[state](event)
    path = secret_path(signup, f"{button}/", "en", purpose)
    with locked_elsewhere():
        response = client.post(path)
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert response.content.decode().count(f'<a class="next-link" href="{path}"') == 1
    assert Signup.objects.get(pk=signup.pk).state == state


def test_a_busy_event_keeps_what_was_typed(client, event):  # R2 S7
    signup = STATES["confirmed"](event)
    path = secret_path(signup, "correct/")
    data = filled(client, path, given_name="Neu")
    link = f"/de/signup/{event.public_id}/link/"
    code = path_of(event)
    code_data = typed(client, event, paper_code(signup), signup.family_name)
    link_data = typed(client, event, "", "", email="typed@example.org")
    with locked_elsewhere():
        answers = [client.post(path, data), client.post(link, link_data), client.post(code, code_data)]
    assert [answer.status_code for answer in answers] == [503, 503, 503]
    assert 'value="Neu"' in answers[0].content.decode()
    assert 'value="typed@example.org"' in answers[1].content.decode()
    assert f'value="{paper_code(signup)}"' in answers[2].content.decode()
