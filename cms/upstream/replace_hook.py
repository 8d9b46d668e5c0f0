from collections.abc import Callable

from wagtail import hooks


def replace_hook(hook_name: str, theirs: Callable, ours: Callable) -> None:
    """Put our function in the place of another app's: Wagtail has no public way to take a registered hook back."""
    registered = hooks._hooks[hook_name]
    position = next(index for index, (function, _order) in enumerate(registered) if function is theirs)
    registered[position] = (ours, registered[position][1])
