"""A machine that speaks the protocols of DeepL and LibreTranslate, so that tests ask over a real connection."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

KEY = "secret-key"
# What is no answer, although the status says that all is well.
GARBAGE = [b"<html>", b"[]", b"null", b'{"translations": 7, "translatedText": 7}', b'{"translations": [{"text": 1}]}']


def shout(german: str) -> str:
    """Translate as this machine does: what stands between the tags gets a mark in front of it."""
    return f"EN {german}"


@dataclass
class Machine:
    """``questions`` holds what was sent; ``status``, ``body`` and ``translate`` say how it answers."""

    url: str
    questions: list[dict] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    status: int = 200
    body: bytes | None = None
    translate: Callable[[str], str] = shout
    fails_after: int = 1_000
    # Unset, it keeps whoever asks waiting.
    may_answer: threading.Event = field(default_factory=threading.Event)

    was_asked: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.may_answer.set()

    def deepl(self, **options) -> dict:
        """Return the setting for which this server is DeepL."""
        return self._setting("DeepL", options)

    def libretranslate(self, **options) -> dict:
        """Return the setting for which it is a LibreTranslate server."""
        return self._setting("LibreTranslate", options)

    def _setting(self, name: str, options: dict) -> dict:
        values = {"KEY": KEY, "URL": self.url, "SECONDS_TO_ANSWER": 5, **options}
        return {"CLASS": f"cms.languages.translating.machine_translators.{name}", "OPTIONS": values}

    def answer(self, path: str, headers, content: bytes) -> tuple[int, bytes]:
        """Return status and body for a question."""
        if path == "/v2/translate":
            question = parse_qs(content.decode(), strict_parsing=True)
            texts, key = question["text"], headers["Authorization"].removeprefix("DeepL-Auth-Key ")
            answer = {"translations": [{"text": self.translate(text)} for text in texts]}
        elif path == "/translate":
            question = json.loads(content)
            texts, key = question["q"], question.get("api_key", "")
            answer = {"translatedText": [self.translate(text) for text in texts]}
        else:
            return 404, b""
        self.questions.append(question)
        self.keys.append(key)
        self.was_asked.set()
        self.may_answer.wait(timeout=10)
        if len(self.questions) > self.fails_after:
            return 503, b""
        if self.status != 200:
            return self.status, b'{"message": "no"}'
        return 200, json.dumps(answer).encode() if self.body is None else self.body


@contextlib.contextmanager
def run_machine() -> Iterator[Machine]:
    """Serve a machine on a free port of 127.0.0.1 until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            content = self.rfile.read(int(self.headers["Content-Length"]))
            status, body = machine.answer(self.path, self.headers, content)
            # Whoever had no patience is gone.
            with contextlib.suppress(OSError):
                self.send_response(status)
                if status == 307:
                    self.send_header("Location", f"{machine.url}{self.path}")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        machine = Machine(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield machine
        finally:
            machine.may_answer.set()
            server.shutdown()
            thread.join()
