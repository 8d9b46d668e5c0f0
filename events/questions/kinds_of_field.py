"""The fields for what has a form of its own: numbers, phone numbers, postcodes and days."""

import re
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import SymbolField
from cms.texts.cleaning import clean_symbols, with_plain_dashes

LARGEST_NUMBER = 1_000_000_000
LONGEST_PHONE = 40
FEWEST_DIGITS = 3
BESIDE_DIGITS = set("+/-.() ")
LONGEST_POSTCODE = 20
POSTCODE = re.compile(r"[0-9]{5}")
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2200, 1, 1)


class NumberField(forms.IntegerField):
    """A whole number; what would lose a zero in front is refused, because it is none."""

    # A browser's own field for numbers sends nothing at all where letters were typed.
    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def __init__(self, **kwargs) -> None:
        message = _("Enter a whole number, in digits.")
        kwargs["error_messages"] = {
            "invalid": message,
            "min_value": message,
            "max_value": message,
            "zero": _("Enter the number without a zero at the beginning. If the zero belongs to it, please call us."),
            **kwargs.get("error_messages", {}),
        }
        super().__init__(min_value=-LARGEST_NUMBER, max_value=LARGEST_NUMBER, **kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            value = with_plain_dashes(clean_symbols(value))
        digits = str(value).lstrip("+-") if value else ""
        if len(digits) > 1 and digits.isdecimal() and int(digits[0]) == 0:
            raise forms.ValidationError(self.error_messages["zero"], code="zero")
        return super().to_python(value)


class PhoneField(SymbolField):
    """A phone number in the groups in which somebody writes it."""

    def __init__(self, **kwargs) -> None:
        attrs = {"autocomplete": "tel", "inputmode": "tel", "dir": "ltr"}
        super().__init__(max_length=LONGEST_PHONE, widget=forms.TelInput(attrs=attrs), **kwargs)

    def cleaned(self, text: str) -> str:
        return with_plain_dashes(super().cleaned(text))

    def validate(self, value) -> None:
        super().validate(value)
        digits = [character for character in value if character.isdecimal()]
        others = {character for character in value if not character.isdecimal()}
        if value and (len(digits) < FEWEST_DIGITS or not others <= BESIDE_DIGITS):
            raise forms.ValidationError(
                _("Enter a phone number, in digits. You may write +, spaces, hyphens, slashes and brackets."),
                code="invalid",
            )


class PostcodeField(SymbolField):
    """A German postcode, kept as a text: its zero in front stays."""

    def __init__(self, **kwargs) -> None:
        attrs = {"autocomplete": "postal-code", "inputmode": "numeric", "dir": "ltr"}
        super().__init__(max_length=LONGEST_POSTCODE, widget=forms.TextInput(attrs=attrs), **kwargs)

    def cleaned(self, text: str) -> str:
        return super().cleaned(text).replace(" ", "")

    def validate(self, value) -> None:
        super().validate(value)
        if value and not POSTCODE.fullmatch(value):
            raise forms.ValidationError(_("Enter the five digits of a German postcode, such as 01067."), code="invalid")


class DayField(forms.DateField):
    """A date between 1900 and 2200."""

    def to_python(self, value):
        return super().to_python(clean_symbols(value) if isinstance(value, str) else value)

    def validate(self, value) -> None:
        super().validate(value)
        if value is not None and not FIRST_DAY <= value <= LAST_DAY:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
