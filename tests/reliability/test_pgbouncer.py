"""The site behind PgBouncer in transaction mode: no connection keeps anything, seats are exact, and locks end."""

import contextlib
from collections import Counter

import psycopg
import pytest

from tests.cms.health.test_answering import ask, said
from tests.databases import manage
from tests.pgbouncer import run_pgbouncer
from tests.reliability.crowd import (
    FORM_IN_THREE_LANGUAGES,
    MAILBOX,
    NO_LIMITS,
    broken_promises,
    found_in,
    open_forms,
    post_all,
    shell,
)
from tests.servers import run_server

pytestmark = pytest.mark.postgres
POOLED = {"DATABASE_POOLED": "1"}
# More at once than there are connections
CROWDS = [(24, 8), pytest.param(60, 20, marks=pytest.mark.long)]


def set_lock_timeout(url):
    """As docs/operating.md says it; of this database alone, because the tests share the role."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE \"{url.rsplit('/', 1)[1]}\" SET lock_timeout = '3s'")


@pytest.mark.parametrize(("people", "seats"), CROWDS)
def test_more_people_than_seats_come_over_eight_connections(postgres_url, tmp_path, people, seats):  # O8 S1
    set_lock_timeout(postgres_url)
    made = f"print(make_event_row(capacity={seats}, waiting_list_size=0, signup_form=form).public_id)"
    public_id = shell(postgres_url, tmp_path, FORM_IN_THREE_LANGUAGES + made)
    with run_pgbouncer(postgres_url, tmp_path / "pool") as pooled, contextlib.ExitStack() as stack:
        servers = [stack.enter_context(run_server(pooled, tmp_path, **NO_LIMITS, **POOLED)) for _number in range(2)]
        assert said(ask(servers[0], "/health/ready", Host="127.0.0.1")) == (200, {"status": "ready", "missing": []})
        tokens = open_forms(servers[0], public_id, people)
        answers = post_all(servers, public_id, tokens, range(people))
        found = found_in(postgres_url, tmp_path)
        manage(pooled, tmp_path, "worker", "--once", **POOLED)
        checked = manage(pooled, tmp_path, "check_invariants", check=False, **POOLED).stdout.strip()
    assert Counter(said for _number, said in answers) == {MAILBOX: seats, "page 200": people - seats}
    assert found["seats"] == list(range(1, seats + 1))
    assert checked == broken_promises(postgres_url, tmp_path) == "All invariants hold."


def test_a_server_whose_locks_would_never_end_is_not_ready(postgres_url, tmp_path):  # O8 R6
    with (
        run_pgbouncer(postgres_url, tmp_path / "pool") as pooled,
        run_server(pooled, tmp_path, **POOLED) as server,
    ):
        assert said(ask(server, "/health/ready")) == (503, {"status": "not ready", "missing": ["lock timeout"]})
