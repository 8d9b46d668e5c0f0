"""Turns ``OIDC_ISSUER`` and its neighbours into the settings of single sign-on; off unless somebody sets it."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# Stands in the callback's address, which the provider has to know: /account/single-sign-on/city/login/callback/
PROVIDER = "city"
HERE = {"localhost", "127.0.0.1", "::1"}


def single_sign_on(environment: Mapping[str, str]) -> dict | None:
    """Return provider, claim and groups, None where there is no single sign-on.

    ``OIDC_GROUPS`` says which group of ours a value of the claim means: ``value=Redaktion;other value=Anmeldung``.
    Raises ImproperlyConfigured with one sentence for what can't work.
    """
    issuer = environment.get("OIDC_ISSUER", "").strip().rstrip("/")
    if not issuer:
        return None
    parts = urlsplit(issuer)
    if not parts.hostname or (parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE)):
        raise ImproperlyConfigured("OIDC_ISSUER can't be understood: write https://HOST/PATH of the provider.")
    for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_GROUPS"):
        if not environment.get(name, "").strip():
            raise ImproperlyConfigured(f"The environment variable {name} is missing: single sign-on needs it.")
    return {
        "app": {
            "provider_id": PROVIDER,
            "name": environment.get("OIDC_NAME", "").strip() or "OpenID Connect",
            "client_id": environment["OIDC_CLIENT_ID"].strip(),
            "secret": environment["OIDC_CLIENT_SECRET"].strip(),
            "settings": {"server_url": issuer},
        },
        "claim": environment.get("OIDC_GROUPS_CLAIM", "").strip() or "groups",
        "groups": dict(_pairs(environment["OIDC_GROUPS"])),
        "is_second_factor": environment.get("OIDC_IS_SECOND_FACTOR") == "1",
    }


def _pairs(text: str) -> list[tuple[str, str]]:
    pairs = [tuple(side.strip() for side in part.split("=", 1)) for part in text.split(";") if part.strip()]
    if not all(len(pair) == 2 and all(pair) for pair in pairs):
        raise ImproperlyConfigured("OIDC_GROUPS can't be understood: write value=Group;other value=Other group.")
    return pairs
