"""Where an S3-compatible storage answers."""

from urllib.parse import urlsplit


def bucket_origins(endpoint: str, bucket: str, region: str) -> list[str]:
    """Return the origins of signed addresses: with the name of the bucket in the path, or in front of the host."""
    hosts = ["s3.amazonaws.com", f"s3.{region}.amazonaws.com"]
    scheme = "https"
    if endpoint:
        scheme, host, *_rest = urlsplit(endpoint)
        hosts = [host]
    return [origin for host in hosts for origin in (f"{scheme}://{host}", f"{scheme}://{bucket}.{host}")]
