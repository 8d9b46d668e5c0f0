"""The demo's server and the worker beside it, as one command that Ctrl-C ends."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Serves the site on 127.0.0.1 with the worker beside it, for the demo and for development."

    def add_arguments(self, parser):
        parser.add_argument(
            "--port", default=os.environ.get("PORT") or "8000", help="Port on 127.0.0.1 (PORT or 8000)."
        )

    def handle(self, *args, **options):
        listener = _listen(options["port"])
        port = listener.getsockname()[1]
        ended = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: ended.set())

        server = _start_server(listener)
        worker = _start([sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"])
        listener.close()
        for child in (server, worker):
            threading.Thread(target=_watch, args=(child, ended), daemon=True).start()
        try:
            if _answers(port, ended):
                self._print_addresses(port)
            ended.wait()
            ended_by_itself = [child for child in (server, worker) if child.poll() is not None]
        finally:
            _stop(server, worker)
        if ended_by_itself:
            raise CommandError("The server or the worker ended by itself, so the other one was ended too.")

    def _print_addresses(self, port):
        base = f"http://{HOST}:{port}"
        lines = ["", f"The site   {base}/"]
        lines += [f"           {base}/{code}/" for code in settings.PUBLIC_FROM_THE_START]
        lines += [f"The admin  {base}/admin/"]
        logins = getattr(settings, "DEMO_LOGINS", [])
        lines += [f"           {name} / {password}  ({role})" for name, password, role in logins]
        if hasattr(settings, "EMAIL_FILE_PATH"):
            lines += [f"Mails      {_short(settings.EMAIL_FILE_PATH)}"]
        lines += ["Ctrl-C ends the server and the worker.", ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def _listen(port: str) -> socket.socket:
    """Take the port before anything starts, so that two servers can't both believe they have it."""
    if not port.isdecimal() or int(port) > 65535:
        raise CommandError(f"PORT must be a number from 0 to 65535, not {port!r}.")
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, int(port)))
        listener.listen(256)
    except PermissionError as error:
        raise CommandError(
            f"Port {port} is reserved for the system: choose one above 1023, such as PORT=8000."
        ) from error
    except OSError as error:
        raise CommandError(
            f"Port {port} on {HOST} is taken: end the other server or choose another, such as PORT={int(port) + 1}."
        ) from error
    return listener


def _start_server(listener: socket.socket) -> subprocess.Popen:
    descriptor = listener.fileno()
    command = [sys.executable, "-m", "gunicorn", "cms.wsgi:application", "--bind", f"fd://{descriptor}"]
    # One process with threads: enough for a demo, and it answers while SQLite lets one writer through.
    command += ["--workers", "1", "--threads", "8", "--worker-class", "gthread", "--no-control-socket"]
    command += ["--log-level", "warning", "--graceful-timeout", "3"]
    return _start(command, pass_fds=[descriptor])


def _start(command: list[str], **options) -> subprocess.Popen:
    # In a session of their own the children don't get the terminal's Ctrl-C: this process ends them, once.
    return subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True, **options)


def _watch(child: subprocess.Popen, ended: threading.Event) -> None:
    child.wait()
    ended.set()


def _answers(port: int, ended: threading.Event) -> bool:
    # The socket listens already; the first page comes as soon as the server has loaded.
    while not ended.is_set():
        connection = http.client.HTTPConnection(HOST, port, timeout=60)
        try:
            connection.request("GET", "/")
            connection.getresponse()
            return True
        except OSError:
            ended.wait(0.1)
        finally:
            connection.close()
    return False


def _stop(*children: subprocess.Popen) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _short(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
