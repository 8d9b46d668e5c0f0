"""What a server answered is told to staff in words."""

import pytest

from cms.mail.failures import in_words
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
        ("SMTPDataError 554", 2, "Der Mailserver weist diese E-Mail ab"),
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


def test_staff_know_each_kind_of_mail_by_a_name():  # S13
    real = [kind for kind in kinds() if not kind.startswith("test.")]
    assert [kind for kind in real if str(label_of(kind)) == kind] == []
