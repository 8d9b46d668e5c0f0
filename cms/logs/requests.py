"""What a log of requests may say: which page, not whose, and from which network, not from which computer.

``deploy/nginx/teilhabe.conf`` keeps the same rules in nginx's own words; a test compares them.
"""

import re
from ipaddress import ip_address, ip_network

HIDDEN = "-"
# Below these places stands a secret, or the name of a file.
SECRET_PLACES = re.compile(r"/(?:my-signup|password|password_reset/confirm|downloads/[A-Za-z0-9_-]+)/")
# Everything else is written down only if it consists of what our own addresses consist of.
PLAIN_PATH = re.compile(r"/[A-Za-z0-9._~/-]*")
IPV4_PREFIX = 24
IPV6_PREFIX = 48


def loggable_path(address: str) -> str:
    """Return the path of an address as it was asked for, without what is secret and without what follows a "?"."""
    path = address.partition("?")[0]
    if place := SECRET_PLACES.search(path):
        before = path[: place.end()]
        return f"{before}{HIDDEN}" if PLAIN_PATH.fullmatch(before) else HIDDEN
    return path if PLAIN_PATH.fullmatch(path) else HIDDEN


def loggable_network(address: str) -> str:
    """Return the network of an address: the /24 of IPv4, the /48 of IPv6."""
    try:
        known = ip_address(address)
    except ValueError:
        return HIDDEN
    prefix = IPV4_PREFIX if known.version == 4 else IPV6_PREFIX
    return str(ip_network((known.packed, prefix), strict=False).network_address)
