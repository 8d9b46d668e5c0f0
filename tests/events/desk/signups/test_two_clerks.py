"""Two correct one sign-up at the same time: the second is told what changed, and overwrites nothing unasked."""

import json

import pytest
from bs4 import BeautifulSoup

from cms.ground.as_read import CHANGED_MEANWHILE
from events.models import Event, Signup
from events.public.personal.correcting import CorrectionForm
from events.signups import Needs, Reason, Refused, change_address, correct
from tests.browser_client import BrowserClient
from tests.builders import make_event_row, make_person, make_signup_form_row, make_staff, signed_up_and_confirmed
from tests.events.desk.people import at, logged_in, make_clerk, told
from tests.events.public.personal.states import secret_path
from tests.events.road import question

pytestmark = pytest.mark.django_db
NOW = "Changed meanwhile, it is now: "
IN_GERMAN = "Inzwischen geändert, jetzt steht dort: "


@pytest.fixture
def event() -> Event:
    questions = [
        question("one_of", "Rolle?", "role", {"a": "Gast", "b": "Fachkraft"}),
        question("date", "Seit?", "since"),
    ]
    return make_event_row(signup_form=make_signup_form_row(questions=json.dumps(questions)), asks_needs=True)


@pytest.fixture
def signup(event) -> Signup:
    return signed_up_and_confirmed(event, answers={"role": "a"}, needs=Needs(("step_free",)))


@pytest.fixture
def first() -> BrowserClient:
    return logged_in(make_clerk("first"))


@pytest.fixture
def second() -> BrowserClient:
    return logged_in(make_clerk("second"))


def opened(client, address: str) -> dict:
    """What a window would send, as it was opened."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    form = page.select_one("input[name=as_read]").find_parent("form")
    typed: dict = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        is_box = field.get("type") in ("checkbox", "radio")
        if is_box and not field.has_attr("checked"):
            continue
        chosen = field.select_one("option[selected]")
        if field.name == "input":
            value = field.get("value", "on" if is_box else "")
        else:
            value = chosen["value"] if chosen else field.text
        typed.setdefault(field["name"], []).append(value)
    return {name: values for name, values in typed.items() if name != "csrfmiddlewaretoken"}


def errors_of(response) -> dict[str, list[str]]:
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def test_the_second_clerk_is_told_what_changed_and_saves_again(first, second, signup):  # S14 E10
    address = at("correct", signup)
    windows = [opened(client, address) for client in (first, second)]
    changed = {"given_name": "Änne", "q-role": "b", "q-since": "2020-02-29", "organisation": "Chor"}
    assert first.post(address, windows[0] | changed).status_code == 302

    refused = second.post(address, windows[1] | {"family_name": "Neumann"})
    assert (refused.status_code, errors_of(refused)) == (
        200,
        {
            "__all__": [CHANGED_MEANWHILE],
            "given_name": [f"{NOW}Änne"],
            "organisation": [f"{NOW}Chor"],
            "q-role": [f"{NOW}Fachkraft"],
            "q-since": [f"{NOW}2020-02-29"],
        },
    )
    form = refused.context["form"]
    assert (form["family_name"].value(), Signup.objects.get().family_name) == ("Neumann", signup.family_name)

    again = windows[1] | {"family_name": "Neumann", "given_name": "Änne", "as_read": form["as_read"].value()}
    assert second.post(address, again).status_code == 302
    assert Signup.objects.values_list("given_name", "family_name").get() == ("Änne", "Neumann")


def test_what_was_emptied_is_told_too(first, second, signup):  # S14 E10
    Signup.objects.update(organisation="Verein")
    windows = [opened(client, at("correct", signup)) for client in (first, second)]
    first.post(at("correct", signup), windows[0] | {"organisation": ""})
    refused = second.post(at("correct", signup), windows[1])
    assert errors_of(refused)["organisation"] == ["Changed meanwhile: it is empty now."]


def test_access_needs_are_told_only_to_those_who_see_them(signup, second):  # S16 E10
    may = ("events.view_signup", "events.change_signup", "events.view_need")
    first, third = (logged_in(make_staff(name, *may)) for name in ("helper", "third"))
    address = at("correct", signup)
    windows = [opened(client, address) for client in (first, second, third)]
    assert first.post(address, windows[0] | {"needs": ["child_care"]}).status_code == 302
    assert errors_of(third.post(address, windows[2]))["needs"] == [f"{IN_GERMAN}Kinderbetreuung"]
    assert second.post(address, windows[1]).status_code == 302
    assert Signup.objects.get().need.kinds == ["child_care"]


def test_the_second_address_is_told_the_first(first, second, signup):  # S14 E10
    address = at("address", signup)
    windows = [opened(client, address) for client in (first, second)]
    assert first.post(address, windows[0] | {"email": "eins@example.org"}).status_code == 302
    refused = second.post(address, windows[1] | {"email": "zwei@example.org"})
    assert errors_of(refused) == {"__all__": [CHANGED_MEANWHILE], "email": [f"{NOW}eins@example.org"]}
    again = {"email": "zwei@example.org", "as_read": refused.context["form"]["as_read"].value()}
    assert second.post(address, again).status_code == 302
    assert Signup.objects.get().email == "zwei@example.org"


def test_a_person_and_a_clerk_tell_each_other(client, second, signup):  # S8 S14 E10
    path = secret_path(signup, "correct/", "en")
    own, desk = opened(client, path), opened(second, at("correct", signup))
    assert second.post(at("correct", signup), desk | {"given_name": "Änne"}).status_code == 302
    refused = client.post(path, own | {"organisation": "Chor"})
    assert errors_of(refused) == {"__all__": [CorrectionForm.changed_meanwhile], "given_name": [f"{NOW}Änne"]}
    assert Signup.objects.get().organisation == ""
    again = own | {"organisation": "Chor", "as_read": refused.context["form"]["as_read"].value()}
    assert client.post(path, again).status_code == 303
    assert Signup.objects.values_list("given_name", "organisation").get() == (signup.given_name, "Chor")


VERBS = {
    "correct": lambda seen, clerk: correct(seen.public_id, make_person(8), user=clerk, seen=seen),
    "address": lambda seen, clerk: change_address(seen.public_id, "zwei@example.org", clerk, seen=seen),
}


@pytest.mark.parametrize("verb", VERBS)
def test_whoever_was_faster_by_a_moment_is_not_overwritten(signup, verb):  # S14 S25
    clerk = make_clerk()
    seen = Signup.objects.select_related("need").get()
    correct(signup.public_id, make_person(7), user=clerk)
    with pytest.raises(Refused) as refused:
        VERBS[verb](seen, clerk)
    assert (refused.value.reason, Signup.objects.get().family_name) == (Reason.CHANGED, make_person(7).family_name)


def test_one_clerk_corrects_as_often_as_needed(first, signup):  # S14
    for name in ("Eins", "Zwei"):
        response = first.post(at("correct", signup), opened(first, at("correct", signup)) | {"given_name": name})
        assert told(response) == [f"The details of the sign-up {signup.reference} are corrected."]
