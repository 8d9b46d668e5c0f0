"""What keeps robots, and people with bad intentions, from taking what is meant for many."""

from collections.abc import Mapping

# Nobody reads and fills in the form of a sign-up in less.
FORM_MINIMUM_SECONDS = 2
# Half of the seats, which the unverified sign-ups of one network may hold at an event. A class of 25 behind one address
# fits into a workshop of 50 before anybody has opened a mail, and so do the customers of a mobile network, because
# whoever confirms no longer counts; a single visitor with invented addresses leaves the other half to everybody else.
HOLDS_PER_NETWORK_PERCENT = 50


def visitor_limits(environment: Mapping[str, str]) -> tuple[int, int]:
    """Return FORM_MINIMUM_SECONDS and HOLDS_PER_NETWORK_PERCENT; 0 switches each of them off."""
    return (
        _number(environment, "FORM_MINIMUM_SECONDS", FORM_MINIMUM_SECONDS),
        _number(environment, "HOLDS_PER_NETWORK_PERCENT", HOLDS_PER_NETWORK_PERCENT),
    )


def _number(environment: Mapping[str, str], name: str, usual: int) -> int:
    return int(environment.get(name) or usual)
