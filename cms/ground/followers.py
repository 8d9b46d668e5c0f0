"""Who is told when something has become what visitors see: each room enters its own when the apps are ready.

A model lies below what follows from it and can't call that. Unlike a signal, a follower is entered for one model, runs
in the transaction of the publish, in the order of entry, and what it raises undoes the publish.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db.models import Model

Follower = Callable[[Any], None]
_followers: dict[type[Model], list[Follower]] = defaultdict(list)


def follow(model: type[Model], follower: Follower) -> None:
    """Let ``follower`` be called with each row of ``model`` that has gone live; entered twice, it counts once."""
    if follower not in _followers[model]:
        _followers[model].append(follower)


def tell_followers(row: Model) -> None:
    """Call whoever follows the model of this row."""
    for follower in _followers[type(row)]:
        follower(row)
