"""The page on which people without an e-mail address cancel."""

import pytest
import time_machine

from cms.mail.models import Mail
from events.models import Signup, Step
from events.signups.paper_codes import paper_code
from tests.builders import signed_up_and_confirmed
from tests.events.public.personal.states import STATES
from tests.events.road import started_in

pytestmark = pytest.mark.django_db


def path_of(event, language="de") -> str:
    return f"/{language}/signup/{event.public_id}/cancel-by-code/"


def typed(client, event, code: str, family_name: str, language="de", **changes) -> dict:
    started = started_in(client.get(path_of(event, language)).content.decode())
    return {"started": started, "homepage": "", "code": code, "family_name": family_name, **changes}


def send(client, event, code: str, family_name: str, language="de", **changes):
    return client.post(path_of(event, language), typed(client, event, code, family_name, language, **changes))


@pytest.mark.parametrize("language", ["de", "en", "de-simple"])
@pytest.mark.parametrize("state", ["unconfirmed", "unconfirmed_place", "pending", "confirmed", "waiting", "offered"])
def test_code_and_name_cancel_whatever_is_alive(client, event, state, language):  # S15
    signup = STATES[state](event)
    response = send(client, event, paper_code(signup), signup.family_name.upper(), language)
    assert (response.status_code, response["Location"]) == (303, f"/{language}/signup/{event.public_id}/cancelled/")
    assert client.get(response["Location"]).status_code == 200
    assert Signup.objects.get(pk=signup.pk).state == "cancelled"


def test_looking_changes_nothing(client, event):  # S4
    signed_up_and_confirmed(event)
    before = Signup.objects.values().get(), Mail.objects.count()
    for method in (client.get, client.head, client.options):
        method(path_of(event))
        method(f"/de/signup/{event.public_id}/cancelled/")
    assert (Signup.objects.values().get(), Mail.objects.count()) == before


def test_whatever_is_wrong_the_answer_is_the_same(client, event):  # S15 X4
    signup = signed_up_and_confirmed(event)
    tries = [
        (paper_code(signup), "Falsch"),
        ("ABC-DEF-GHJ-KMN", signup.family_name),
        ("ABC-DEF-GHJ-KMN", "Unbekannt"),
        ("?", "?"),
    ]
    bodies = set()
    for code, name in tries:
        data = typed(client, event, code, name)
        response = client.post(path_of(event), data)
        assert (response.status_code, Signup.objects.get().state) == (200, "confirmed")
        body = response.content.decode()
        for word in (code, name, data["started"].replace(":", "%3A"), data["started"]):
            body = body.replace(f'value="{word}"', "")
        bodies.add(body)
    assert len(bodies) == 1


@pytest.mark.parametrize("state", ["declined", "expired"])
def test_what_has_ended_is_unknown(client, event, state):  # X4
    signup = STATES[state](event)
    assert send(client, event, paper_code(signup), signup.family_name).status_code == 200
    assert Signup.objects.get().state == state


def test_a_second_click_is_told_the_same_and_sends_nothing(client, event):  # S3
    signup = signed_up_and_confirmed(event)
    data = typed(client, event, paper_code(signup), signup.family_name)
    first = client.post(path_of(event), data)
    before = Mail.objects.count(), Step.objects.count()
    second = client.post(path_of(event), data)
    assert (second.status_code, second["Location"]) == (first.status_code, first["Location"])
    assert (Mail.objects.count(), Step.objects.count()) == before


def test_too_late_is_said_and_what_was_typed_is_kept(client, event):  # S7
    signup = signed_up_and_confirmed(event)
    with time_machine.travel(event.starts_at, tick=False):
        page = send(client, event, paper_code(signup), signup.family_name, "en")
    assert "It is too late to cancel here. Please call or write to us." in page.content.decode()
    assert f'value="{signup.family_name}"' in page.content.decode()


def test_tries_are_limited_per_network(client, event, settings):  # S15
    settings.CODE_TRIES_PER_NETWORK_AND_HOUR = 2
    signup = signed_up_and_confirmed(event)
    codes = [send(client, event, "ABC-DEF-GHJ-KMN", "Falsch").status_code for _try in range(3)]
    blocked = send(client, event, paper_code(signup), signup.family_name)
    assert (codes, blocked.status_code, int(blocked["Retry-After"]) > 0) == ([200, 200, 429], 429, True)
    assert Signup.objects.get().state == "confirmed"


def test_tries_are_limited_per_event_whatever_network_they_come_from(client, event, settings):  # S15
    settings.CODE_TRIES_PER_EVENT_AND_HOUR = 2
    statuses = []
    for number in range(3):
        data = typed(client, event, "ABC-DEF-GHJ-KMN", "Falsch")
        statuses.append(client.post(path_of(event), data, REMOTE_ADDR=f"192.0.2.{number}").status_code)
    assert statuses == [200, 200, 429]


def test_another_site_cannot_cancel(client, event):  # S4
    signup = signed_up_and_confirmed(event)
    data = typed(client, event, paper_code(signup), signup.family_name)
    response = client.post(path_of(event), data, headers={"sec-fetch-site": "cross-site"})
    assert (response.status_code, Signup.objects.get().state) == (403, "confirmed")


@pytest.mark.parametrize("bad", ["a\x00b", "a\u202eb", "x" * 500])
def test_hostile_characters_are_refused_at_the_field(client, event, bad):  # X6
    response = send(client, event, bad, "Name")
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["code"])


def test_an_unknown_event_has_no_such_page(client, event):  # X4
    for page in ("cancel-by-code", "cancelled", "link", "link/sent"):
        assert client.get(f"/de/signup/unknown/{page}/").status_code == 404
