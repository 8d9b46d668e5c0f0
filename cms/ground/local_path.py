"""Where a form may lead afterwards: what stands in an address, anybody may have written there."""

from django.utils.http import url_has_allowed_host_and_scheme


def local_path(address: str) -> str:
    """Return an address of this site without a host of its own as it is, and nothing for any other."""
    is_local = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_local and address.startswith("/") else ""
