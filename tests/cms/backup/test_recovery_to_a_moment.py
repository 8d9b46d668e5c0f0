"""PostgreSQL's own recovery, as ``docs/operating.md`` describes it: to the moment before a mistake."""

import tempfile
from pathlib import Path

import psycopg
import pytest

from cms.erasures.brought_back import SENTENCE
from tests import postgresql
from tests.cms.backup.sites import AFTER, BEFORE, site_at
from tests.required_tools import missing

pytestmark = [pytest.mark.long, pytest.mark.postgres]
LATER = """
from events.models import Event
from tests.builders import signed_up_and_confirmed
signed_up_and_confirmed(Event.objects.get(), 6, family_name="Nach der Kopie")
"""
NAMES = """
import json
from events.models import Signup
print(json.dumps(sorted(Signup.objects.values_list("family_name", flat=True))))
"""


def asked(url: str, query: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(query).fetchone()[0]


def test_a_mistake_is_undone_and_whoever_was_erased_meanwhile_is_erased_again(tmp_path):  # R4 S20
    if not postgresql.programs():
        missing("PostgreSQL is not on this machine")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "cluster"
        url = postgresql.start_cluster(folder, archive="archive")
        site = site_at(url, tmp_path / "site", tmp_path / "erasures.jsonl")
        site.run("migrate", "--verbosity", "0")
        site.happens(BEFORE)
        postgresql.copy_cluster(folder, url, "copy")
        site.happens(LATER)
        moment = asked(url, "SELECT now()::text")
        site.happens(AFTER)
        site.run("worker", "--once")
        # The mistake, after which the log is complete.
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("TRUNCATE events_signup CASCADE")
        asked(url, "SELECT pg_switch_wal()::text")
        # Stopped as one does it: what is archived is waited for.
        postgresql.stop_cluster(folder, mode="fast")

        recovered = postgresql.recover_cluster(folder, "copy", "archive", moment)
        try:
            back = site_at(recovered, site.folder, site.journal)
            assert back.happens(NAMES) == '["Bleibt", "Bleibt auch", "Nach der Kopie", "zaunkoenig-1", "zaunkoenig-2"]'
            assert back.refused("worker", "--once") == SENTENCE
            assert back.run("erase_again").stdout == "Erased once more by the journal: 4.\n"
            found = back.found()
            assert (found["traces"], found["users"]) == ([], ["bleibt"])
            assert found["signups"] == [
                *([["", "cancelled"]] * 2),
                *([name, "confirmed"] for name in ("Bleibt", "Bleibt auch", "Nach der Kopie")),
            ]
            assert back.run("check_invariants").stdout == "All invariants hold.\n"
        finally:
            postgresql.stop_cluster(folder, "copy")
