"""Counting in the cache: in the shared one for limits where CACHE_URL names it, else in that of this machine."""

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.core.cache import cache as cache_of_this_machine

from .windows import Window

SHARED = "limits"


def shared_cache() -> BaseCache | None:
    """Return the cache that counts exactly and for all servers; None where there is none."""
    return caches[SHARED] if SHARED in settings.CACHES else None


def count_in(cache: BaseCache, window: Window) -> int:
    """Count once more and return the number. Raises whatever the cache raises when it fails."""
    key = _name(window)
    # Kept for longer than the window, so that nothing ends between these two lines.
    if cache.add(key, 1, 2 * window.seconds):
        return 1
    return cache.incr(key)


def take_back_in(cache: BaseCache, window: Window) -> None:
    """Count once less. Raises whatever the cache raises when it fails."""
    cache.decr(_name(window))


def cache_of_limits() -> BaseCache:
    """Return where limits are counted that are a brake and no lock."""
    return shared_cache() or cache_of_this_machine


def _name(window: Window) -> str:
    return f"throttle.{window.key}"
