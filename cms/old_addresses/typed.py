"""What somebody wrote down as an old address, and as the place where it leads."""

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from ..ground.addresses import absolute_url
from ..ground.admin_prefix import is_of_the_admin
from ..texts.characters import CLEANED, one_line
from .keeping import LONGEST
from .stored_path import stored_path
from .what_stands import WhatStands, other_view

NO_ADDRESS = _("This is no address. An address of this website begins with a slash, any other with https://.")
TOO_LONG = _("This address is too long: at most %(most)d characters are kept.")
_is_url = URLValidator(schemes=["https"], message=NO_ADDRESS)


@dataclass(frozen=True)
class Target:
    """Where an old address leads: to a page, wherever it goes, or to another address."""

    page: Page | None = None
    link: str = ""


def old_address(text: str) -> str:
    """Return an address of the site, or of the site before at any host, as it is kept. Raises ValidationError."""
    parts = _parts(text)
    if parts.scheme not in ("", "http", "https") or not parts.path.startswith("/"):
        raise ValidationError(NO_ADDRESS)
    return _fitting(stored_path(parts.path, parts.query))


def without_query(path: str) -> str:
    return path.partition("?")[0]


def refuse_what_is_in_use(path: str, stands: WhatStands) -> None:
    """Raise ValidationError for an address at which something stands: nobody would be led on."""
    address = without_query(path)
    if (page := stands.page(address)) and page.live:
        raise ValidationError(
            _("A page stands at this address: “%(title)s”. Visitors get that page and are not led on."),
            params={"title": page.title},
        )
    if path == "/" or other_view(address):
        raise ValidationError(_("The website itself answers at this address. Visitors are not led on from there."))


def own_path(text: str) -> str | None:
    """Return the path of an address of this site as ``stored_path`` gives it, or None. Raises ValidationError."""
    parts = _parts(text)
    if parts.netloc:
        return stored_path(parts.path) if parts.netloc == urlsplit(settings.BASE_URL).netloc else None
    return stored_path(parts.path) if not parts.scheme and parts.path.startswith("/") else None


def target(text: str, stands: WhatStands) -> Target:
    """Return where an address leads: at once to what an old address leads to. Raises ValidationError."""
    path = own_path(text)
    if path is None:
        return Target(link=_foreign(text))
    if page := stands.page(path):
        return Target(page=page)
    if known := stands.old_address(path):
        return Target(known.redirect_page, known.redirect_link)
    match = other_view(path)
    if match is None or is_of_the_admin(match):
        raise ValidationError(_("There is nothing for visitors at this address of our website."))
    parts = _parts(text)
    return Target(link=_fitting(absolute_url(parts.path + (f"?{parts.query}" if parts.query else ""))))


def _parts(text: str) -> SplitResult:
    try:
        return urlsplit(one_line(text.translate(CLEANED)))
    except ValueError as error:
        raise ValidationError(NO_ADDRESS) from error


def _foreign(text: str) -> str:
    parts = _parts(text)
    if parts.username is not None or parts.password is not None:
        raise ValidationError(NO_ADDRESS)
    address = _fitting(parts.geturl())
    _is_url(address)
    return address


def _fitting(address: str) -> str:
    if len(address) > LONGEST:
        raise ValidationError(TOO_LONG, params={"most": LONGEST})
    return address
