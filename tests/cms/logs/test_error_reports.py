"""Errors are told to a Sentry-compatible server: where they were, never about whom; and no request waits for it."""

import contextlib
import json
import logging
import queue
import socket
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.logs.error_reports import MOST_FRAMES, MOST_WAITING, ErrorReports, report
from cms.settings.error_reports import error_reports
from cms.settings.operation import RELEASE
from tests.databases import manage
from tests.servers import Server, run_server

from .failing_site import CANARIES

SITE = {"DJANGO_SETTINGS_MODULE": "tests.cms.logs.failing_site"}
WAITS_FOR = 60


@dataclass
class Listener:
    """A server for errors; what it was sent stands in ``sent``, as path, headers and body."""

    port: int
    status: int = 200
    sent: queue.Queue[tuple[str, dict, bytes]] = field(default_factory=queue.Queue)
    may_answer: threading.Event = field(default_factory=threading.Event)

    @property
    def dsn(self) -> str:
        return f"http://publickey@127.0.0.1:{self.port}/base/7"

    def events(self, number: int) -> list[dict]:
        """Wait for so many envelopes and return their events."""
        return [json.loads(self.sent.get(timeout=WAITS_FOR)[2].split(b"\n")[2]) for _ in range(number)]


@pytest.fixture
def listener() -> Iterator[Listener]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.sent.put((self.path, dict(self.headers), body))
            heard.may_answer.wait(timeout=WAITS_FOR)
            with contextlib.suppress(OSError):
                self.send_response(heard.status)
                self.end_headers()

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        heard = Listener(server.server_port)
        heard.may_answer.set()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield heard
        finally:
            heard.may_answer.set()
            server.shutdown()
            thread.join()


def fail(server: Server) -> int:
    """Send a request that fails, with something private in each of its places; return the status."""
    token, query = (urllib.parse.quote(CANARIES[name]) for name in ("token", "query"))
    request = urllib.request.Request(
        f"{server.url}/en/failing/{token}/?q={query}",
        urllib.parse.urlencode({name: CANARIES[name] for name in ("name", "mail")}).encode(),
        {
            "Cookie": f"sessionid={CANARIES['cookie']}",
            "User-Agent": CANARIES["browser"],
            "Sec-Fetch-Site": "same-origin",
            "X-Request-ID": "request-0815",
            "Authorization": f"Bearer {CANARIES['token']}",
        },
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=WAITS_FOR)
    with refused.value as answer:
        return answer.status


def private_in(told: object) -> list[str]:
    text = json.dumps(told, ensure_ascii=False)
    parts = {part for words in CANARIES.values() for part in (words, *words.split())}
    return sorted(part for part in [*parts, "127.0.0.1", "/failing/"] if part in text)


def test_a_failing_request_tells_where_and_nothing_about_whom(sqlite_url, tmp_path, listener):  # V4 R6
    with run_server(sqlite_url, tmp_path, **SITE, SENTRY_DSN=listener.dsn) as server:
        assert fail(server) == 500
        path, headers, body = listener.sent.get(timeout=WAITS_FOR)
        [second] = listener.events(1)
        log = server.log.read_text()
    first = json.loads(body.split(b"\n")[2])
    assert (path, headers["X-Sentry-Auth"]) == (
        "/base/api/7/envelope/",
        f"Sentry sentry_version=7, sentry_client=teilhabe/{RELEASE}, sentry_key=publickey",
    )
    assert json.loads(body.split(b"\n")[0]) == {"event_id": first["event_id"]}
    # The code stands in it; what somebody typed stands in the log of this server only.
    del headers["Host"]
    assert private_in([first, second, headers]) == []
    assert CANARIES["name"] in log
    logged, raised = sorted([first, second], key=lambda event: event["logger"], reverse=True)
    assert sorted(logged) == ["event_id", "level", "logger", "message", "platform", "release", "tags", "timestamp"]
    assert (logged["logger"], logged["message"].startswith("events, failing_view(), line ")) == ("events", True)
    assert sorted(raised) == sorted({*logged, "exception", "transaction"} - {"message"})
    assert (raised["transaction"], raised["release"]) == ("a_failing_view", RELEASE)
    assert raised["tags"] == {"request_id": "request-0815", "language": "en"}
    assert [(one["module"], one["type"]) for one in raised["exception"]["values"]] == [
        ("builtins", "KeyError"),
        ("builtins", "ValueError"),
    ]
    last = raised["exception"]["values"][-1]["stacktrace"]["frames"][-1]
    assert sorted(last) == ["context_line", "filename", "function", "in_app", "lineno", "module"]
    assert (last["function"], last["context_line"].strip()) == ("failing_view", "raise ValueError(said) from error")


def test_a_job_of_the_worker_that_fails_is_told_too(sqlite_url, tmp_path, listener):  # V4 R9
    manage(sqlite_url, tmp_path, "worker", "--once", **SITE, SENTRY_DSN=listener.dsn)
    # A process that ends waits for what it has to tell.
    assert listener.sent.qsize() == 1
    [event] = listener.events(1)
    assert private_in(event) == []
    assert (event["logger"], event["tags"]) == ("cms.management.commands.worker", {})
    assert [frame["function"] for frame in event["exception"]["values"][0]["stacktrace"]["frames"]] == [
        "run_round",
        "failing_job",
    ]


def test_no_request_waits_for_a_server_that_keeps_silent(sqlite_url, tmp_path, listener):  # R2
    listener.may_answer.clear()
    with run_server(sqlite_url, tmp_path, **SITE, SENTRY_DSN=listener.dsn) as server:
        assert [fail(server) for _ in range(3)] == [500] * 3
        listener.may_answer.set()


def test_a_server_that_is_not_there_costs_one_line(sqlite_url, tmp_path):  # R2
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    dsn = f"http://publickey@127.0.0.1:{port}/7"
    with run_server(sqlite_url, tmp_path, **SITE, SENTRY_DSN=dsn) as server:
        assert [fail(server) for _ in range(3)] == [500] * 3
    log = server.log.read_text()
    assert log.count("The server for errors took no report (ConnectionError).") == 1
    assert (log.count("publickey"), log.count(f"127.0.0.1:{port}")) == (0, 0)


def record(**more) -> logging.LogRecord:
    return logging.makeLogRecord({"name": "cms", "levelno": 40, "levelname": "ERROR", "msg": "x", **more})


@pytest.fixture
def handler(listener) -> ErrorReports:
    return ErrorReports(f"http://127.0.0.1:{listener.port}/api/7/envelope/", "publickey", "1")


def test_what_strangers_are_refused_is_told_to_nobody(handler, listener):  # X6
    handler.handle(record(status_code=400, name="django.security.DisallowedHost"))
    handler.handle(record(status_code=500))
    handler.flush()
    assert listener.sent.qsize() == 1


def test_of_a_flood_the_first_are_told(handler, listener):  # R2
    listener.may_answer.clear()
    handler.handle(record())
    # The first is on its way, and so out of the queue.
    listener.events(1)
    for _ in range(MOST_WAITING + 20):
        handler.handle(record())
    listener.may_answer.set()
    handler.flush()
    assert listener.sent.qsize() == MOST_WAITING


def test_a_server_that_asks_for_quiet_gets_it(handler, listener, caplog):  # R2
    listener.status = 429
    for _ in range(5):
        handler.handle(record())
    handler.flush()
    assert listener.sent.qsize() == 1
    assert [one.getMessage() for one in caplog.records] == ["The server for errors took no report (429)."]


def test_an_error_without_end_is_cut():  # R2
    def again():
        again()

    try:
        again()
    except RecursionError as error:
        error.__context__ = ValueError()
        error.__context__.__context__ = error
        told = report(record(exc_info=(type(error), error, error.__traceback__)), "1")["exception"]["values"]
    assert [(one["type"], len(one["stacktrace"]["frames"])) for one in told] == [
        ("ValueError", 0),
        ("RecursionError", MOST_FRAMES),
    ]


@pytest.mark.parametrize(
    ("dsn", "url"),
    [
        ("https://k3y@errors.example/12", "https://errors.example/api/12/envelope/"),
        ("https://k3y:old@errors.example:8443/a/b/12", "https://errors.example:8443/a/b/api/12/envelope/"),
        ("http://k3y@[::1]:9000/1", "http://[::1]:9000/api/1/envelope/"),
    ],
)
def test_the_address_of_the_server_is_read(dsn, url):  # O6
    [handler] = error_reports({"SENTRY_DSN": dsn}, "1").values()
    assert (handler["url"], handler["key"]) == (url, "k3y")


@pytest.mark.parametrize(
    "dsn", ["http://secret@errors.example/1", "https://errors.example/1", "https://secret@errors.example/", "secret"]
)
def test_an_address_that_can_not_work_is_refused_without_its_key(dsn):  # O6
    with pytest.raises(ImproperlyConfigured, match=r"^SENTRY_DSN must read https://") as refused:
        error_reports({"SENTRY_DSN": dsn}, "1")
    assert "secret" not in str(refused.value)


def test_without_an_address_nobody_is_told():  # V3
    assert error_reports({}, "1") == {}
