"""Fixed windows of time, such as each hour, and the name under which somebody is counted in one."""

from dataclasses import dataclass
from math import ceil

from django.utils import timezone
from django.utils.crypto import salted_hmac

SALT = "cms.throttle"
MINUTE = 60
HOUR = 3600


@dataclass(frozen=True)
class Window:
    """One window: ``key`` names whom it counts, without telling; ``seconds`` is its whole length, ``left`` the rest."""

    key: str
    seconds: int
    left: int


def window_of(scope: str, whom: str, seconds: int) -> Window:
    """Return the window that runs now for ``whom`` (a network, an account, an event) in ``scope``."""
    index, passed = divmod(timezone.now().timestamp(), seconds)
    key = salted_hmac(SALT, f"{scope}|{whom}|{seconds}|{int(index)}", algorithm="sha256").hexdigest()
    return Window(key, seconds, ceil(seconds - passed))
