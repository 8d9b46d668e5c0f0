"""Keeps production from running with the settings of development, where everybody knows the key and no mail leaves."""

from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

POSTGRESQL = ("postgres://", "postgresql://", "pgsql://")
HERE = ("http://127.0.0.1", "http://localhost", "http://[::1]")


def refuse_production(environment: Mapping[str, str]) -> None:
    """Raise ImproperlyConfigured, in one sentence, where the environment is that of a site which people visit."""
    if sign := _sign_of_production(environment):
        raise ImproperlyConfigured(
            f"These are the settings of development, but {sign}: "
            "set DJANGO_SETTINGS_MODULE=cms.settings.production in this environment."
        )


def _sign_of_production(environment: Mapping[str, str]) -> str:
    address = environment.get("BASE_URL", "").strip().lower()
    if address.startswith("https://"):
        return "BASE_URL begins with https"
    named = all(environment.get(name, "").strip() for name in ("SECRET_KEY", "ALLOWED_HOSTS"))
    if named and environment.get("DATABASE_URL", "").strip().startswith(POSTGRESQL):
        return "DATABASE_URL names a PostgreSQL, and SECRET_KEY and ALLOWED_HOSTS are set"
    if named and address and not address.startswith(HERE):
        return "BASE_URL, SECRET_KEY and ALLOWED_HOSTS are set"
    return ""
