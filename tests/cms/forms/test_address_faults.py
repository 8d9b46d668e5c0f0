"""A refused e-mail address is told what is wrong with it, in the reader's language."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cms.forms.fields import AddressField

COMMA = "The email address contains a comma. Did you mean a full stop? Please enter only one address."
NO_AT = "The email address is missing the @ sign. It should look like this: name@example.org."
SEVERAL = "The email address contains more than one @ sign. Please enter only one address."


def refusals(address: str, language: str = "en") -> list[str]:
    with translation.override(language):
        try:
            AddressField(max_length=254).clean(address)
        except ValidationError as error:
            return [str(message) for message in error.messages]
    return []


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("ada@example.org", []),
        ("ada.o'neil+city@müller.example", []),
        ("ada lovelace@example.org", ["The email address contains a space. Please remove it."]),
        ("ada@example,org", [COMMA]),
        ("ada@example.org,bob@example.org", [COMMA]),
        ("ada.example.org", [NO_AT]),
        ("ada@@example.org", [SEVERAL]),
        ("ada@example", ["The part after the @ sign is missing a dot, as in example.org."]),
        ("ad(a)@example.org", ["These characters cannot be used in an email address: ( )"]),
        ("äda@example.org", ["These characters cannot be used in an email address: ä"]),
        ("ada@exam_ple.org", ["These characters cannot be used in an email address: _"]),
        ("@example.org", ["Enter an email address in the form name@example.org."]),
        ("ada@-example.org", ["Enter an email address in the form name@example.org."]),
    ],
)
def test_a_refused_address_is_told_its_fault(address, refused):  # S3
    assert refusals(address) == refused


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Die E-Mail-Adresse enthält ein Leerzeichen. Bitte entfernen Sie es."),
        ("de-simple", "In der E-Mail-Adresse ist eine Lücke. Bitte löschen Sie die Lücke."),
        ("ar", "يحتوي عنوان البريد الإلكتروني على مسافة. يرجى حذفها."),
    ],
)
def test_the_fault_is_said_in_the_language_of_the_reader(language, sentence):  # L1
    assert refusals("ada lovelace@example.org", language) == [sentence]
