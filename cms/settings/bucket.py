"""Where an S3-compatible storage answers, and how its two buckets are used: the private one, and the public one."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

BACKEND = "storages.backends.s3.S3Storage"


def private_bucket(environment: Mapping[str, str], name: str) -> dict:
    """Return the entry of ``STORAGES`` for what leaves by signed addresses only. Raises ImproperlyConfigured."""
    return _entry(environment, name, default_acl="private", querystring_auth=True)


def s3_connection(environment: Mapping[str, str]) -> dict | None:
    """Return how a closed bucket of any name is reached; None where no key is set. Raises ImproperlyConfigured."""
    if not environment.get("S3_ACCESS_KEY_ID"):
        return None
    options = private_bucket(environment, "")["OPTIONS"]
    return {name: value for name, value in options.items() if name != "bucket_name"}


def public_bucket(environment: Mapping[str, str], name: str) -> dict:
    """Return the entry for renditions of public pages, which anybody fetches from the bucket itself, as above.

    It has to be open to readers by its policy; no list of what is in it. Names are keys that nobody guesses, and pages
    that end take theirs along, so caches keep them for an hour at most.
    """
    kept = {"CacheControl": "public, max-age=3600"}
    return _entry(environment, name, default_acl=None, querystring_auth=False, object_parameters=kept)


def public_address(environment: Mapping[str, str], bucket: str) -> str:
    """Return where the public bucket is read, ending with a slash: MEDIA_S3_URL, or the bucket below its endpoint."""
    given = environment.get("MEDIA_S3_URL", "") or f"{environment.get('S3_ENDPOINT_URL', '').rstrip('/')}/{bucket}"
    if not urlsplit(given).netloc:
        raise ImproperlyConfigured("MEDIA_S3_URL is missing: from which address are the pictures of pages read?")
    return f"{given.rstrip('/')}/"


def bucket_origins(endpoint: str, bucket: str, region: str) -> list[str]:
    """Return the origins of signed addresses: with the name of the bucket in the path, or in front of the host."""
    hosts = ["s3.amazonaws.com", f"s3.{region}.amazonaws.com"]
    scheme = "https"
    if endpoint:
        scheme, host, *_rest = urlsplit(endpoint)
        hosts = [host]
    return [origin for host in hosts for origin in (f"{scheme}://{host}", f"{scheme}://{bucket}.{host}")]


def required(environment: Mapping[str, str], name: str) -> str:
    """Return a variable. Raises ImproperlyConfigured with one sentence when it is missing."""
    value = environment.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"The environment variable {name} is missing: production needs it.")
    return value


def _entry(environment: Mapping[str, str], name: str, **options) -> dict:
    return {
        "BACKEND": BACKEND,
        "OPTIONS": {
            "bucket_name": name,
            "endpoint_url": environment.get("S3_ENDPOINT_URL") or None,
            "region_name": required(environment, "S3_REGION"),
            "access_key": required(environment, "S3_ACCESS_KEY_ID"),
            "secret_key": required(environment, "S3_SECRET_ACCESS_KEY"),
            "signature_version": "s3v4",
            "file_overwrite": False,
            # What is read lies on the disk from this size on, not in memory.
            "max_memory_size": 4 * 1024 * 1024,
            **options,
        },
    }
