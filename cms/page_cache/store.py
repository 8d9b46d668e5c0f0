"""The pages that one process keeps, bounded in bytes; what was asked for least recently goes first."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

from .kept_page import KeptPage

# Whoever waits longer for somebody else's render makes the page anew.
SECONDS_TO_WAIT = 15
MOST_NOTED = 5000
Key = tuple[str, ...]


class Store:
    """Kept pages by their keys; for each key one thread renders, and the others wait for it."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._lock = threading.Lock()
        self._flights: dict[Key, tuple[threading.Lock, int]] = {}
        self._never_kept: set[Key] = set()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: KeptPage) -> None:
        """Keep a page; one that is larger than all the room is not kept."""
        with self._lock:
            self._drop(key)
            self._never_kept.discard(key)
            if page.size > self.most_bytes:
                return
            self._pages[key] = page
            self.bytes += page.size
            while self.bytes > self.most_bytes:
                self._drop(next(iter(self._pages)))

    def note_not_kept(self, key: Key) -> None:
        """Note that the answer was none to keep, such as a form or a file: nobody has to wait for another's."""
        with self._lock:
            if len(self._never_kept) >= MOST_NOTED:
                self._never_kept.clear()
            self._never_kept.add(key)

    @contextmanager
    def flight(self, key: Key) -> Iterator[None]:
        """Hold the key while a page is rendered, unless its answer is none to keep."""
        if key in self._never_kept:
            yield
            return
        with self._lock:
            lock, waiting = self._flights.get(key, (threading.Lock(), 0))
            self._flights[key] = (lock, waiting + 1)
        is_ours = lock.acquire(timeout=SECONDS_TO_WAIT)
        try:
            yield
        finally:
            if is_ours:
                lock.release()
            with self._lock:
                lock, waiting = self._flights[key]
                if waiting == 1:
                    del self._flights[key]
                else:
                    self._flights[key] = (lock, waiting - 1)

    def _drop(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.bytes -= page.size
