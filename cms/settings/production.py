"""Production: every secret and address comes from the environment; a missing one ends with a sentence."""

import os
from functools import partial

from django.core.exceptions import ImproperlyConfigured

from . import bucket
from .base import *  # noqa: F403 - settings are layered by star import, as in Django's own documentation
from .base import ADMIN_CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY, STORAGES
from .mail import mail_server

_required = partial(bucket.required, os.environ)

# Without it the site would silently begin anew with an empty database: SQLite has to be asked for, as sqlite:///.
_required("DATABASE_URL")
DEBUG = False
SECRET_KEY = _required("SECRET_KEY")
# Earlier keys, separated by commas: what was signed or encrypted with them can still be read.
SECRET_KEY_FALLBACKS = [key.strip() for key in os.environ.get("SECRET_KEY_FALLBACKS", "").split(",") if key.strip()]
ALLOWED_HOSTS = [host.strip() for host in _required("ALLOWED_HOSTS").split(",")]
BASE_URL = WAGTAILADMIN_BASE_URL = _required("BASE_URL").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD; EMAIL_USE_SSL=1 for TLS from the start. Only
# EMAIL_USE_TLS=0 lets mails leave unencrypted, for a relay on this very machine.
globals().update(mail_server(os.environ))

# CACHE_URL, a redis:// address, names the cache that counts limits for all servers: cms/settings/caches.py

# The files of publications: sent by nginx (deploy/nginx), or kept in a private bucket of an S3-compatible storage
PRIVATE_FILES_ACCEL = os.environ.get("PRIVATE_FILES_ACCEL", "")
PRIVATE_S3_BUCKET = os.environ.get("PRIVATE_S3_BUCKET", "")
if PRIVATE_FILES_ACCEL and PRIVATE_S3_BUCKET:
    raise ImproperlyConfigured("PRIVATE_FILES_ACCEL and PRIVATE_S3_BUCKET exclude each other: set one of them.")
if PRIVATE_S3_BUCKET:
    PRIVATE_FILES_SIGNED_SECONDS = 60
    STORAGES["private"] = bucket.private_bucket(os.environ, PRIVATE_S3_BUCKET)
    # A player follows us to the bucket, which has one of these names.
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["media-src"] += bucket.bucket_origins(
        os.environ.get("S3_ENDPOINT_URL", ""), PRIVATE_S3_BUCKET, _required("S3_REGION")
    )

# Pictures of public pages: in MEDIA_ROOT, which one web server hands out, or in a public bucket for several of them.
MEDIA_S3_BUCKET = os.environ.get("MEDIA_S3_BUCKET", "")
if MEDIA_S3_BUCKET:
    STORAGES["default"] = bucket.public_bucket(os.environ, MEDIA_S3_BUCKET)
    MEDIA_URL = bucket.public_address(os.environ, MEDIA_S3_BUCKET)
    _origin = "/".join(MEDIA_URL.split("/")[:3])
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"] += [_origin]
    ADMIN_CONTENT_SECURITY_POLICY["img-src"] += [_origin]

STORAGES["staticfiles"]["BACKEND"] = "whitenoise.storage.CompressedManifestStaticFilesStorage"

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = os.environ.get("SECURE_SSL_REDIRECT", "1") == "1"
SECURE_HSTS_SECONDS = 31_536_000
# A city whose other sites under this name have no TLS sets these to 0; deploy/nginx says the same for pictures.
SECURE_HSTS_INCLUDE_SUBDOMAINS = os.environ.get("SECURE_HSTS_INCLUDE_SUBDOMAINS", "1") == "1"
SECURE_HSTS_PRELOAD = os.environ.get("SECURE_HSTS_PRELOAD", "1") == "1"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Browsers take these from this host alone, over TLS, for the whole site.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
KNOWN_DEVICE_COOKIE_NAME = "__Host-known_device"
STAFF_SECOND_FACTOR = os.environ.get("STAFF_SECOND_FACTOR") != "0"

DEMO_ALLOWED = False
SERVE_MEDIA = False
