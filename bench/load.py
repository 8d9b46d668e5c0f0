"""The visitors of a measurement, in a process of their own: raw sockets, so that they take little of the machine.

    python -m bench.load < JSON: {"port", "path", "fields", "cookie", "clients", "numbers": [first, last],
    "forms": [the signed start of each]}

Each post comes over a new connection, as it does from as many visitors. Prints the answers counted by status and
target, the seconds of the whole, and the waiting time of each post in seconds.
"""

import json
import re
import socket
import sys
import threading
import time
from collections import Counter
from urllib.parse import urlencode


def requests(job: dict) -> list[bytes]:
    """Return the posts as bytes, made before the clock starts; ``{number}`` in a field makes each one another's.

    Without fields the page is only opened.
    """
    if job["fields"] is None:
        head = [f"GET {job['path']} HTTP/1.1", f"Host: 127.0.0.1:{job['port']}", "Connection: close", "", ""]
        return ["\r\n".join(head).encode()] * len(range(*job["numbers"]))
    made = []
    for number in range(*job["numbers"]):
        fields = {
            name: [text.format(number=number) for text in value] if isinstance(value, list) else value
            for name, value in job["fields"].items()
        }
        if job.get("forms"):
            fields["started"] = job["forms"][number]
        body = urlencode(fields, doseq=True)
        head = [
            f"POST {job['path']} HTTP/1.1",
            f"Host: 127.0.0.1:{job['port']}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
            "Connection: close",
        ]
        if job["cookie"]:
            head.append(f"Cookie: {job['cookie']}")
        made.append("\r\n".join([*head, "", body]).encode())
    return made


def main(job: dict) -> None:
    waiting = iter(requests(job))
    turn = threading.Lock()
    answers: Counter[str] = Counter()
    times: list[float] = []
    together = threading.Barrier(job["clients"] + 1)

    def visitor() -> None:
        together.wait()
        while True:
            with turn:
                request = next(waiting, None)
            if request is None:
                return
            started = time.perf_counter()
            answer = post(job["port"], request)
            took = time.perf_counter() - started
            with turn:
                times.append(took)
                answers[answer] += 1

    visitors = [threading.Thread(target=visitor) for _ in range(job["clients"])]
    for thread in visitors:
        thread.start()
    together.wait()
    started = time.perf_counter()
    for thread in visitors:
        thread.join()
    seconds = time.perf_counter() - started
    sys.stdout.write(json.dumps({"answers": answers, "seconds": seconds, "times": times}))


def post(port: int, request: bytes) -> str:
    """Send one post and return the status and the last part of the address it leads to."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head = answer.split(b"\r\n\r\n")[0].decode("latin-1")
    status = head.split(" ")[1]
    target = re.search(r"^location: .*?([^/]+)/\r?$", head, re.IGNORECASE | re.MULTILINE)
    return f"{status} {target[1]}" if target else status


if __name__ == "__main__":
    main(json.load(sys.stdin))
