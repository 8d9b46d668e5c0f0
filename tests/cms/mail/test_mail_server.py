"""How mails leave: encrypted, unless an operator says otherwise."""

import smtplib
import ssl

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from aiosmtpd.smtp import TLSSetupException
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage

from cms.settings.mail import mail_server
from tests.cms.mail.test_sender import free_port
from tests.reliability.scripted_smtp import scripted_server

HERE = {"EMAIL_HOST": "localhost"}


class Received(Message):
    """A mailbox that keeps subjects; a client that turns away is no error of the server's."""

    def __init__(self) -> None:
        super().__init__()
        self.subjects: list[str] = []

    def handle_message(self, message) -> None:
        self.subjects.append(message["Subject"])

    async def handle_exception(self, error: Exception) -> str:
        if not isinstance(error, TLSSetupException):
            raise error
        return "500 No encryption"


def send(settings, environment):
    for name, value in mail_server({**HERE, **environment}).items():
        setattr(settings, name, value)
    EmailMessage("Hallo", "Text", to=["somebody@example.org"]).send()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, (True, False, 587)),
        ({"EMAIL_USE_TLS": "1", "EMAIL_PORT": "25"}, (True, False, 25)),
        ({"EMAIL_USE_SSL": "1"}, (False, True, 465)),
        ({"EMAIL_USE_TLS": "0"}, (False, False, 25)),
    ],
)
def test_mails_are_encrypted_unless_somebody_says_otherwise(environment, expected):  # S13
    values = mail_server(environment)
    assert (values["EMAIL_USE_TLS"], values["EMAIL_USE_SSL"], values["EMAIL_PORT"]) == expected


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"EMAIL_USE_SSL": "1", "EMAIL_USE_TLS": "1"}, "EMAIL_USE_SSL and EMAIL_USE_TLS exclude each other"),
        ({"EMAIL_USE_TLS": "no"}, "EMAIL_USE_TLS must be 1 for STARTTLS or 0"),
        ({"EMAIL_PORT": "smtp"}, "EMAIL_PORT must be a number such as 587."),
    ],
)
def test_what_can_not_work_ends_with_one_sentence(environment, sentence):  # O2
    with pytest.raises(ImproperlyConfigured, match=sentence):
        mail_server(environment)


# Django leaves the line open that it refuses to use.
@pytest.mark.filterwarnings("ignore:Exception ignored in. <socket.socket:pytest.PytestUnraisableExceptionWarning")
def test_a_server_that_can_not_encrypt_gets_no_mail(settings):  # S13
    with scripted_server() as server:
        with pytest.raises(smtplib.SMTPNotSupportedError):
            send(settings, {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(server.port)})
        assert server.accepted == []
        send(settings, {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(server.port), "EMAIL_USE_TLS": "0"})
        assert len(server.accepted) == 1


@pytest.mark.parametrize("way", ["STARTTLS", "TLS"])
def test_mails_go_out_to_a_server_that_proves_who_it_is(settings, certificate, monkeypatch, way):  # S13
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    mailbox = Received()
    wrap = {"tls_context": context, "require_starttls": True} if way == "STARTTLS" else {"ssl_context": context}
    controller = Controller(mailbox, hostname="localhost", port=free_port(), **wrap)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    controller.start()
    environment = {"EMAIL_PORT": str(controller.port), **({"EMAIL_USE_SSL": "1"} if way == "TLS" else {})}
    try:
        send(settings, environment)
        monkeypatch.delenv("SSL_CERT_FILE")
        with pytest.raises(ssl.SSLCertVerificationError):
            send(settings, environment)
    finally:
        controller.stop()
    assert mailbox.subjects == ["Hallo"]
