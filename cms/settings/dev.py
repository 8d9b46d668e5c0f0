"""Development and the demo: SQLite by default, each mail a file under var/mail/."""

import os

from .accident import refuse_production
from .base import *  # noqa: F403 - settings are layered by star import, as in Django's own documentation
from .base import VAR_DIR

refuse_production(os.environ)

DEBUG = os.environ.get("DEBUG", "") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY", "insecure-key-for-development-only")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]

VAR_DIR.mkdir(parents=True, exist_ok=True)
EMAIL_BACKEND = "cms.mail.files.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_FILE_PATH.mkdir(exist_ok=True)

# WhiteNoise serves static files straight from the apps, with DEBUG off too.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

DEMO_ALLOWED = True
PAGE_CACHE_SHOWS_STATE = True
SERVE_MEDIA = True
# Passkeys work at http://localhost in development; browsers know none for bare numbers such as 127.0.0.1.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
