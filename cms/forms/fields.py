"""The fields of forms for visitors: text in Unicode's composed form, without characters that steer."""

import unicodedata

import idna
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..texts.characters import CLEANED, is_visible, refuse_hostile_characters, steers
from .address_faults import fault_of

# Letters with two marks, such as the Vietnamese "ế", are three characters before they are composed.
MOST_MARKS = 3


def composed(field: forms.CharField, text: str) -> str:
    """Return ``text`` in Unicode's composed form.

    Raises the field's own ValidationError for what is far too long, before composing: the time that takes grows with
    the square of a run of accents, and a body may hold a million of them.
    """
    if field.max_length is not None and len(text) > MOST_MARKS * field.max_length:
        field.run_validators(text)
    return unicodedata.normalize("NFC", text)


class LineField(forms.CharField):
    """One line of text in Unicode's composed form; what shows nothing counts as empty."""

    def to_python(self, value):
        text = composed(self, super().to_python(value)).translate(CLEANED).strip()
        # A required field then asks for it as for any that was left empty; steering characters are refused below.
        return text if is_visible(text) or steers(text) else self.empty_value

    def validate(self, value) -> None:
        super().validate(value)
        refuse_hostile_characters(value)


class TextField(forms.CharField):
    """Several lines of text in Unicode's composed form; what shows nothing counts as empty."""

    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value):
        text = composed(self, super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")
        return text if is_visible(text) or steers(text, lines=True) else self.empty_value

    def validate(self, value) -> None:
        super().validate(value)
        refuse_hostile_characters(value, lines=True)


class AddressField(forms.EmailField):
    """An e-mail address."""

    def __init__(self, **kwargs) -> None:
        invalid = _("Enter an email address in the form name@example.org.")
        kwargs["error_messages"] = {"invalid": invalid, **kwargs.get("error_messages", {})}
        super().__init__(**kwargs)

    def widget_attrs(self, widget) -> dict:
        # Between Arabic words, "7-ada@example.org" would be shown as "ada@example.org-7".
        return {**super().widget_attrs(widget), "dir": "ltr"}

    def to_python(self, value):
        return composed(self, super().to_python(value))

    def validate(self, value) -> None:
        super().validate(value)
        refuse_hostile_characters(value)
        if value and (fault := fault_of(value)):
            raise ValidationError(fault, code="invalid")
        local, _at, domain = value.rpartition("@")
        # Most mail servers can't deliver to a mailbox with other letters; a domain may have any.
        if value and not (local.isascii() and _is_domain(domain)):
            raise ValidationError(self.error_messages["invalid"], code="invalid")


def _is_domain(domain: str) -> bool:
    try:
        idna.encode(domain, uts46=True)
    except idna.IDNAError:
        return False
    return True
