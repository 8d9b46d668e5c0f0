"""What machines are told: over real servers, with production's settings, on PostgreSQL and SQLite."""

import contextlib
import json
import sqlite3
import urllib.error
import urllib.request
from types import SimpleNamespace

import psycopg
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.databases import manage, migrated_sqlite
from tests.servers import run_server
from tests.test_production import ENVIRONMENT

TOKEN = {"METRICS_TOKEN": "a-token-for-this-test"}


def ask(server, path, **headers):
    """Return status and body of an address, as a machine asks that knows no host name."""
    request = urllib.request.Request(server.url + path, headers={"Host": "10.0.0.7", **headers})
    try:
        with urllib.request.urlopen(request) as response:
            return SimpleNamespace(status=response.status, body=response.read().decode())
    except urllib.error.HTTPError as error:
        with error:
            return SimpleNamespace(status=error.code, body=error.read().decode())


def said(answer):
    return answer.status, json.loads(answer.body)


def test_a_server_is_live_and_ready_for_whoever_asks_by_number_and_without_tls(sqlite_url, tmp_path):  # R6
    with run_server(sqlite_url, tmp_path, **ENVIRONMENT) as server:
        assert said(ask(server, "/health/live")) == (200, {"status": "live"})
        assert said(ask(server, "/health/ready")) == (200, {"status": "ready", "missing": []})
        # Every other address still asks for TLS, whatever the host is called.
        assert ask(server, "/health/").status == 400


def test_a_server_without_the_tables_of_its_release_is_not_ready_until_they_are_there(tmp_path):  # R5 R6
    empty = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    with run_server(empty, tmp_path, **ENVIRONMENT) as server:
        assert said(ask(server, "/health/live")) == (200, {"status": "live"})
        assert said(ask(server, "/health/ready")) == (503, {"status": "not ready", "missing": ["migrations"]})
        with (
            contextlib.closing(sqlite3.connect(migrated_sqlite())) as migrated,
            contextlib.closing(sqlite3.connect(tmp_path / "empty.sqlite3")) as database,
        ):
            migrated.backup(database)
        assert said(ask(server, "/health/ready")) == (200, {"status": "ready", "missing": []})


@pytest.mark.postgres
def test_a_server_without_its_database_lives_and_is_not_ready_and_recovers(postgres_url, tmp_path):  # R2 R6
    name, owner = postgres_url.rsplit("/", 1)[1], postgres_url.rsplit("/", 1)[0] + "/postgres"
    with run_server(postgres_url, tmp_path, **ENVIRONMENT) as server, psycopg.connect(owner, autocommit=True) as db:
        assert said(ask(server, "/health/ready")) == (200, {"status": "ready", "missing": []})
        db.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        db.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        assert said(ask(server, "/health/live")) == (200, {"status": "live"})
        assert said(ask(server, "/health/ready")) == (503, {"status": "not ready", "missing": ["database"]})
        db.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        assert said(ask(server, "/health/ready")) == (200, {"status": "ready", "missing": []})


def test_a_cache_that_is_gone_is_told_and_takes_no_server_away(sqlite_url, tmp_path):  # O8 R6
    gone = {"CACHE_URL": "redis://127.0.0.1:1/0"}
    with run_server(sqlite_url, tmp_path, **ENVIRONMENT, **gone) as server:
        assert said(ask(server, "/health/ready")) == (200, {"status": "ready", "missing": ["cache"]})


def test_a_private_storage_that_can_not_be_read_is_told_and_takes_no_server_away(sqlite_url, tmp_path):  # R6
    (tmp_path / "private").write_text("a file where the folder should be")
    with run_server(sqlite_url, tmp_path, **ENVIRONMENT) as server:
        (tmp_path / "private").unlink()
        (tmp_path / "private").symlink_to(tmp_path / "private")
        assert said(ask(server, "/health/ready")) == (200, {"status": "ready", "missing": ["private storage"]})


def test_nothing_is_changed_there(client):  # X6
    answers = {path: client.post(path).status_code for path in ("/health/live", "/health/ready", "/metrics")}
    assert set(answers.values()) == {405}


def test_metrics_are_closed_without_their_token(sqlite_url, tmp_path):  # R9
    with run_server(sqlite_url, tmp_path, **ENVIRONMENT) as server:
        assert ask(server, "/metrics", Authorization="Bearer ").status == 404
    with run_server(sqlite_url, tmp_path, **ENVIRONMENT, **TOKEN) as server:
        wrong = [ask(server, "/metrics"), ask(server, "/metrics", Authorization="Bearer another")]
        assert [(answer.status, answer.body) for answer in wrong] == [(404, ""), (404, "")]


def test_metrics_count_all_processes_and_tell_of_the_site(sqlite_url, tmp_path):  # R9
    manage(sqlite_url, tmp_path, "worker", "--once", **ENVIRONMENT, EMAIL_HOST="127.0.0.1")
    with run_server(sqlite_url, tmp_path, workers=2, **ENVIRONMENT, **TOKEN) as server:
        for _number in range(12):
            ask(server, "/health/live")
        page = ask(server, "/metrics", Authorization=f"Bearer {TOKEN['METRICS_TOKEN']}")
    families = {family.name: family for family in text_string_to_metric_families(page.body)}
    counted = {
        (sample.labels["method"], sample.labels["status"]): sample.value
        for sample in families["teilhabe_requests"].samples
        if sample.name == "teilhabe_requests_total"
    }
    # One more asked whether the server has started, and was sent to TLS.
    assert counted == {("GET", "2xx"): 12, ("GET", "3xx"): 1}
    mails = {sample.labels["state"]: sample.value for sample in families["teilhabe_mails"].samples}
    assert mails == {"queued": 0, "sending": 0, "sent": 0, "failed": 0, "stopped": 0}
    assert families["teilhabe_job_done_timestamp_seconds"].samples != []
    assert families["teilhabe_holds_overdue"].samples[0].value == 0
