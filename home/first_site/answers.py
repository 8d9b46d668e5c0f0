"""What the operator says about the city, checked before anything is written."""

from dataclasses import dataclass, fields

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email

from cms.texts.telephone import validate_telephone

LONGEST = 100


@dataclass(frozen=True)
class Answers:
    """Names and addresses of a new site; the telephone may be empty."""

    city_name: str
    site_name: str
    contact_email: str
    administrator_name: str
    administrator_email: str
    contact_phone: str = ""


class BadAnswer(ValueError):
    """An answer can't be used; the message is one sentence that says why."""


QUESTIONS = {
    "city_name": "Name of the city, as it stands in the header (Stadt Beispielhausen)",
    "site_name": "Name of the website (Zusammen planen)",
    "contact_email": "E-mail address for visitors' questions",
    "contact_phone": "Telephone for visitors, may be empty",
    "administrator_name": "First and last name of the first administrator",
    "administrator_email": "The administrator's e-mail address, to which the invitation goes",
}
OPTIONAL = {field.name for field in fields(Answers) if field.default == ""}


def checked(name: str, answer: str) -> str:
    """Return an answer without blanks around it. Raises BadAnswer."""
    answer = " ".join(answer.split())
    option = f"--{name.replace('_', '-')}"
    if not answer and name not in OPTIONAL:
        raise BadAnswer(f"{option} is missing: {QUESTIONS[name]}.")
    try:
        MaxLengthValidator(LONGEST)(answer)
        if name.endswith("_email"):
            validate_email(answer)
        if answer and name == "contact_phone":
            validate_telephone(answer)
    except ValidationError as error:
        raise BadAnswer(f"{option} can't be used: {' '.join(error.messages)}") from error
    return answer
