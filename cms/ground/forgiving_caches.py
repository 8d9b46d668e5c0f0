"""Caches without which the site goes on: what they don't give is asked for again, what they don't take is not kept.

A full disk, a folder of another owner or a server that is away would otherwise end every page. What has to be exact,
such as counted guesses, is asked of the cache "limits", which says when it fails.
"""

import logging
import random
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache

logger = logging.getLogger(__name__)

COUNTED_EACH = 200
SECONDS_BETWEEN_LINES = 60.0


class Forgiving(BaseCache):
    """In front of a cache of Django's, which raises errors of its own kind; here they mean that nothing is kept."""

    _said_at = float("-inf")

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return what is kept, ``default`` also when the cache fails."""
        return self._try(super().get, default, key, default, version)

    def get_many(self, keys: Iterable, version: int | None = None) -> dict:
        """Return what is kept of these, nothing when the cache fails."""
        return self._try(super().get_many, {}, keys, version)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep it, if it can be kept."""
        self._try(super().set, None, key, value, timeout, version)

    def set_many(self, data: dict, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> list:
        """Keep these; return the keys that could not be kept."""
        return self._try(super().set_many, list(data), data, timeout, version)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep it unless it is there; True when the cache fails: it is as if nobody had been there before."""
        return self._try(super().add, True, key, value, timeout, version)

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget it."""
        return self._try(super().delete, False, key, version)

    def delete_many(self, keys: Iterable, version: int | None = None) -> None:
        """Forget these."""
        self._try(super().delete_many, None, keys, version)

    def clear(self) -> None:
        """Forget everything."""
        self._try(super().clear, None)

    def _try(self, method: Callable, otherwise: Any, *args: Any) -> Any:
        try:
            return method(*args)
        except Exception as error:
            # Each kind of cache has errors of its own. One line a minute says as much as thousands.
            if time.monotonic() - self._said_at >= SECONDS_BETWEEN_LINES:
                self._said_at = time.monotonic()
                logger.warning("The cache fails, and the site goes on without it (%s).", type(error).__name__)
            return otherwise


class FileCache(Forgiving, FileBasedCache):
    """As Django's, which reads the whole folder before it writes: with thousands of files, that took most of a post.

    So up to some hundred files more may lie there than MAX_ENTRIES.
    """

    def _createdir(self) -> None:
        # Asked for when the cache is made too, where nobody could forgive.
        with suppress(OSError):
            super()._createdir()

    def _cull(self) -> None:
        if random.randrange(COUNTED_EACH) == 0:
            super()._cull()


class SharedCache(Forgiving, RedisCache):
    """One for all web servers, so that what one of them has forgotten is forgotten by all."""
