"""Production never runs with the settings of development by accident."""

import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings.accident import refuse_production
from tests.databases import ROOT, manage, process_environment

NAMED = {"SECRET_KEY": "key", "ALLOWED_HOSTS": "mitreden.stadt.example"}
ADVICE = "set DJANGO_SETTINGS_MODULE=cms.settings.production in this environment."


@pytest.mark.parametrize(
    ("environment", "sign"),
    [
        ({"BASE_URL": "https://mitreden.stadt.example"}, "BASE_URL begins with https"),
        (
            {**NAMED, "DATABASE_URL": "postgres://a:b@db/c"},
            "DATABASE_URL names a PostgreSQL, and SECRET_KEY and ALLOWED_HOSTS are set",
        ),
        (
            {**NAMED, "BASE_URL": "http://mitreden.stadt.example"},
            "BASE_URL, SECRET_KEY and ALLOWED_HOSTS are set",
        ),
    ],
)
def test_an_environment_of_production_is_refused_in_one_sentence(environment, sign):  # O6
    with pytest.raises(ImproperlyConfigured) as refused:
        refuse_production(environment)
    assert str(refused.value) == f"These are the settings of development, but {sign}: {ADVICE}"


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"DATABASE_URL": "postgres://a:b@db/c"},
        {**NAMED, "BASE_URL": "http://127.0.0.1:8000"},
        {"BASE_URL": "http://localhost:8000", "SECRET_KEY": "key", "DATABASE_URL": "sqlite:////tmp/db"},
    ],
)
def test_development_goes_on(environment):  # O6
    refuse_production(environment)


def test_commands_and_the_web_server_say_one_sentence(tmp_path):  # O6
    url, given = f"sqlite:///{tmp_path / 'db.sqlite3'}", {"BASE_URL": "https://stadt.example"}
    done = manage(url, tmp_path, "migrate", check=False, **given)
    sentence = f"These are the settings of development, but BASE_URL begins with https: {ADVICE}\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", sentence)
    server = subprocess.run(
        [sys.executable, "-c", "import cms.wsgi"],
        cwd=ROOT,
        env=process_environment(url, tmp_path, **given),
        capture_output=True,
        text=True,
    )
    assert (server.returncode, server.stderr) == (1, sentence)
