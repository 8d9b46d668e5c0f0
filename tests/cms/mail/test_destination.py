"""The worker says where mails go."""

import logging

import pytest
from django.core.management import call_command

from cms.mail.destination import destination


@pytest.mark.parametrize(
    ("use_tls", "use_ssl", "words"), [(True, False, "STARTTLS"), (False, True, "TLS"), (False, False, "unencrypted")]
)
def test_a_server_is_named_with_its_encryption_and_without_its_password(settings, use_tls, use_ssl, words):  # O6
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_HOST_PASSWORD = "mail.stadt.example", 587, "secret"
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = use_tls, use_ssl
    settings.DEFAULT_FROM_EMAIL = "mitreden@stadt.example"
    assert destination() == f"mail.stadt.example:587 ({words}), from mitreden@stadt.example"


@pytest.mark.django_db
def test_the_worker_says_it_when_it_starts(settings, caplog, tmp_path):  # O6
    settings.WORKER_JOBS = []
    settings.EMAIL_BACKEND = "cms.mail.files.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    with caplog.at_level(logging.INFO, logger="cms.management.commands.worker"):
        call_command("worker", "--once")
    assert caplog.messages == [f"Mails leave by files in {tmp_path}, to nobody."]
