"""Messages to participants: written, looked at, sent once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.mail.models import Mail, MailState
from events.models import Message
from events.models.enums import SignupState
from events.signups import send_message
from tests.builders import make_admin, make_event_row, make_staff, open_language, signed_up, signed_up_and_confirmed

pytestmark = pytest.mark.django_db
INDEX = "messages:index"


@pytest.fixture
def clerk(client):
    client.force_login(make_staff("clerk", "events.add_message", "events.view_message"))
    return client


@pytest.fixture
def event():
    """Three people with a seat, two languages; somebody who has not confirmed the address."""
    for code in ("de", "en"):
        open_language(code)
    event = make_event_row(capacity=10)
    for number, language in enumerate(["de", "en", "en"]):
        signed_up_and_confirmed(event, number, language=language)
    signed_up(event, 7)
    return event


def write_url(event):
    return reverse("messages:write", args=[event.pk])


def typed(button, **changes):
    texts = {"subject_de": "Betreff", "body_de": "Der Text.", "subject_en": "", "body_en": ""}
    return {"states": ["confirmed"], "after": "0", button: "1", **texts, **changes}


def owed():
    return sorted(Mail.objects.filter(kind="signup.message").values_list("language", flat=True))


def test_the_form_shows_who_would_read_what(clerk, event):  # S19
    form = clerk.get(write_url(event)).context["form"]
    assert [section["language"].code for section in form.sections()][:2] == ["de", "en"]
    assert form.people(["confirmed"]) == {"en": 2, "de": 1}
    assert form.people(["pending", "waiting"]) == {}
    assert form.initial["states"] == ["confirmed"]


def test_a_look_at_the_message_sends_nothing(clerk, event):  # S19
    response = clerk.post(write_url(event), typed("preview"))
    languages = [(row["language"].code, row["people"], row["gets_german"]) for row in response.context["languages"]]
    assert (response.context["people"], languages) == (3, [("en", 2, True), ("de", 1, False)])
    assert (Message.objects.count(), owed()) == (0, [])


def test_back_from_the_look_keeps_what_was_typed(clerk, event):  # S19
    response = clerk.post(write_url(event), typed("change", subject_de="Anders"))
    assert response.context["form"]["subject_de"].value() == "Anders"
    assert Message.objects.count() == 0


def test_a_message_goes_to_everybody_in_these_states_once(clerk, event):  # S19
    response = clerk.post(write_url(event), typed("send", subject_en="Subject", body_en="The text."))
    message = Message.objects.get()
    assert (response.status_code, response["Location"]) == (302, reverse(INDEX))
    assert (message.recipients, message.states, owed()) == (3, ["confirmed"], ["de", "en", "en"])
    texts = {text.language: (text.subject, text.body) for text in message.texts.all()}
    assert texts == {"de": ("Betreff", "Der Text."), "en": ("Subject", "The text.")}
    entry = ModelLogEntry.objects.get(action="events.message")
    assert (entry.object_id, entry.data) == (str(event.pk), {"recipients": 3})


def test_a_second_click_sends_nothing(clerk, event):  # S19
    for _click in range(2):
        response = clerk.post(write_url(event), typed("send"))
        assert (response.status_code, response["Location"]) == (302, reverse(INDEX))
    assert (Message.objects.count(), len(owed())) == (1, 3)


def test_a_message_of_somebody_else_in_between_is_said_before_sending(clerk, event):  # S19
    other = send_message(event.pk, ["confirmed"], {"de": ("Eher", "Da.")}, make_admin())
    response = clerk.post(write_url(event), typed("send"))
    assert (response.status_code, Message.objects.count()) == (200, 1)
    assert bool(response.context["warning"]) is True
    assert response.context["form"]["after"].value() == str(other.pk)
    clerk.post(write_url(event), typed("send", after=str(other.pk)))
    assert Message.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"subject_de": ""}, ["subject_de"]),
        ({"body_de": " "}, ["body_de"]),
        ({"subject_en": "Only this"}, ["body_en"]),
        ({"body_en": "Only this"}, ["subject_en"]),
        ({"states": []}, ["states"]),
        ({"states": ["cancelled"]}, ["states"]),
        ({"states": ["waiting"]}, ["states"]),
        ({"subject_de": "x" * 151}, ["subject_de"]),
        ({"body_de": "x" * 5001}, ["body_de"]),
        ({"after": "many"}, ["after"]),
    ],
)
@pytest.mark.parametrize("button", ["preview", "send"])
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_sent(clerk, event, button, changes, fields):  # S19
    response = clerk.post(write_url(event), typed(button, **changes))
    assert (response.status_code, list(response.context["form"].errors)) == (200, fields)
    assert (Message.objects.count(), owed()) == (0, [])


def test_the_list_shows_what_became_of_the_mails(clerk, event):  # S19, S13
    clerk.post(write_url(event), typed("send"))
    failed = Mail.objects.filter(kind="signup.message").first()
    Mail.objects.filter(pk=failed.pk).update(state=MailState.FAILED)
    [message] = clerk.get(reverse(INDEX)).context["object_list"]
    assert (message.recipients, message.open_mails, message.failed_mails) == (3, 2, 1)
    detail = clerk.get(reverse("messages:detail", args=[message.pk]))
    assert (detail.status_code, detail.context["message"].open_mails) == (200, 2)
    assert [text["body"] for text in detail.context["texts"]] == ["Der Text."]


def test_the_list_costs_the_same_queries_however_long(clerk, event):  # S19
    url = reverse("messages:index_results")
    clerk.get(url)
    costs = []
    for number in range(3):
        send_message(event.pk, [SignupState.CONFIRMED], {"de": (f"Nummer {number}", "Text")}, make_admin(f"a{number}"))
        with CaptureQueriesContext(connection) as queries:
            found = clerk.get(url).context["object_list"]
        costs.append((len(found), len(queries)))
    assert costs == [(count, costs[0][1]) for count in (1, 2, 3)]


@pytest.mark.parametrize(
    ("right", "allowed"), [("view", ["index", "detail"]), ("add", ["add", "write"]), ("change", [])]
)
def test_each_permission_opens_its_screens_only(client, event, right, allowed):  # E6, X1
    message = send_message(event.pk, ["confirmed"], {"de": ("Betreff", "Text")}, make_admin())
    client.force_login(make_staff("clerk", f"events.{right}_message"))
    urls = {
        "index": reverse(INDEX),
        "detail": reverse("messages:detail", args=[message.pk]),
        "add": reverse("messages:add"),
        "write": write_url(event),
    }
    assert [name for name, url in urls.items() if client.get(url).status_code == 200] == allowed


def test_hostile_texts_stay_text(clerk, event):  # X6
    canary = "<script>alert(1)</script>"
    shown = clerk.post(write_url(event), typed("preview", subject_de=canary, body_de=canary)).content.decode()
    assert canary not in shown
    clerk.post(write_url(event), typed("send", subject_de=canary, body_de=canary))
    pages = [reverse(INDEX), reverse("messages:detail", args=[Message.objects.get().pk])]
    assert [canary in clerk.get(url).content.decode() for url in pages] == [False, False]
