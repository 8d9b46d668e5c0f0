"""The form with which people report a barrier."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from cms.forms.form_start import new_start
from cms.mail.models import Mail
from cms.mail.sender import send_due
from tests.builders import make_frame, make_home, translate

pytestmark = pytest.mark.django_db

CODES = ["de", "en", "de-simple"]
URL = "/de/barrier-report/"


@pytest.fixture(autouse=True)
def site():
    home = make_home()
    translate(home, "en")
    translate(home, "de-simple")
    make_frame(contact_email="kontakt@stadt.example")


def report(**changes) -> dict:
    values = {
        "page": "Startseite",
        "barrier": "Das Video hat keine Untertitel.",
        "email": "leserin@example.org",
        "started": new_start(),
        "homepage": "",
    }
    return {**values, **changes}


@pytest.mark.parametrize("code", CODES)
def test_the_form_is_shown_in_the_language_of_its_address(client, code):  # P6
    response = client.get(f"/{code}/barrier-report/")
    assert response.status_code == 200
    assert f'<html lang="{code}"' in response.content.decode()
    assert (response.cookies, response["Cache-Control"].split(", ").count("no-store")) == ({}, 1)


def test_a_report_is_mailed_to_the_contact_address(client):  # P6
    response = client.post(URL, report())
    assert (response.status_code, response["Location"]) == (303, "/de/barrier-report/sent/")
    send_due(timezone.now())
    (sent,) = mail.outbox
    assert (sent.to, sent.reply_to) == (["kontakt@stadt.example"], ["leserin@example.org"])
    assert "Startseite" in sent.body
    assert "Das Video hat keine Untertitel." in sent.body


def test_a_report_from_a_page_in_another_language_says_which(client):  # P6
    client.post("/en/barrier-report/", report(email=""))
    send_due(timezone.now())
    (sent,) = mail.outbox
    assert (sent.to, sent.reply_to) == (["kontakt@stadt.example"], [])
    assert "English" in sent.body


def test_nothing_of_a_report_is_kept_once_it_is_sent(client):  # P6
    client.post(URL, report())
    send_due(timezone.now())
    assert list(Mail.objects.values_list("state", "payload")) == [("sent", {})]


@pytest.mark.parametrize("code", CODES)
def test_the_page_after_a_report_thanks(client, code):  # P6
    response = client.get(f"/{code}/barrier-report/sent/")
    assert (response.status_code, response.cookies) == (200, {})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("page", ""),
        ("page", "x" * 501),
        ("page", "Seite\x07"),
        ("barrier", ""),
        ("barrier", "   "),
        ("barrier", "x" * 5001),
        ("barrier", "links\u202erechts"),
        ("email", "keine Adresse"),
        ("email", "a@b.example\r\nBcc: c@d.example"),
    ],
)
def test_an_impossible_answer_is_named_and_the_others_are_kept(client, field, value):  # P6
    response = client.post(URL, report(**{field: value}))
    content = response.content.decode()
    assert response.status_code == 400
    assert [name for name in response.context["form"].errors if name != field] == []
    assert 'id="error-summary"' in content
    kept = {"page": "Startseite", "barrier": "Das Video hat keine Untertitel.", "email": "leserin@example.org"}
    assert [text for name, text in kept.items() if name != field and text not in content] == []
    assert Mail.objects.exists() is False


def test_a_post_of_another_site_is_refused(client):  # P6
    response = client.post(URL, report(), headers={"Sec-Fetch-Site": "cross-site"})
    assert (response.status_code, Mail.objects.exists()) == (403, False)


def test_a_filled_trap_sends_nothing_and_loses_nothing(client):  # P6
    response = client.post(URL, report(homepage="https://spam.example/"))
    assert (response.status_code, Mail.objects.exists()) == (400, False)
    assert "Das Video hat keine Untertitel." in response.content.decode()


def test_a_form_that_was_open_for_two_days_can_be_sent_again(client):  # P6
    values = report()
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        response = client.post(URL, values)
        assert (response.status_code, Mail.objects.exists()) == (400, False)
        values["started"] = response.context["form"]["started"].value()
        assert client.post(URL, values).status_code == 303


def test_the_page_that_the_reader_came_from_is_filled_in(client):  # P6
    response = client.get(URL, headers={"Referer": "http://testserver/de/konzept/"})
    assert response.context["form"]["page"].value() == "http://testserver/de/konzept/"


@pytest.mark.parametrize("referrer", ["https://other.example/", "http://[::1", "http://testserver/" + "x" * 500])
def test_the_address_of_another_site_is_not_filled_in(client, referrer):  # P6
    response = client.get(URL, headers={"Referer": referrer})
    assert (response.status_code, response.context["form"]["page"].value()) == (200, "")


def test_reports_of_one_network_are_slowed_down_and_nothing_typed_is_lost(client, settings):  # S22
    settings.REPORTS_PER_NETWORK_AND_HOUR = 1
    assert client.post(URL, report()).status_code == 303
    response = client.post(URL, report())
    assert (response.status_code, Mail.objects.count()) == (429, 1)
    assert "Das Video hat keine Untertitel." in response.content.decode()
