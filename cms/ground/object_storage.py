"""Buckets that an address such as ``s3://BUCKET/NAME`` names, reached by the S3 settings of the site."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from storages.backends.s3 import S3Storage


class BucketUnreachable(Exception):
    """A bucket or an object that can't be had; the text is one sentence for the operator."""


def parts_of_address(address: str) -> tuple[str, str]:
    """Return bucket and name of ``s3://BUCKET/NAME``. Raises ImproperlyConfigured."""
    bucket, _slash, name = address.removeprefix("s3://").partition("/")
    name = name.strip("/")
    if not bucket or not name:
        raise ImproperlyConfigured(f"{address} can't be understood: write s3://BUCKET/NAME.")
    return bucket, name


def bucket_storage(bucket: str) -> "S3Storage":
    """Return the storage of this bucket. Raises ImproperlyConfigured where the settings or the package lack."""
    if not settings.S3_CONNECTION:
        raise ImproperlyConfigured(
            "An address that begins with s3:// needs S3_REGION, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, and "
            "S3_ENDPOINT_URL where the storage is not Amazon's."
        )
    try:
        storage = import_string("storages.backends.s3.S3Storage")
    except ImportError as error:
        raise ImproperlyConfigured(
            "An address that begins with s3:// needs the packages of requirements-s3.txt."
        ) from error
    return storage(bucket_name=bucket, **settings.S3_CONNECTION)


@contextmanager
def bucket_errors(address: str) -> Iterator[None]:
    """Let what the storage answers become one sentence. Raises BucketUnreachable."""
    try:
        yield
    except Exception as error:
        if not _is_of_a_bucket(error):
            raise
        raise BucketUnreachable(f"{address} can't be reached ({str(error).rstrip('.')}).") from error


@contextmanager
def storage_errors() -> Iterator[None]:
    """Let a bucket that doesn't answer be what a full disk is. Raises OSError."""
    try:
        yield
    except Exception as error:
        if not _is_of_a_bucket(error):
            raise
        raise OSError(str(error)) from error


def _is_of_a_bucket(error: Exception) -> bool:
    # The package of the exceptions need not be there.
    return type(error).__module__.startswith(("boto3.", "botocore."))
