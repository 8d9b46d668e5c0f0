"""The form that corrects what is stored."""

import json

import pytest
import time_machine

from cms.mail.models import Mail
from events.models import Event, Need, Signup, Step
from events.signups import Needs, cancel
from tests.builders import make_signup_form_row, signed_up_and_confirmed
from tests.events.public.personal.states import STATES, secret_path
from tests.events.road import question, sign_up, started_in

pytestmark = pytest.mark.django_db


def filled(client, path: str, **changes) -> dict:
    """What a browser sends when only ``changes`` are made."""
    form = client.get(path).context["form"]
    data = {"started": started_in(client.get(path).content.decode()), "homepage": ""}
    for field in form.visible_fields():
        value = field.value()
        if field.name != "honeypot" and value not in (None, False, ""):
            data[field.html_name] = "on" if value is True else value
    return {**data, **changes}


def test_the_form_shows_what_is_stored_and_unchanged_it_changes_nothing(client, event):  # S8
    event.signup_form = make_signup_form_row(
        questions=json.dumps(
            [
                question("one_of", "Rolle?", "role", {"a": "Gast", "b": "Fachkraft"}),
                question("several_of", "Tage?", "days", {"x": "Montag", "y": "Dienstag"}),
                question("yes_no", "Essen?", "food"),
                question("date", "Seit?", "since"),
                question("number", "Wie viele?", "count"),
            ]
        )
    )
    event.save()
    answers = {"q-role": "b", "q-days": ["x", "y"], "q-food": "no", "q-since": "2020-02-29", "q-count": "0"}
    sign_up(client, event, **answers)
    signup = Signup.objects.get()
    path = secret_path(signup, "correct/")
    response = client.post(path, filled(client, path, **{"q-count": "0"}))
    assert (response.status_code, client.get(response["Location"]).context["is_saved"]) == (303, True)
    after = Signup.objects.get()
    assert (after.answers, after.labels) == (signup.answers, signup.labels)
    assert after.answers == {"role": "b", "days": ["x", "y"], "food": False, "since": "2020-02-29", "count": 0}


@pytest.mark.parametrize("language", ["de", "en", "de-simple"])
def test_changes_are_kept_and_the_page_says_so(client, event, language):  # S8
    signup = signed_up_and_confirmed(event)
    path = secret_path(signup, "correct/", language)
    response = client.post(path, filled(client, path, given_name="Ándere", organisation="Chor", language="en"))
    after = Signup.objects.get()
    assert (after.given_name, after.organisation, after.language) == ("Ándere", "Chor", "en")
    assert (after.email, after.consent_text, after.consent_at) == (signup.email, "Ja.", signup.consent_at)
    page = client.get(response["Location"]).content.decode()
    assert page.count('role="status"') == 1
    assert client.get(path.replace("correct/", "")).content.decode().count('role="status"') == 0


def test_an_address_that_is_posted_is_not_taken(client, event):  # X3
    signup = signed_up_and_confirmed(event)
    path = secret_path(signup, "correct/")
    client.post(path, filled(client, path, email="other@example.org", consent="", state="confirmed"))
    assert Signup.objects.get().email == signup.email


def test_needs_are_corrected_and_given_up_with_their_consent(client, event):  # S16
    signup = signed_up_and_confirmed(event, needs=Needs(("step_free",)))
    path = secret_path(signup, "correct/")
    client.post(path, filled(client, path, needs=["interpreter"], needs_language="uk"))
    assert Need.objects.values_list("kinds", "interpreter_language").get() == (["interpreter"], "uk")
    data = filled(client, path)
    for name in ("needs", "needs_language", "needs_consent"):
        data.pop(name, None)
    client.post(path, data)
    assert Need.objects.count() == 0


def test_what_the_form_no_longer_asks_stays_stored(client, event):  # S11
    event.signup_form = make_signup_form_row(questions=json.dumps([question("text", "Früher?", "old")]))
    event.save()
    sign_up(client, event, **{"q-old": "damals"})
    Need.objects.create(signup=Signup.objects.get(), kinds=["child_care"], consent_at=event.starts_at)
    Event.objects.update(signup_form=make_signup_form_row(), asks_needs=False)
    path = secret_path(Signup.objects.get(), "correct/")
    client.post(path, filled(client, path, given_name="Neu"))
    after = Signup.objects.get()
    assert (after.given_name, after.answers, after.labels["old"]["label"]) == ("Neu", {"old": "damals"}, "Früher?")
    assert Need.objects.get().kinds == ["child_care"]


def test_an_event_that_lost_its_form_still_lets_names_be_corrected(client, event):  # S8
    signup = signed_up_and_confirmed(event)
    Event.objects.update(signup_form=None)
    path = secret_path(signup, "correct/")
    client.post(path, filled(client, path, given_name="Neu"))
    assert Signup.objects.get().given_name == "Neu"


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("given_name", ""),
        ("family_name", "a\u202eb"),
        ("given_name", "a\x00b"),
        ("organisation", "x" * 201),
        ("language", "xx"),
        ("needs", "forged"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(client, event, field, bad):  # S3 X6
    signup = signed_up_and_confirmed(event)
    path = secret_path(signup, "correct/")
    response = client.post(path, filled(client, path, **{field: bad}))
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert response.content.decode().count('class="error-summary"') == 1
    assert Signup.objects.get().given_name == signup.given_name


def test_two_tabs_keep_what_was_sent_last(client, event):  # S3
    signup = signed_up_and_confirmed(event)
    path = secret_path(signup, "correct/")
    first, second = filled(client, path, given_name="Eins"), filled(client, path, given_name="Zwei")
    assert [client.post(path, data).status_code for data in (first, second)] == [303, 303]
    assert Signup.objects.get().given_name == "Zwei"


def test_a_sign_up_that_ended_in_the_other_tab_is_not_changed(client, event):  # S7 X3
    signup = signed_up_and_confirmed(event)
    path = secret_path(signup, "correct/")
    data = filled(client, path, given_name="Neu")
    cancel(signup.public_id)
    assert client.post(path, data).status_code == 404
    assert Signup.objects.get().given_name == signup.given_name


@pytest.mark.parametrize("state", ["declined", "expired", "cancelled"])
def test_what_has_ended_says_so_instead_of_a_form(client, event, state):  # S7
    signup = STATES[state](event)
    path = secret_path(signup, "correct/")
    assert b'method="post"' not in client.get(path).content
    data = {"given_name": "A", "family_name": "B", "language": "de"}
    assert client.post(path, data).status_code == 200
    assert Signup.objects.get().given_name == signup.given_name


def test_after_the_event_nothing_is_corrected(client, event):  # S8
    signup = signed_up_and_confirmed(event)
    with time_machine.travel(event.ends_at, tick=False):
        response = client.get(secret_path(signup, "correct/"))
    assert (response.status_code, b'method="post"' in response.content) == (200, False)


def test_another_site_cannot_correct(client, event):  # S4
    signup = signed_up_and_confirmed(event)
    path = secret_path(signup, "correct/")
    data = filled(client, path, given_name="Neu")
    assert client.post(path, data, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert (Signup.objects.get().given_name, Step.objects.filter(kind="corrected").count()) == (signup.given_name, 0)


def test_correcting_sends_no_mail(client, event):  # S8
    path = secret_path(signed_up_and_confirmed(event), "correct/")
    before = Mail.objects.count()
    client.post(path, filled(client, path, given_name="Neu"))
    assert Mail.objects.count() == before
