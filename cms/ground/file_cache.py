"""The cache in files, which counts its files now and then only."""

import random

from django.core.cache.backends.filebased import FileBasedCache

COUNTED_EACH = 200


class FileCache(FileBasedCache):
    """As Django's, which reads the whole folder before it writes: with thousands of files, that took most of a post.

    So up to some hundred files more may lie there than MAX_ENTRIES.
    """

    def _cull(self) -> None:
        if random.randrange(COUNTED_EACH) == 0:
            super()._cull()
