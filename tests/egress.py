"""The site talks to its database, its mail server and what a setting names, and to nobody else: no test may go out."""

import socket
from ipaddress import ip_address

import pytest

AT_HOME = ("localhost", "")


class Egress(AssertionError):
    """Something wanted to connect to another machine."""


def is_at_home(address) -> bool:
    """Return whether an address of a socket is on this machine: a path of the file system, or loopback."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in AT_HOME


@pytest.fixture(scope="session", autouse=True)
def _nobody_goes_out():
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _looked_up_at_home(socket.getaddrinfo))
        yield


def _guarded(connect):
    def guarded(self, address):
        if not is_at_home(address):
            raise Egress(f"A connection to {address} was asked for.")
        return connect(self, address)

    return guarded


def _looked_up_at_home(look_up):
    def guarded(host, *arguments, **options):
        # A name that is looked up goes out too, to a name server.
        if host is not None and not is_at_home((host if isinstance(host, str) else host.decode(), 0)):
            raise socket.gaierror(socket.EAI_NONAME, f"{host} was looked up")
        return look_up(host, *arguments, **options)

    return guarded
