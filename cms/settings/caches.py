"""What is kept between requests: in files for one machine; in Redis for all of them, where CACHE_URL names one."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES = {"redis", "rediss", "unix"}
# Whoever logs in waits no longer than this for a cache that doesn't answer; then the database counts.
SECONDS_TO_WAIT = 0.5


def caches(environment: Mapping[str, str], var_dir: Path, database_url: str) -> dict:
    """Return Django's ``CACHES``. Raises ImproperlyConfigured with one sentence when CACHE_URL can't be understood."""
    address = environment.get("CACHE_URL", "")
    if not address:
        return {"default": _files(var_dir, database_url)}
    # The same server twice: pages go on without it, and whoever counts has to know that it failed.
    return {
        "default": _shared(address, environment, "cms.ground.forgiving_caches.SharedCache"),
        "limits": _shared(address, environment, "django.core.cache.backends.redis.RedisCache"),
    }


def _files(var_dir: Path, database_url: str) -> dict:
    # Several processes serve one site, so what Wagtail remembers of its page tree is shared.
    return {
        "BACKEND": "cms.ground.forgiving_caches.FileCache",
        "LOCATION": var_dir / "cache",
        # Sites that share a folder are kept apart.
        "KEY_PREFIX": _short_hash(database_url),
        # A counter of cms.throttle gets this much time whenever it is raised; its name holds the window it counts.
        "TIMEOUT": 24 * 60 * 60,
        # Django's 300 would throw counters away as soon as a few hundred people come.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }


def _shared(address: str, environment: Mapping[str, str], backend: str) -> dict:
    parts = urlsplit(address)
    if parts.scheme not in SCHEMES or not (parts.netloc or parts.path):
        # The address itself may hold a password, so the sentence doesn't repeat it.
        raise ImproperlyConfigured("CACHE_URL can't be understood: write redis://:PASSWORD@HOST:PORT/NUMBER.")
    return {
        "BACKEND": backend,
        "LOCATION": address,
        # Sites that share a server are kept apart by what only the servers of one site have in common.
        "KEY_PREFIX": f"teilhabe-{_short_hash(environment.get('SECRET_KEY', ''))}",
        "OPTIONS": {"socket_timeout": SECONDS_TO_WAIT, "socket_connect_timeout": SECONDS_TO_WAIT},
    }


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
