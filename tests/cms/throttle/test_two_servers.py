"""Guessing passwords over two servers of one site: the limit holds to the try."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import urlencode

import pytest

from tests.reliability.crowd import shell
from tests.servers import run_server

LIMIT = 20
TRIES = 120
PREPARE = """
from cms.models import User
from cms.forms.public_form import new_start
from tests.builders import make_home
make_home()
User.objects.create_user("leitung", "leitung@stadt.example", "a long password for tests")
print(new_start())
"""


@pytest.fixture
def addresses(postgres_url, tmp_path):
    """A function that starts two servers on one database and returns their ports and a form's signed time."""
    with ExitStack() as running:

        def start(**environment):
            environment["LOG_INS_PER_ACCOUNT_AND_HOUR"] = str(LIMIT)
            environment["LOG_INS_PER_NETWORK_AND_MINUTE"] = str(10 * TRIES)
            environment["LOG_INS_OF_UNKNOWN_DEVICES_PER_MINUTE"] = "0"
            started = shell(postgres_url, tmp_path, PREPARE)
            servers = [running.enter_context(run_server(postgres_url, tmp_path, **environment)) for _ in range(2)]
            return [server.port for server in servers], started.strip()

        yield start


def guess(port, number, started):
    """Try one password, as a script does; return the answer's status."""
    body = urlencode({"login": "leitung", "password": f"guess number {number}", "started": started})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/de/working-groups/log-in/", body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def attack(ports, started, first=0):
    """Guess with eight connections, every second time at the other server; return how often a password was tried."""
    with ThreadPoolExecutor(8) as crowd:
        numbers = range(first, first + TRIES)
        statuses = list(crowd.map(lambda number: guess(ports[number % 2], number, started), numbers))
    assert set(statuses) <= {400, 429}
    return statuses.count(400)


@pytest.mark.postgres
def test_without_a_shared_cache_the_database_counts_each_try(addresses):  # X7
    assert attack(*addresses()) == LIMIT


@pytest.mark.postgres
def test_a_shared_cache_counts_each_try_and_its_loss_lets_nobody_through(addresses, redis_server):  # X7 O2
    ports, started = addresses(CACHE_URL=redis_server.url)
    assert attack(ports, started) == LIMIT
    redis_server.stop()
    # Another window has begun in the database, and it ends as the first one did.
    assert attack(ports, started, TRIES) == LIMIT
