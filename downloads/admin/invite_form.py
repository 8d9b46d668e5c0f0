"""What an editor enters to invite members."""

import re

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import AddressField, TextField
from cms.languages.core.public_languages import public_languages
from cms.texts.cleaning import clean_symbols
from cms.texts.mail_addresses import normalise_address

# An account is named after its address.
LONGEST_ADDRESS = 150
MOST_ADDRESSES = 200


class MailLanguageForm(forms.Form):
    """The language of the invitation."""

    language = forms.ChoiceField(
        label=_("Language of the mail"), help_text=_("The languages that are open to visitors.")
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(language.code, language.name) for language in public_languages()]
        self.fields["language"].initial = settings.LANGUAGE_CODE


class InviteForm(MailLanguageForm):
    """``right`` and ``wrong`` are the lines that are, and are not, e-mail addresses."""

    addresses = TextField(
        label=_("E-mail addresses"),
        help_text=_("One on each line. Everybody gets a mail of their own and sees nobody else's address."),
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
        max_length=MOST_ADDRESSES * LONGEST_ADDRESS,
    )
    field_order = ["addresses", "language"]

    def clean_addresses(self) -> str:
        entered = self.cleaned_data["addresses"]
        typed = [clean_symbols(line) for line in re.split(r"[\n\t,;]", entered)]
        lines = [line for line in typed if line]
        if len(lines) > MOST_ADDRESSES:
            raise ValidationError(
                _("These are very many. Invite at most %(number)d at once."), params={"number": MOST_ADDRESSES}
            )
        checked = [(line, _is_address(line)) for line in lines]
        self.right = list({normalise_address(line): line for line, is_right in checked if is_right}.values())
        self.wrong = [line for line, is_right in checked if not is_right]
        return entered


def _is_address(line: str) -> bool:
    try:
        AddressField(max_length=LONGEST_ADDRESS).clean(line)
    except ValidationError:
        return False
    return len(normalise_address(line)) <= LONGEST_ADDRESS
