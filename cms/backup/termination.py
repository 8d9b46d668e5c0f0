import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def cleaned_up_when_terminated() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does, so that nothing half done is left."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit("Terminated; nothing was left behind."))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
