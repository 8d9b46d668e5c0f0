"""Nothing is offered that the gate refuses."""

from collections.abc import Callable, Iterator
from functools import wraps
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from wagtail.admin.menu import MenuItem, SubmenuMenuItem
from wagtail.admin.wagtail_hooks import PageListingCopyButton
from wagtail.admin.widgets.button import Button

from ..ground.admin_prefix import is_of_the_admin
from .gate import Answer, answer


def is_open(user, address: str) -> bool:
    """Tell whether the gate lets ``user`` look at an address; one outside the admin is not the gate's."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return True
    return not is_of_the_admin(match) or answer(user, match, "GET") == Answer.PASS


def leave_out_what_is_closed(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Shorten a menu of the admin (hooks ``construct_..._menu``)."""
    menu_items[:] = [item for item in menu_items if _leads_nowhere(item) or is_open(request.user, str(item.url))]


def _leads_nowhere(item: MenuItem) -> bool:
    return isinstance(item, SubmenuMenuItem) or str(item.url) in ("", "#")


def without_copy(buttons: Callable[..., Iterator[Button]]) -> Callable[..., Iterator[Button]]:
    """Wrap Wagtail's hook that yields the buttons of a page: the address behind "Copy" is closed."""

    @wraps(buttons)
    def those_that_lead_somewhere(*args, **kwargs) -> Iterator[Button]:
        return (button for button in buttons(*args, **kwargs) if not isinstance(button, PageListingCopyButton))

    return those_that_lead_somewhere
