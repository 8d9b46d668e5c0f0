"""Fingerprints of the secrets: an archive holds none of them, but a restore can name the one that is another."""

import hashlib

from django.conf import settings

SECRET_KEY = "SECRET_KEY"


def fingerprints(salt: bytes) -> dict[str, str]:
    """Return a fingerprint of each secret that is set; ``salt`` is new for each backup."""
    return {name: _fingerprint(values[0], salt) for name, values in _secrets().items()}


def secrets_that_differ(fingerprints_then: dict[str, str], salt: bytes) -> list[str]:
    """Return the names of the secrets that the site had then and has not now, neither as an earlier key."""
    now = _secrets()
    return [
        name
        for name, fingerprint in sorted(fingerprints_then.items())
        if fingerprint not in {_fingerprint(value, salt) for value in now.get(name, [])}
    ]


def _secrets() -> dict[str, list[str]]:
    translator: dict = settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR or {}
    found: dict[str, list[str]] = {
        SECRET_KEY: [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)],
        "EMAIL_HOST_PASSWORD": [settings.EMAIL_HOST_PASSWORD],
        "MACHINE_TRANSLATOR_KEY": [translator.get("OPTIONS", {}).get("KEY", "")],
        "OIDC_CLIENT_SECRET": [settings.SINGLE_SIGN_ON["app"]["secret"] if settings.SINGLE_SIGN_ON else ""],
        "S3_SECRET_ACCESS_KEY": [settings.S3_CONNECTION["secret_key"] if settings.S3_CONNECTION else ""],
    }
    return {name: values for name, values in found.items() if values[0]}


def _fingerprint(value: str, salt: bytes) -> str:
    # Slow on purpose: a password of a mail server may be one that somebody could guess.
    return hashlib.scrypt(value.encode(), salt=salt, n=2**14, r=8, p=1, dklen=16).hex()
