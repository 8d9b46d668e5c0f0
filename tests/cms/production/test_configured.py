"""Settings that no site should be visited with."""

import pytest

from cms.production.configured import alerts, allowed_hosts, erasure_journal, hsts, of_production, secret_key


@pytest.fixture(autouse=True)
def good(settings):
    settings.DEBUG = settings.DEMO_ALLOWED = False
    settings.ALLOWED_HOSTS, settings.BASE_URL = ["mitreden.stadt.de"], "https://mitreden.stadt.de"
    settings.SECRET_KEY = "0123456789abcdefghijklmnopqrstuvwxyz" * 2
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.ERASURE_JOURNAL, settings.ALERT_EMAILS = "/srv/journal", ["betrieb@stadt.de"]


@pytest.mark.parametrize("check", [of_production, allowed_hosts, secret_key, hsts, erasure_journal, alerts])
def test_good_settings_are_silent(check):  # O6
    assert list(check()) == []


@pytest.mark.parametrize(
    ("check", "name", "value", "sentence"),
    [
        (
            erasure_journal,
            "ERASURE_JOURNAL",
            "",
            "ERASURE_JOURNAL is missing: a restore would bring back people who were erased since the backup.",
        ),
        (alerts, "ALERT_EMAILS", [], "ALERT_EMAILS is empty, so nobody is told when the site stands still."),
        (
            of_production,
            "DEMO_ALLOWED",
            True,
            "These are the settings of development: set DJANGO_SETTINGS_MODULE=cms.settings.production.",
        ),
        (
            allowed_hosts,
            "ALLOWED_HOSTS",
            ["*"],
            "ALLOWED_HOSTS lets every name through: write the names of this site instead of *.",
        ),
        (
            allowed_hosts,
            "ALLOWED_HOSTS",
            ["stadt.de"],
            "ALLOWED_HOSTS lacks mitreden.stadt.de, the name in BASE_URL.",
        ),
        (
            secret_key,
            "SECRET_KEY",
            "CHANGE-ME",
            "SECRET_KEY is too easy to guess: it needs 50 random characters.",
        ),
        (
            hsts,
            "BASE_URL",
            "http://mitreden.stadt.de",
            "BASE_URL doesn't begin with https, so what people send is not encrypted.",
        ),
        (
            hsts,
            "SECURE_HSTS_SECONDS",
            0,
            "SECURE_HSTS_SECONDS is 0, so browsers try the site unencrypted first.",
        ),
    ],
)
def test_what_is_wrong_is_one_sentence(settings, check, name, value, sentence):  # O6
    setattr(settings, name, value)
    assert list(check()) == [sentence]
