"""A mail to the holder of an account comes from the city, says what is in another language, and is answered or not."""

import pytest
from django.utils import translation

from cms.frame.account_mails import account_mail
from tests.builders import make_frame

pytestmark = pytest.mark.django_db
FACTOR_RESET = "login/mails/factor_reset.txt"


def made(language: str = "de", **kwargs):
    with translation.override(language):
        return account_mail(FACTOR_RESET, "ada@stadt.example", language, {"name": "ada"}, **kwargs)


def test_it_goes_to_the_account_with_subject_text_and_html():  # X7
    make_frame(city_name="Landeshauptstadt\r\nBcc: x")
    message = made()
    html, kind = message.alternatives[0]
    assert (message.to, message.subject, kind) == (["ada@stadt.example"], message.subject.strip(), "text/html")
    assert (message.body.startswith(message.subject), message.body.endswith("\n")) == (False, True)
    assert ("Landeshauptstadt Bcc: x" in message.body, message.subject in html) == (True, True)


def test_an_answer_goes_to_the_city_only_where_one_is_expected():  # X7
    make_frame(contact_email="teilhabe@stadt.example")
    assert [made().reply_to, made(is_answered=True).reply_to] == [[], ["teilhabe@stadt.example"]]


def test_without_a_frame_the_site_signs_and_nobody_is_answered(settings):  # X7
    settings.WAGTAIL_SITE_NAME = "Teilhabe vor Ort"
    message = made(is_answered=True)
    assert ("Teilhabe vor Ort" in message.body, message.reply_to) == (True, [])


@pytest.mark.parametrize(("language", "marked"), [("de", 0), ("en", 1)])
def test_a_german_sender_is_marked_in_another_language(language, marked):  # A4
    make_frame(city_name="Landeshauptstadt")
    html, _kind = made(language).alternatives[0]
    assert html.count('<span lang="de" dir="ltr">Landeshauptstadt</span>') == marked
