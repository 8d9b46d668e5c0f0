"""The production settings, as an operator uses them."""

import re
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.databases import manage
from tests.servers import run_server

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "a-key-for-this-test-only-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "ALLOWED_HOSTS": "127.0.0.1",
    "BASE_URL": "https://teilhabe.example",
}
BUCKET = {
    "PRIVATE_S3_BUCKET": "drafts",
    "S3_ENDPOINT_URL": "https://s3.example",
    "S3_REGION": "eu-central-1",
    "S3_ACCESS_KEY_ID": "key",
    "S3_SECRET_ACCESS_KEY": "secret",
}


def test_production_serves_pages_whose_styles_may_be_cached_for_ever(sqlite_url, tmp_path):  # O2
    environment = {**ENVIRONMENT, "SECURE_SSL_REDIRECT": "0"}
    manage(sqlite_url, tmp_path, "collectstatic", "--noinput", **environment)
    with run_server(sqlite_url, tmp_path, **environment) as server:
        with urllib.request.urlopen(f"{server.url}/de/barrier-report/") as response:
            html = response.read().decode()
        style = re.search(r'href="(/static/cms/css/site\.[0-9a-f]{12}\.css)"', html).group(1)
        with urllib.request.urlopen(server.url + style) as response:
            assert "immutable" in response.headers["Cache-Control"]


def test_the_deployment_check_finds_nothing(sqlite_url, tmp_path):  # X5
    done = manage(sqlite_url, tmp_path, "check", "--deploy", **ENVIRONMENT)
    assert re.findall(r"\((security\.W\d+)\)", done.stderr) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "True True True 587 ['default']"),
        ({"SECURE_HSTS_PRELOAD": "0", "SECURE_HSTS_INCLUDE_SUBDOMAINS": "0"}, "False False True 587 ['default']"),
        ({"EMAIL_USE_TLS": "0", "CACHE_URL": "redis://localhost/1"}, "True True False 25 ['default', 'limits']"),
    ],
)
def test_what_a_city_can_not_keep_to_others_is_switched_off(sqlite_url, tmp_path, given, expected):  # X5 O2
    code = (
        "from django.conf import settings as s; "
        "print(s.SECURE_HSTS_PRELOAD, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.EMAIL_USE_TLS, s.EMAIL_PORT, list(s.CACHES))"
    )
    printed = manage(sqlite_url, tmp_path, "shell", "--no-imports", "-c", code, **ENVIRONMENT, **given).stdout
    assert printed.strip().splitlines()[-1] == expected


def test_a_player_may_follow_us_to_the_bucket_and_nowhere_else(sqlite_url, tmp_path):  # X5
    code = "from django.conf import settings; print(settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['media-src'])"
    printed = manage(sqlite_url, tmp_path, "shell", "--no-imports", "-c", code, **ENVIRONMENT, **BUCKET).stdout
    assert printed.strip().splitlines()[-1] == "[\"'self'\", 'https://s3.example', 'https://drafts.s3.example']"


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "DATABASE_URL"])
def test_a_missing_variable_is_named_in_one_sentence(sqlite_url, tmp_path, name):  # O2
    done = manage(sqlite_url, tmp_path, "check", check=False, **{**ENVIRONMENT, name: ""})
    assert done.returncode == 1
    assert done.stderr.strip() == f"The environment variable {name} is missing: production needs it."


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"PRIVATE_FILES_ACCEL": "/private-files/"},
            "PRIVATE_FILES_ACCEL and PRIVATE_S3_BUCKET exclude each other: set one of them.",
        ),
        ({"S3_REGION": ""}, "The environment variable S3_REGION is missing: production needs it."),
    ],
)
def test_a_bucket_that_can_not_work_ends_with_one_sentence(sqlite_url, tmp_path, given, sentence):  # O2
    done = manage(sqlite_url, tmp_path, "check", check=False, **{**ENVIRONMENT, **BUCKET, **given})
    assert (done.returncode, done.stderr.strip()) == (1, sentence)


def test_a_bucket_is_used_as_the_environment_names_it(sqlite_url, tmp_path):  # O2
    code = "from downloads.models import *; print(PublicationFile._meta.get_field('file').storage.url('a.pdf'))"
    printed = manage(sqlite_url, tmp_path, "shell", "--no-imports", "-c", code, **ENVIRONMENT, **BUCKET).stdout
    address = urlsplit(printed.strip().splitlines()[-1])
    assert (address.netloc, address.path) == ("s3.example", "/drafts/a.pdf")
    assert parse_qs(address.query)["X-Amz-Credential"][0].startswith("key/")


def test_a_machine_that_can_not_work_ends_with_one_sentence(sqlite_url, tmp_path):  # L12, O2
    done = manage(sqlite_url, tmp_path, "check", check=False, **{**ENVIRONMENT, "MACHINE_TRANSLATOR": "deepl"})
    sentence = "The environment variable MACHINE_TRANSLATOR_KEY is missing: DeepL needs it."
    assert (done.returncode, done.stderr.strip()) == (1, sentence)


def test_the_demo_is_refused(sqlite_url, tmp_path):  # P10
    done = manage(sqlite_url, tmp_path, "demo", check=False, **ENVIRONMENT)
    assert done.returncode == 1
    assert "not loaded in production" in done.stderr
