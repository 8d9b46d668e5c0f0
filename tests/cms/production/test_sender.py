"""Senders whom nobody can answer, and mails that don't leave."""

import pytest
from django.core import mail as outbox

from cms.production.sender import bounce_mailbox, from_address, mail_server, send_test_mail
from cms.settings.mail import bounce_mailbox as read_from

SMTP = "django.core.mail.backends.smtp.EmailBackend"
QUOTES = 'DEFAULT_FROM_EMAIL isn\'t one address: write a name in double quotes, "Stadt, Amt" <mail@DOMAIN>.'


@pytest.mark.parametrize(
    "value", ["mitreden@stadt.de", '"Stadt Muster, Amt 5" <mitreden@stadt.de>', "Stadt Muster <mitreden@stadt.de>"]
)
def test_an_address_at_a_domain_is_silent(settings, value):  # O6
    settings.DEFAULT_FROM_EMAIL = value
    assert list(from_address()) == []


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("", QUOTES),
        ("Stadt Muster, Amt 5 <mitreden@stadt.de>", QUOTES),
        ("Stadt (Amt) St. Muster <mitreden@stadt.de>, a@stadt.de", QUOTES),
        (
            "teilhabe@stadt.example",
            "DEFAULT_FROM_EMAIL is teilhabe@stadt.example: nobody receives mail at that domain.",
        ),
        ("mitreden@localhost", "DEFAULT_FROM_EMAIL is mitreden@localhost: nobody receives mail at that domain."),
        ("mitreden@-stadt", "DEFAULT_FROM_EMAIL holds mitreden@-stadt, which is no e-mail address."),
    ],
)
def test_a_sender_whom_nobody_can_answer_is_told(settings, value, sentence):  # O6
    settings.DEFAULT_FROM_EMAIL = value
    assert list(from_address()) == [sentence]


@pytest.mark.parametrize(
    ("values", "sentences"),
    [
        ({"EMAIL_USE_TLS": True}, []),
        ({"EMAIL_USE_SSL": True}, []),
        ({"EMAIL_HOST": "localhost"}, []),
        ({}, ["Mails leave unencrypted for mail.stadt.de: set EMAIL_USE_TLS=1."]),
        (
            {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"},
            ["Mails reach nobody: they leave by django.core.mail.backends.dummy.EmailBackend."],
        ),
    ],
)
def test_mails_leave_encrypted_and_reach_somebody(settings, values, sentences):  # O6
    usual = {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "mail.stadt.de", "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False}
    for name, value in {**usual, **values}.items():
        setattr(settings, name, value)
    assert list(mail_server()) == sentences


def test_a_mailbox_for_what_comes_back_is_opened(settings, imap_server):  # O6 R9
    assert list(bounce_mailbox()) == []
    addresses = [imap_server.url(), imap_server.url(password="secret"), imap_server.url(folder="Nowhere")]
    told = []
    for url in [*addresses, "imaps://a:b@localhost:1"]:
        settings.BOUNCE_MAILBOX = read_from({"BOUNCE_MAILBOX_URL": url})
        told += bounce_mailbox()
    assert told == [
        "BOUNCE_MAILBOX_URL: The mailbox refuses the log-in.",
        "BOUNCE_MAILBOX_URL: The mailbox has no such folder.",
        "BOUNCE_MAILBOX_URL: The mailbox can't be read: ConnectionRefusedError.",
    ]


def test_a_test_mail_leaves_at_once():  # O6
    assert list(send_test_mail("ada@stadt.de")) == []
    assert [mail.to for mail in outbox.outbox] == [["ada@stadt.de"]]


def test_a_server_that_takes_no_mail_is_named(settings):  # O6
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", 1
    [sentence] = send_test_mail("ada@stadt.de")
    assert sentence.startswith("The mail to ada@stadt.de did not leave by 127.0.0.1:1 (unencrypted), from ")
    assert sentence.endswith("Connection refused.")
