"""PostgreSQL is gone or busy in the middle of a request: a page says so, and nothing is there by half."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import psycopg
import pytest

from tests.demo_site import LANGUAGES
from tests.reliability.crowd import (
    FORM_IN_THREE_LANGUAGES,
    MAILBOX,
    NO_LIMITS,
    address_of,
    answer,
    filled,
    found_in,
    open_forms,
    post,
    shell,
)
from tests.reliability.paused_server import closed_gate
from tests.servers import run_server

pytestmark = pytest.mark.postgres
MADE = "print(make_event_row(signup_form=form).public_id)"


def test_a_connection_that_breaks_in_a_sign_up_is_said_in_the_language_and_leaves_nothing(postgres_url, tmp_path):  # R2
    public_id = shell(postgres_url, tmp_path, FORM_IN_THREE_LANGUAGES + MADE)
    with run_server(postgres_url, tmp_path, **NO_LIMITS) as server:
        tokens = open_forms(server, public_id, 8)
        for number, language in enumerate(LANGUAGES):
            url = f"{server.url}/{language}/signup/{public_id}/"
            with closed_gate(postgres_url) as gate, ThreadPoolExecutor() as pool:
                post_of_a_person = pool.submit(answer, url, filled(number, tokens[number]))
                gate.end_connection(gate.someone_waits())
                status, page = post_of_a_person.result()
            assert (status, re.findall(r'<html lang="([^"]+)"', page)) == (503, [language])
            # What was typed stands in a form that can be sent again without the database.
            kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
            assert {name: unescape(value) for name, value in kept.items()} == filled(number, tokens[number])
            assert f'action="/{language}/signup/{public_id}/"' in page
            last_kept = {name: unescape(value) for name, value in kept.items()}
        found = found_in(postgres_url, tmp_path)
        assert (found["addresses"], found["mails"]) == ([], {})
        # The server needs no restart.
        assert post(server, public_id, tokens, 7) == MAILBOX
        assert answer(url, last_kept)[0] == 303
    assert found_in(postgres_url, tmp_path)["addresses"] == [address_of(2), address_of(7)]


def test_a_server_without_its_database_answers_503_on_every_page_and_recovers(postgres_url, tmp_path):  # R2
    public_id = shell(postgres_url, tmp_path, FORM_IN_THREE_LANGUAGES + MADE)
    name, owner = re.search(r"/([^/]+)$", postgres_url)[1], re.sub(r"/[^/]+$", "/postgres", postgres_url)
    with run_server(postgres_url, tmp_path, **NO_LIMITS) as server, psycopg.connect(owner, autocommit=True) as db:
        tokens = open_forms(server, public_id, 8)
        db.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        db.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        for language in LANGUAGES:
            for path in ("", f"signup/{public_id}/", "no-such-page/"):
                status, page = answer(f"{server.url}/{language}/{path}")
                assert (status, re.findall(r'<html lang="([^"]+)"', page)) == (503, [language])
        db.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        assert post(server, public_id, tokens, 1) == MAILBOX


def test_a_seat_book_that_stays_locked_answers_503_and_keeps_what_was_typed(postgres_url, tmp_path):  # R2 S7
    public_id = shell(postgres_url, tmp_path, FORM_IN_THREE_LANGUAGES + MADE)
    with run_server(postgres_url, tmp_path, **NO_LIMITS) as server:
        tokens = open_forms(server, public_id, 8)
        with psycopg.connect(postgres_url) as other:
            other.execute("UPDATE events_seatbook SET writes = writes")
            status, page = answer(f"{server.url}/de/signup/{public_id}/", filled(1, tokens[1]))
        assert status == 503
        assert re.findall(r'name="(?:family_name|email)" value="([^"]*)"', page) == ["Nummer 1", address_of(1)]
        assert found_in(postgres_url, tmp_path)["addresses"] == []
        assert post(server, public_id, tokens, 1) == MAILBOX
