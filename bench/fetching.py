"""Visitors who download, in a process of their own: raw sockets that throw away what they get.

    python -m bench.fetching < JSON: {"port", "path", "size", "visitors", "downloads"}

Each download comes over a new connection, as it does from as many visitors. Prints the seconds of the whole. Ends with
an error when an answer isn't the whole file.
"""

import json
import socket
import sys
import threading
import time

BUFFER = 1024 * 1024
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def main(job: dict) -> None:
    request = (
        f"GET {job['path']} HTTP/1.1\r\nHost: 127.0.0.1:{job['port']}\r\nUser-Agent: {BROWSER}\r\n"
        "Connection: close\r\n\r\n"
    ).encode()
    waiting = iter(range(job["downloads"]))
    turn = threading.Lock()
    wrong: list[str] = []
    together = threading.Barrier(job["visitors"] + 1)

    def visitor() -> None:
        buffer = bytearray(BUFFER)
        together.wait()
        while True:
            with turn:
                if next(waiting, None) is None:
                    return
            status, length = fetch(job["port"], request, buffer)
            if (status, length) != (b"HTTP/1.1 200 OK", job["size"]):
                wrong.append(f"{status!r} with {length} bytes")

    visitors = [threading.Thread(target=visitor) for _ in range(job["visitors"])]
    for thread in visitors:
        thread.start()
    together.wait()
    started = time.perf_counter()
    for thread in visitors:
        thread.join()
    seconds = time.perf_counter() - started
    if wrong:
        raise SystemExit(f"{job['path']} answered {wrong[0]}.")
    sys.stdout.write(json.dumps(seconds))


def fetch(port: int, request: bytes, buffer: bytearray) -> tuple[bytes, int]:
    """Download once and return the line with the status and the length of the content."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request)
        head = b""
        while b"\r\n\r\n" not in head:
            received = connection.recv(65536)
            if not received:
                break
            head += received
        head, _, content = head.partition(b"\r\n\r\n")
        length = len(content)
        while received := connection.recv_into(buffer):
            length += received
    return head.split(b"\r\n")[0], length


if __name__ == "__main__":
    main(json.load(sys.stdin))
