"""The fields of all forms, of visitors and of staff: text in Unicode's composed form, cleaned of what nobody meant.

Wagtail's forms of models have them by ``cms/forms/editors_forms.py``.
"""

import unicodedata

import idna
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..texts.characters import is_visible, refuse_hostile_characters, steers
from ..texts.cleaning import clean_line, clean_lines, clean_symbols, clean_typeset
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
    """One line of text in Unicode's composed form, cleaned; what shows nothing counts as empty."""

    def to_python(self, value):
        text = super().to_python(value)
        if text in self.empty_values:
            return self.empty_value
        text = self.cleaned(composed(self, text))
        # A required field then asks for it as for any that was left empty; steering characters are refused below.
        return text if is_visible(text) or steers(text) else self.empty_value

    def cleaned(self, text: str) -> str:
        """Return what was meant."""
        return clean_line(text)

    def validate(self, value) -> None:
        super().validate(value)
        refuse_hostile_characters(value or "")


class TextField(forms.CharField):
    """Several lines of text in Unicode's composed form, cleaned; what shows nothing counts as empty."""

    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value):
        text = super().to_python(value)
        if text in self.empty_values:
            return self.empty_value
        text = self.cleaned(composed(self, text))
        return text if is_visible(text) or steers(text, lines=True) else self.empty_value

    def cleaned(self, text: str) -> str:
        """Return what was meant."""
        return clean_lines(text)

    def validate(self, value) -> None:
        super().validate(value)
        refuse_hostile_characters(value or "", lines=True)


class EditorsLineField(LineField):
    """One line that editors set as visitors read it."""

    def cleaned(self, text: str) -> str:
        return clean_typeset(text, lines=False)


class EditorsTextField(TextField):
    """Several lines that editors set as visitors read them."""

    def cleaned(self, text: str) -> str:
        return clean_typeset(text, lines=True)


class SymbolField(LineField):
    """A number or a code that is compared, in whichever digits and width it was typed."""

    def cleaned(self, text: str) -> str:
        return clean_symbols(text)


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
        return clean_symbols(composed(self, super().to_python(value)))

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
