"""Limits that must hold, because whoever gets past them guesses a secret: passwords of accounts and of pages.

They are counted in the shared cache where CACHE_URL names one. Without it, and whenever it fails, the database counts:
a secret is never open to endless guesses because a cache is away. While a cache comes and goes, some tries stand here
and some there, so at most twice as many get through in that window.
"""

import logging

from . import stored
from .cached import count_in, shared_cache, take_back_in
from .windows import HOUR, Window, window_of

logger = logging.getLogger(__name__)


def seconds_to_wait_for(scope: str, whom: str, limit: int, seconds: int = HOUR) -> int:
    """Count a guess of, or about, ``whom``; return 0, or in how many seconds to try again. A limit of 0 is off."""
    if limit <= 0:
        return 0
    window = window_of(scope, whom, seconds)
    return window.left if _count(window) > limit else 0


def take_back(scope: str, whom: str, limit: int, seconds: int = HOUR) -> None:
    """Count one guess less, because it was none: the secret was right."""
    if limit <= 0:
        return
    window = window_of(scope, whom, seconds)
    cache = shared_cache()
    if cache is not None:
        try:
            take_back_in(cache, window)
            return
        except Exception:
            logger.warning("The shared cache can't take back a guess; the database does.", exc_info=True)
    stored.take_back(window)


def _count(window: Window) -> int:
    cache = shared_cache()
    if cache is not None:
        try:
            return count_in(cache, window)
        except Exception:
            logger.warning("The shared cache can't count guesses; the database does.", exc_info=True)
    return stored.count(window)
