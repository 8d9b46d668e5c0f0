"""How often something may be posted: counters that end by themselves and hold no address in clear.

Ask ``seconds_to_wait(scope, request, limit)`` on each post; above 0 the post is one too many: show the page again
with what was typed and ``too_many(response, wait)``. A limit of 0 is off. Windows are fixed (each hour, for example).

These counters are exact where the cache counts (Redis: CACHE_URL). The cache of files may lose a count when two posts
meet, so a limit is a brake there and no lock, and a cache that fails stops nobody. What must hold, such as guessing a
password, is counted by ``guesses``.
"""

import logging
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from .cached import cache_of_limits, count_in
from .networks import network_of
from .windows import HOUR, Window, window_of

TOO_MANY_REQUESTS = 429

logger = logging.getLogger(__name__)


def seconds_to_wait(scope: str, request: HttpRequest, limit: int, seconds: int = HOUR) -> int:
    """Count a post of this network; return 0, or in how many seconds it may try again."""
    network = network_of(request)
    return seconds_to_wait_for(scope, network, limit, seconds) if network else 0


def seconds_to_wait_for(scope: str, whom: str, limit: int, seconds: int = HOUR) -> int:
    """Count a post about ``whom`` (an event, an address); return 0, or in how many seconds to try again."""
    if limit <= 0:
        return 0
    window = window_of(scope, whom, seconds)
    return window.left if _count(window) > limit else 0


def too_many(response: HttpResponse, wait: int) -> HttpResponse:
    """Make a page the answer to one post too many; ``wait`` in seconds."""
    response.status_code = TOO_MANY_REQUESTS
    response["Retry-After"] = str(wait)
    return response


def minutes(wait: int) -> int:
    """Return seconds as the minutes that a sentence names: rounded up, at least one."""
    return max(1, ceil(wait / 60))


def too_often(wait: int) -> str:
    """Return what to say to somebody who may try again in ``wait`` seconds."""
    return ngettext(
        "There have been too many attempts in a short time. Please try again in %(minutes)d "
        "minute, or call or write to us.",
        "There have been too many attempts in a short time. Please try again in %(minutes)d "
        "minutes, or call or write to us.",
        minutes(wait),
    ) % {"minutes": minutes(wait)}


def _count(window: Window) -> int:
    try:
        return count_in(cache_of_limits(), window)
    except Exception:
        logger.warning("The cache can't count posts, so nobody is slowed down.", exc_info=True)
        return 0
