"""Which network a request comes from."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# An IPv6 household gets a whole /64.
IPV6_PREFIX = 64


def network_of(request: HttpRequest) -> str:
    """Return the network that a request comes from: one IPv4 address, or an IPv6 /64; empty when nobody knows."""
    address = _client_address(request)
    if address is None:
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            return str(ip_network((address.packed, IPV6_PREFIX), strict=False))
        address = address.ipv4_mapped
    return str(address)


def _client_address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """The address that our own outermost proxy saw: what stands further left, anybody can write."""
    proxies = settings.TRUSTED_PROXIES
    forwarded = request.headers.get("X-Forwarded-For", "").split(",") if proxies else []
    if proxies and len(forwarded) >= proxies and (address := _address(forwarded[-proxies])):
        return address
    return _address(request.META.get("REMOTE_ADDR", ""))


def _address(text: str) -> IPv4Address | IPv6Address | None:
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return ip_address(text)
    except ValueError:
        return None
