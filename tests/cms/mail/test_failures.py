"""What a server answered is told to staff in words."""

import pytest

from cms.mail.failures import in_words, why_it_waits
from cms.mail.models import Mail
from cms.mail.registry import kinds, label_of

GIVEN_UP = 9


@pytest.mark.parametrize(
    ("error", "tries", "sentence"),
    [
        ("", 1, ""),
        ("SMTPRecipientsRefused 550", 1, "Der Mailserver weist diese Adresse ab"),
        ("SMTPRecipientsRefused 554", GIVEN_UP, "so oft wir es auch versucht haben"),
        ("SMTPRecipientsRefused 450", GIVEN_UP, "so oft wir es auch versucht haben"),
        ("SMTPDataError 550 5.1.1", 2, "Der Mailserver weist diese Adresse ab"),
        ("SMTPRecipientsRefused 552 5.2.2", 1, "Das Postfach dieser Adresse ist voll"),
        ("SMTPConnectError 554", GIVEN_UP, "nicht erreichbar"),
        ("SMTPAuthenticationError 535", GIVEN_UP, "so oft wir es auch versucht haben"),
        ("SMTPServerDisconnected", GIVEN_UP, "nicht erreichbar"),
        ("ConnectionRefusedError", GIVEN_UP, "nicht erreichbar"),
        ("SSLCertVerificationError", GIVEN_UP, "nicht erreichbar"),
        ("TimeoutError", GIVEN_UP, "nicht erreichbar"),
        ("TemplateSyntaxError", GIVEN_UP, "konnte nicht geschrieben werden"),
    ],
)
def test_why_a_mail_failed_is_said_in_words(error, tries, sentence):  # S13
    words = str(in_words(Mail(error=error, tries=tries)))
    assert (sentence in words, bool(words), "SMTP" in words) == (True, bool(error), False)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ("", ""),
        ("ConnectionRefusedError", "nicht erreichbar"),
        ("SSLCertVerificationError", "nicht erreichbar"),
        ("SMTPServerDisconnected", "nicht erreichbar"),
        ("SMTPConnectError 554 5.7.1", "spricht nicht mit diesem Server"),
        ("SMTPAuthenticationError 535 5.7.8", "EMAIL_HOST_PASSWORD"),
        ("SMTPRecipientsRefused 530 5.7.0", "EMAIL_HOST_PASSWORD"),
        ("SMTPNotSupportedError", "EMAIL_USE_TLS"),
        ("SMTPSenderRefused 553", "DEFAULT_FROM_EMAIL"),
        ("SMTPSenderRefused 421", "vertröstet"),
        ("SMTPRecipientsRefused 550 5.7.1", "reicht für diesen Server nichts weiter"),
        ("SMTPDataError 554 5.7.1", "reicht für diesen Server nichts weiter"),
        ("SMTPRecipientsRefused 450", "vertröstet"),
        ("TemplateSyntaxError", "im Protokoll des Workers"),
    ],
)
def test_those_who_run_the_site_read_why_mails_wait(error, sentence):  # R2 R9
    words = str(why_it_waits(error))
    assert (sentence in words, bool(words)) == (True, bool(error))


def test_staff_know_each_kind_of_mail_by_a_name():  # S13
    real = [kind for kind in kinds() if not kind.startswith("test.")]
    assert [kind for kind in real if str(label_of(kind)) == kind] == []
