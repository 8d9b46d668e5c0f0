"""Our site as in production, on this machine and without TLS, with the limits per network off."""

import os

os.environ.setdefault("SECRET_KEY", "for-this-measurement-only")
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1")
os.environ.setdefault("BASE_URL", "http://127.0.0.1")
os.environ.setdefault("SECURE_SSL_REDIRECT", "0")
# All posts of the measurement come from one address.
os.environ.setdefault("SIGNUPS_PER_NETWORK_AND_HOUR", "0")
os.environ.setdefault("SIGNUPS_PER_EVENT_AND_HOUR", "0")
os.environ.setdefault("SECRET_POSTS_PER_NETWORK_AND_HOUR", "0")
os.environ.setdefault("HOLDS_PER_NETWORK_PERCENT", "0")
os.environ.setdefault("FORM_MINIMUM_SECONDS", "0")

from cms.settings.production import *  # noqa: F403 - settings are layered by star import; the environment is set first
from cms.settings.production import STORAGES

# The page with the form is fetched once before the clock starts; nobody collects styles for that.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
