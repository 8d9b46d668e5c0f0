"""What staff do about mails that failed."""

import pytest
from django.utils import timezone

from cms.mail.models import Mail, MailState
from cms.mail.retrying import send_again, settle_by_phone
from cms.mail.sender import due_mails

pytestmark = pytest.mark.django_db


def a_mail(state):
    facts = {"kind": "signup.confirmed", "language": "de", "payload": {"signup": "x"}, "tries": 9, "error": "X 550"}
    return Mail.objects.create(state=state, **facts)


def test_a_failed_mail_is_due_again_at_once():  # S13
    mail = a_mail(MailState.FAILED)
    assert send_again(mail.pk) is True
    assert list(due_mails(timezone.now())) == [mail]
    mail.refresh_from_db()
    assert (mail.tries, mail.error, mail.payload) == (0, "", {"signup": "x"})


def test_a_matter_settled_by_phone_needs_no_mail():  # S13
    mail = a_mail(MailState.FAILED)
    assert settle_by_phone(mail.pk) is True
    mail.refresh_from_db()
    assert (mail.state, mail.payload, mail.error) == (MailState.STOPPED, {}, "")


@pytest.mark.parametrize("act", [send_again, settle_by_phone])
@pytest.mark.parametrize("state", [state for state in MailState if state != MailState.FAILED])
def test_only_a_failed_mail_is_touched(act, state):  # S13
    mail = a_mail(state)
    assert act(mail.pk) is False
    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.error) == (state, 9, "X 550")
