"""How often something may be posted: ``limits`` for every form, ``log_ins`` for whoever guesses passwords."""

from .limits import minutes, seconds_to_wait, seconds_to_wait_for, too_many, too_often
from .networks import network_of

__all__ = ["minutes", "network_of", "seconds_to_wait", "seconds_to_wait_for", "too_many", "too_often"]
