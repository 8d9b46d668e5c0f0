"""The log as JSON (LOG_FORMAT=json), and the name under which a request's lines are found."""

import json
import logging
import urllib.error
import urllib.request

import pytest
from django.http import HttpResponse

from cms.logs.json_lines import JsonFormatter
from cms.logs.request_ids import name_request, request_id
from tests.databases import manage
from tests.servers import run_server


@pytest.fixture(autouse=True)
def _no_request():
    token = request_id.set("")
    yield
    request_id.reset(token)


def line_of(message, *args, **more):
    record = logging.makeLogRecord(
        {"name": "cms.mail", "levelno": 40, "levelname": "ERROR", "msg": message, "args": args, **more}
    )
    entry = json.loads(JsonFormatter().format(record))
    assert entry.pop("time").endswith("+00:00")
    return entry


def test_a_line_is_one_object_without_what_is_private():  # V7 R6
    assert line_of("mail to %s\nfailed", "ana@example.org") == {
        "level": "ERROR",
        "logger": "cms.mail",
        "message": "mail to [address]\nfailed",
    }


def test_a_traceback_stands_in_the_message():  # R6
    try:
        raise ValueError("ana@example.org")
    except ValueError as error:
        message = line_of("broken", exc_info=(ValueError, error, error.__traceback__))["message"]
    assert (message.startswith("broken\nTraceback"), message.endswith("ValueError: [address]")) == (True, True)


def test_while_a_request_is_answered_its_name_stands_there():  # R6
    token = request_id.set("0123456789abcdef")
    try:
        assert line_of("x")["request_id"] == "0123456789abcdef"
    finally:
        request_id.reset(token)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("a-name-of-nginx-0123", True), ("short", False), ("x" * 65, False), ("a-name\u00e4-0123456", False)],
)
def test_a_name_is_taken_from_a_proxy_if_it_is_one(rf, given, kept):  # R6 X6
    seen = []

    def view(request):
        seen.append(request_id.get())
        return HttpResponse()

    name_request(view)(rf.get("/", headers={"X-Request-ID": given}))
    assert (seen[0] == given, len(seen[0]) >= 8) == (kept, True)


def test_a_server_writes_its_refusals_as_objects_with_the_name_of_the_request(sqlite_url, tmp_path):  # R6
    with run_server(sqlite_url, tmp_path, LOG_FORMAT="json") as server:
        request = urllib.request.Request(f"{server.url}/de/nothing-here/", headers={"X-Request-ID": "from-nginx-0001"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request)
        refused.value.close()
        entries = [json.loads(line) for line in server.log.read_text().splitlines()]
    assert [entry["logger"] for entry in entries if entry.get("request_id") == "from-nginx-0001"] == ["django.request"]
    # What gunicorn itself says is no exception.
    assert "gunicorn.error" in {entry["logger"] for entry in entries}


def test_another_form_ends_with_one_sentence(sqlite_url, tmp_path):  # O2
    done = manage(sqlite_url, tmp_path, "check", check=False, LOG_FORMAT="xml")
    assert (done.returncode, done.stderr.strip()) == (1, "LOG_FORMAT must be text or json.")
