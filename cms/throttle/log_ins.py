"""How often somebody may try to log in, over all servers and doors.

Ask ``seconds_to_wait`` before a password is hashed, and tell ``succeeded`` afterwards when it was right, so that those
who log in aren't counted as guessing.

A try counts for its network and for the account. Strangers can use up an account's tries, but not those of a device
that has logged in to this account before: such a device is counted alone. All other devices share one number a minute,
because many networks at once could otherwise keep every processor busy with hashing.
"""

from django.conf import settings
from django.http import HttpRequest

from cms.texts.mail_addresses import normalise_address

from . import guesses
from .networks import network_of
from .windows import HOUR, MINUTE

NETWORK = "log_in.network"
ACCOUNT = "log_in.account"
DEVICE = "log_in.device"
UNKNOWN = "log_in.unknown"
EVERYWHERE = "everywhere"


def seconds_to_wait(request: HttpRequest, account: str, *, known_device: str = "") -> int:
    """Count a try; return 0, or in how many seconds to try again: then no password may be looked at.

    ``account`` is what was typed, a user name or an address, whether there is such an account or not.
    ``known_device`` is the name of a device that has proved that it logged in to this very account before, from a
    signed cookie; empty for every other one.
    """
    account = normalise_address(account)
    if known_device:
        return _try(DEVICE, _device(known_device, account), settings.LOG_INS_PER_ACCOUNT_AND_HOUR)
    network = network_of(request)
    # Hashing is dear: many tries at once would slow down the whole site, right ones too.
    wait = _try(NETWORK, network, settings.LOG_INS_PER_NETWORK_AND_MINUTE, MINUTE)
    wait = wait or _try(NETWORK, network, settings.LOG_INS_PER_NETWORK_AND_HOUR)
    # A network that has to wait doesn't use up the tries of those whose account it is.
    wait = wait or _try(ACCOUNT, account, settings.LOG_INS_PER_ACCOUNT_AND_HOUR)
    # Last, so that whoever has to wait anyway hashes nothing and takes nothing from others.
    if not wait and (wait := _try(UNKNOWN, EVERYWHERE, settings.LOG_INS_OF_UNKNOWN_DEVICES_PER_MINUTE, MINUTE)):
        succeeded(request, account)
    return wait


def succeeded(request: HttpRequest, account: str, *, known_device: str = "") -> None:
    """Take the try back that ``seconds_to_wait`` counted with the same arguments: it was no guess."""
    account = normalise_address(account)
    if known_device:
        guesses.take_back(DEVICE, _device(known_device, account), settings.LOG_INS_PER_ACCOUNT_AND_HOUR)
        return
    if network := network_of(request):
        guesses.take_back(NETWORK, network, settings.LOG_INS_PER_NETWORK_AND_HOUR)
    guesses.take_back(ACCOUNT, account, settings.LOG_INS_PER_ACCOUNT_AND_HOUR)


def _try(scope: str, whom: str, limit: int, seconds: int = HOUR) -> int:
    # Nobody is counted together with others who have no address.
    return guesses.seconds_to_wait_for(scope, whom, limit, seconds) if whom else 0


def _device(known_device: str, account: str) -> str:
    return f"{known_device} {account}"
