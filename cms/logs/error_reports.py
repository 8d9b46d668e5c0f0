"""Tells a Sentry-compatible server of errors: where in the code, in which request, and nothing about people.

Each field is written here, from what is known to hold nothing personal; all else stays away: the words of a message
and of an exception (which quote what somebody typed), variables, headers, cookies, addresses, whatever a logger adds.
The words stand in the log of this server, under the same name of the request.
"""

import json
import linecache
import logging
import os
import queue
import threading
import time
import uuid
from pathlib import PurePath
from traceback import walk_tb
from types import TracebackType

import requests

from .private import DEFECT
from .request_ids import request_id

logger = logging.getLogger(__name__)

# What waits for the server; more is left out.
MOST_WAITING = 50
SECONDS_TO_CONNECT, SECONDS_TO_ANSWER = 2, 3
# How long nothing is sent after the server could not be reached or asked for quiet
SECONDS_OF_QUIET = 30
# What a process that ends waits for
SECONDS_AT_THE_END = 3
MOST_EXCEPTIONS, MOST_FRAMES = 10, 100
ROOMS = ("cms.", "downloads.", "events.", "home.")


class ErrorReports(logging.Handler):
    """Sends from a thread of its own, so that no request waits; what can't be sent is said once in the log and lost."""

    def __init__(self, url: str, key: str, release: str) -> None:
        super().__init__()
        self._url, self._release = url, release
        self._headers = {
            "Content-Type": "application/x-sentry-envelope",
            "X-Sentry-Auth": f"Sentry sentry_version=7, sentry_client=teilhabe/{release}, sentry_key={key}",
        }
        self._begin()
        # A process that gunicorn forks has none of its parent's threads.
        os.register_at_fork(after_in_child=self._begin)

    def emit(self, record: logging.LogRecord) -> None:
        """Let the error be sent. Requests that were turned away are none of ours: strangers send them without end."""
        if getattr(record, "status_code", DEFECT) < DEFECT or threading.current_thread() is self._thread:
            return
        try:
            self._waiting.put_nowait(report(record, self._release))
            self._start()
        except queue.Full:
            pass
        except Exception:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing of the record itself, as ``logging`` would."""
        logger.warning("An error could not be made into a report.")

    def flush(self) -> None:
        """Wait a moment for what has not been sent; ``logging`` asks when a process ends."""
        until = time.monotonic() + SECONDS_AT_THE_END
        with self._waiting.all_tasks_done:
            while self._waiting.unfinished_tasks and (left := until - time.monotonic()) > 0:
                self._waiting.all_tasks_done.wait(left)

    def _begin(self) -> None:
        self._waiting: queue.Queue[dict] = queue.Queue(MOST_WAITING)
        self._thread: threading.Thread | None = None

    def _start(self) -> None:
        # One at a time: ``logging`` holds the lock of this handler.
        if self._thread is None:
            self._thread = threading.Thread(target=self._send_all, name="error-reports", daemon=True)
            self._thread.start()

    def _send_all(self) -> None:
        quiet_until = float("-inf")
        while True:
            event = self._waiting.get()
            try:
                if time.monotonic() >= quiet_until and not self._send(event):
                    quiet_until = time.monotonic() + SECONDS_OF_QUIET
            finally:
                self._waiting.task_done()

    def _send(self, event: dict) -> bool:
        lines = [{"event_id": event["event_id"]}, {"type": "event"}, event]
        try:
            with requests.post(
                self._url,
                "\n".join(json.dumps(line) for line in lines).encode(),
                headers=self._headers,
                timeout=(SECONDS_TO_CONNECT, SECONDS_TO_ANSWER),
                allow_redirects=False,
                stream=True,
            ) as answer:
                said = "" if answer.status_code == 200 else str(answer.status_code)
        except Exception as error:
            said = type(error).__name__
        if said:
            logger.warning("The server for errors took no report (%s).", said)
        return not said


def report(record: logging.LogRecord, release: str) -> dict:
    """Return what is told of an error."""
    request = getattr(record, "request", None)
    route = getattr(getattr(request, "resolver_match", None), "view_name", "")
    tags = {"request_id": request_id.get(), "language": getattr(request, "LANGUAGE_CODE", "")}
    event = {
        "event_id": uuid.uuid4().hex,
        "timestamp": record.created,
        "platform": "python",
        "level": "error",
        "logger": record.name,
        "release": release,
        "tags": {name: value for name, value in tags.items() if value},
    }
    if route:
        event["transaction"] = route
    if record.exc_info and record.exc_info[1]:
        event["exception"] = {"values": [_told(error) for error in _chain(record.exc_info[1])]}
    else:
        event["message"] = f"{record.name}, {record.funcName}(), line {record.lineno}"
    return event


def _chain(error: BaseException | None) -> list[BaseException]:
    # The one that was caught last comes last.
    found: list[BaseException] = []
    while error is not None and error not in found and len(found) < MOST_EXCEPTIONS:
        found.insert(0, error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found


def _told(error: BaseException) -> dict:
    kind = type(error)
    frames = _frames(error.__traceback__)
    return {"type": kind.__qualname__, "module": kind.__module__, "stacktrace": {"frames": frames}}


def _frames(traceback: TracebackType | None) -> list[dict]:
    return [
        {
            "module": (module := str(frame.f_globals.get("__name__", ""))),
            "function": frame.f_code.co_name,
            "filename": PurePath(frame.f_code.co_filename).name,
            "lineno": line,
            "context_line": linecache.getline(frame.f_code.co_filename, line).rstrip(),
            "in_app": module.startswith(ROOMS),
        }
        for frame, line in walk_tb(traceback)
    ][-MOST_FRAMES:]
