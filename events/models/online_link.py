"""The link of an online event: an address that a browser opens without anybody listening in between."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

_is_a_link = URLValidator(
    schemes=["https"], message=_("This is no link: it begins with https:// and stands in one line, without spaces.")
)


def refuse_what_is_no_link(link: str) -> None:
    """Raise ValidationError for what is no https address, or carries a name and a password."""
    _is_a_link(link)
    if "@" in link.removeprefix("https://").partition("/")[0]:
        raise ValidationError(_("Leave out what stands before the @: everybody who gets the link would read it."))
