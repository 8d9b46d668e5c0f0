"""How often something may be posted: counters in the cache that end by themselves and hold no address in clear.

Ask ``seconds_to_wait(scope, request, limit)`` on each post; above 0 the post is one too many: show the page again
with what was typed and ``too_many(response, wait)``. A limit of 0 is off. Windows are fixed (each hour, for example).

Counters are exact where the cache counts (Redis, Memcached). The cache of files may lose a count when two posts meet,
so a limit is a brake there and no lock. A cache that fails stops nobody.
"""

import logging
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from math import ceil

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

SALT = "cms.throttle"
HOUR = 3600
TOO_MANY_REQUESTS = 429
# An IPv6 household gets a whole /64.
IPV6_PREFIX = 64

logger = logging.getLogger(__name__)


def seconds_to_wait(scope: str, request: HttpRequest, limit: int, seconds: int = HOUR) -> int:
    """Count a post of this network; return 0, or in how many seconds it may try again."""
    network = network_of(request)
    return seconds_to_wait_for(scope, network, limit, seconds) if network else 0


def seconds_to_wait_for(scope: str, whom: str, limit: int, seconds: int = HOUR) -> int:
    """Count a post about ``whom`` (an event, an address); return 0, or in how many seconds to try again."""
    if limit <= 0:
        return 0
    now = timezone.now().timestamp()
    window, passed = divmod(now, seconds)
    name = salted_hmac(SALT, f"{scope}|{whom}|{seconds}|{int(window)}").hexdigest()
    return ceil(seconds - passed) if _count(f"throttle.{name}", seconds) > limit else 0


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
        "That was very often in a short time. Please try again in %(minutes)d minute, or call or write to us.",
        "That was very often in a short time. Please try again in %(minutes)d minutes, or call or write to us.",
        minutes(wait),
    ) % {"minutes": minutes(wait)}


def network_of(request: HttpRequest) -> str:
    """Return the network that a request comes from: one IPv4 address, or an IPv6 /64; empty when nobody knows."""
    address = _client_address(request)
    if address is None:
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            return str(ip_network((address.packed, IPV6_PREFIX), strict=False))
        address = address.ipv4_mapped
    return str(address)


def _client_address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """The address that our own outermost proxy saw: what stands further left, anybody can write."""
    proxies = settings.TRUSTED_PROXIES
    forwarded = request.headers.get("X-Forwarded-For", "").split(",") if proxies else []
    if proxies and len(forwarded) >= proxies and (address := _address(forwarded[-proxies])):
        return address
    return _address(request.META.get("REMOTE_ADDR", ""))


def _address(text: str) -> IPv4Address | IPv6Address | None:
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return ip_address(text)
    except ValueError:
        return None


def _count(key: str, seconds: int) -> int:
    try:
        if cache.add(key, 1, seconds):
            return 1
        return cache.incr(key)
    except ValueError:
        # It ended between the two lines.
        return 1
    except Exception:
        logger.warning("The cache can't count posts, so nobody is slowed down.", exc_info=True)
        return 0
