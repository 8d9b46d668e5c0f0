"""Whose objects a route may be about: what its address names is asked for before the view runs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page
from wagtail.permissions import page_permission_policy

PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")


def _any(user, args: Sequence, kwargs: Mapping[str, Any]) -> bool:
    return True


def _own_pages(user, args: Sequence, kwargs: Mapping[str, Any]) -> bool:
    """Pages that the user has a right on, and those above them; a page that is missing is the view's to say."""
    named = [kwargs[name] for name in PAGE_ARGUMENTS if name in kwargs] or list(args[:1])
    own = page_permission_policy.explorable_instances(user)
    return not Page.objects.filter(pk__in=named).exclude(pk__in=own.values("pk")).exists()


@dataclass(frozen=True)
class Objects:
    """A name for the list of routes, and the question whether these are the user's."""

    name: str
    are_open_to: Callable[[Any, Sequence, Mapping[str, Any]], bool]


# Whoever has the right has it for all of them.
ANY = Objects("any", _any)
# The view looks for them among those of the person who is logged in.
OWN = Objects("own", _any)
PAGES = Objects("pages one has a right on", _own_pages)
