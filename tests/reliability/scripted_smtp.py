"""A mail server that follows a script: it answers, refuses, keeps silent or hangs up at the command a test names."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from email import message_from_bytes

HANG_UP = "hang up"
SILENCE = "silence"
READY = {"EHLO": "250 ok", "MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go on", "TEXT": "250 ok", "QUIT": "221 bye"}


class ScriptedServer:
    """``script`` maps a command (GREETING, EHLO, MAIL, RCPT, DATA, TEXT, QUIT) to a reply, HANG_UP or SILENCE.

    TEXT is the end of the mail itself. ``accepted`` holds the Message-ID of each mail whose text has arrived, in order,
    whatever was answered then.
    """

    def __init__(self) -> None:
        self.script: dict[str, str] = {}
        self.accepted: list[str] = []
        self.news = threading.Condition()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.connections: list[socket.socket] = []
        self.is_silent = threading.Event()

    def run(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            self.connections.append(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def wait_for_mails(self, number: int) -> None:
        """Wait until the text of so many mails has arrived."""
        with self.news:
            assert self.news.wait_for(lambda: len(self.accepted) >= number, timeout=120), len(self.accepted)

    def wait_for_silence(self) -> None:
        """Wait until the script has come to a command that it doesn't answer."""
        assert self.is_silent.wait(timeout=120)

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for connection in self.connections:
            connection.close()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection, connection.makefile("rb") as lines:
            if not self._answer(connection, "GREETING", "220 ready"):
                return
            for line in lines:
                command = line[:4].decode("ascii", "replace").strip().upper()
                if not self._answer(connection, command, READY.get(command, "502 unknown")):
                    return
                if command == "DATA" and self.script.get("DATA", "354").startswith("354"):
                    text = b"".join(iter(lambda: next(lines), b".\r\n"))
                    with self.news:
                        self.accepted.append(message_from_bytes(text)["Message-ID"])
                        self.news.notify_all()
                    if not self._answer(connection, "TEXT", READY["TEXT"]):
                        return

    def _answer(self, connection: socket.socket, command: str, usual: str) -> bool:
        """Answer one command; return whether the talk goes on."""
        reply = self.script.get(command, usual)
        if reply == HANG_UP:
            return False
        if reply == SILENCE:
            self.is_silent.set()
            # Until the other side loses patience, or dies.
            connection.recv(1)
            return False
        connection.sendall(f"{reply}\r\n".encode())
        return True


@contextlib.contextmanager
def scripted_server() -> Iterator[ScriptedServer]:
    """Run a server for the time of the block."""
    server = ScriptedServer()
    threading.Thread(target=server.run, daemon=True).start()
    try:
        yield server
    finally:
        server.close()


def production_with(server: ScriptedServer) -> dict[str, str]:
    """The environment of a process of the production site whose mails go to ``server``."""
    return {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SECRET_KEY": "a-key-for-this-test-only-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": "https://teilhabe.example",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(server.port),
        "EMAIL_USE_TLS": "0",
    }
