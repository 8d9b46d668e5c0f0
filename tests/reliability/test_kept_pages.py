"""Kept pages of two servers on one database: the next request after a commit is right, on both."""

import re
import urllib.request

import psycopg
import pytest

from tests.reliability.crowd import NO_LIMITS, OPENER, shell
from tests.servers import run_server

SITE = """
from tests.builders import make_event, make_event_index, make_event_page, make_home
index = make_event_index(make_home())
event = make_event(capacity=9)
print(event.pk, make_event_page(index, event).url)
"""
RENAME = "from home.models import HomePage; home = HomePage.objects.get(); home.title = {title!r}; "
RENAME += "home.save_revision().publish(); "
SIGN_UP = "from events.models import Event; from tests.builders import signed_up_and_confirmed as up; "
SIGN_UP += "up(Event.objects.get(), 1)"


def asked(url: str) -> tuple[str, str, str]:
    """The state of the cache, the h1, and how many seats are free."""
    with OPENER.open(urllib.request.Request(url), timeout=60) as response:
        text = response.read().decode()
    heading = re.search(r"<h1>(.*?)</h1>", text)[1]
    seats = re.search(r'"remainingAttendeeCapacity": ?(\d+)', text)
    return response.headers["X-Page-Cache"], heading, seats[1] if seats else ""


def test_what_one_process_commits_the_others_show_at_once(database_url, tmp_path):  # F4 R8
    _event, path = shell(database_url, tmp_path, SITE).split()
    with run_server(database_url, tmp_path) as one, run_server(database_url, tmp_path / "other") as other:
        servers = [one.url, other.url]
        assert [asked(f"{url}/de/")[:2] for url in servers] == [("miss", "Startseite")] * 2
        assert [asked(f"{url}/de/")[0] for url in servers] == ["hit"] * 2
        assert [asked(url + path)[2] for url in servers] == ["9"] * 2
        shell(database_url, tmp_path, RENAME.format(title="Anders") + SIGN_UP, **NO_LIMITS)
        assert [asked(f"{url}/de/")[:2] for url in servers] == [("miss", "Anders")] * 2
        assert [asked(url + path)[2] for url in servers] == ["8"] * 2
        assert [asked(url + path)[0] for url in servers] == ["hit"] * 2


def test_without_the_switch_nothing_is_kept(sqlite_url, tmp_path):  # F4
    shell(sqlite_url, tmp_path, SITE)
    with run_server(sqlite_url, tmp_path, PAGE_CACHE="0") as server:
        assert [asked(f"{server.url}/de/")[0] for _time in range(2)] == [None, None]


@pytest.mark.postgres
def test_without_the_database_what_is_kept_is_served_and_says_so(postgres_url, tmp_path):  # F4 R2
    shell(postgres_url, tmp_path, SITE)
    name, owner = re.search(r"/([^/]+)$", postgres_url)[1], re.sub(r"/[^/]+$", "/postgres", postgres_url)
    with run_server(postgres_url, tmp_path) as server, psycopg.connect(owner, autocommit=True) as db:
        assert [asked(f"{server.url}/de/")[0] for _time in range(2)] == ["miss", "hit"]
        db.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        db.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        with OPENER.open(f"{server.url}/de/", timeout=60) as response:
            told = response.status, response.headers["X-Page-Cache"], response.headers["Warning"]
        assert told == (200, "stale", '111 - "Revalidation Failed"')
        with pytest.raises(urllib.error.HTTPError) as refused:
            OPENER.open(f"{server.url}/de/veranstaltungen/", timeout=60)
        assert refused.value.code == 503
        refused.value.close()
        db.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        assert asked(f"{server.url}/de/")[0] == "hit"
