"""Which consequences there are: each room enters those of its own models when the apps are ready."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db.models import Model

from .consequence import Action, Consequence

Rule = Callable[..., Iterable[Consequence]]
_rules: dict[tuple[type[Model], Action], list[Rule]] = defaultdict(list)


def enter(model: type[Model], action: Action, rule: Rule) -> None:
    """Let ``rule`` say what the action does to people: it gets the object as it would become live.

    It holds for subclasses of the model too. Entered twice, it counts once.
    """
    if rule not in _rules[model, action]:
        _rules[model, action].append(rule)


def consequences_of(action: Action, subject: Model) -> list[Consequence]:
    """Return everything that the action would do to people now; empty where it does nothing to anybody."""
    rules = [rule for model in type(subject).__mro__ for rule in _rules.get((model, action), ())]
    return [consequence for rule in rules for consequence in rule(subject)]
