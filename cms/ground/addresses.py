"""Absolute addresses, which never depend on the request's Host header."""

from django.conf import settings


def absolute_url(path: str) -> str:
    """Return ``path`` (or an address that is absolute already) below the site's ``BASE_URL``."""
    if path.startswith(("http://", "https://")):
        return path
    return settings.BASE_URL.rstrip("/") + path
