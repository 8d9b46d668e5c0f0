"""The test suite: everything that a run writes goes to a directory of its own."""

import os
import tempfile
from pathlib import Path

os.environ["VAR_DIR"] = os.environ.get("TEST_VAR_DIR") or tempfile.mkdtemp(prefix="teilhabe-test-")

from .dev import *  # noqa: F403 - settings are layered by star import; the directory must be set first

VAR_DIR = Path(os.environ["VAR_DIR"])
DEBUG = False
# Tests roll back what the numbers of kept pages would need to see; the cache has tests with real commits.
PAGE_CACHE = SHARED_STANDING = False
# Tests fill in forms at once; the limit has tests of its own.
FORM_MINIMUM_SECONDS = 0
# Each client of a test starts the middleware anew, and must not walk through all static files for it.
WHITENOISE_AUTOREFRESH = True
# Tests travel in time.
SECONDS_OF_DISTRUST = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
