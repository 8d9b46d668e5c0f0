"""What is kept between requests: for this machine in files, and limits for all machines where CACHE_URL names Redis."""

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
    entries = {"default": _files(var_dir, database_url)}
    if address := environment.get("CACHE_URL", ""):
        entries["limits"] = _shared(address)
    return entries


def _files(var_dir: Path, database_url: str) -> dict:
    # Several processes serve one site, so what Wagtail remembers of its page tree is shared.
    return {
        "BACKEND": "cms.ground.file_cache.FileCache",
        "LOCATION": var_dir / "cache",
        # Sites that share a folder are kept apart.
        "KEY_PREFIX": hashlib.sha256(database_url.encode()).hexdigest()[:8],
        # A counter of cms.throttle gets this much time whenever it is raised; its name holds the window it counts.
        "TIMEOUT": 24 * 60 * 60,
        # Django's 300 would throw counters away as soon as a few hundred people come.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }


def _shared(address: str) -> dict:
    parts = urlsplit(address)
    if parts.scheme not in SCHEMES or not (parts.netloc or parts.path):
        # The address itself may hold a password, so the sentence doesn't repeat it.
        raise ImproperlyConfigured("CACHE_URL can't be understood: write redis://:PASSWORD@HOST:PORT/NUMBER.")
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": address,
        # Sites that share a server are kept apart by their SECRET_KEY, with which the names of counters are made.
        "KEY_PREFIX": "teilhabe",
        "OPTIONS": {"socket_timeout": SECONDS_TO_WAIT, "socket_connect_timeout": SECONDS_TO_WAIT},
    }
