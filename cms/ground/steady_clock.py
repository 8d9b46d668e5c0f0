"""The time by which something may end that people were promised: a clock that jumps ahead is not believed at once.

A server whose clock is wrong for a while, until NTP puts it right, would end holds and offers, publish and erase before
their time, and none of that can be taken back. So each process compares its clock with one that only counts seconds
since the machine started. A jump back is followed at once: what comes late hurts nobody.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

logger = logging.getLogger(__name__)

# What two clocks may differ by between two looks
TOLERANCE = timedelta(seconds=30)


def seconds_since_start() -> float:
    """Return a number that only rises, also while the machine sleeps where the system counts that."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class SteadyClock:
    """``ticks`` returns seconds that never jump."""

    def __init__(self, ticks: Callable[[], float] = seconds_since_start) -> None:
        self._ticks = ticks
        self._lock = threading.Lock()
        self._wall, self._at = timezone.now(), ticks()
        self._jumped_at: float | None = None

    def now(self, distrust: float) -> datetime:
        """Return the time; after a jump ahead as if there had been none, for so many seconds, then the new one."""
        with self._lock:
            wall, ticks = timezone.now(), self._ticks()
            expected = self._wall + timedelta(seconds=ticks - self._at)
            if wall <= expected + TOLERANCE or self._is_believed(ticks, distrust):
                self._wall, self._at, self._jumped_at = wall, ticks, None
                return wall
            if self._jumped_at is None:
                self._jumped_at = ticks
                seconds = (wall - expected).total_seconds()
                logger.warning("The clock jumped %.0f seconds ahead and is not believed for a while.", seconds)
            return expected

    def _is_believed(self, ticks: float, distrust: float) -> bool:
        return self._jumped_at is not None and ticks - self._jumped_at >= distrust


_clock = SteadyClock()


def steady_now() -> datetime:
    """Return the time by which promises end."""
    return _clock.now(settings.SECONDS_OF_DISTRUST) if settings.SECONDS_OF_DISTRUST else timezone.now()
