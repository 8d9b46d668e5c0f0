"""What is stored about a sign-up, as rows of label and value for staff; answers with their German labels."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext

from cms.texts.telephone import telephone_link

from ...models.signup import Need, Signup
from ...questions.full_choices import full_choices
from ...questions.questions import answers_in_words
from ...signups.columns import values_for
from ...signups.columns.column import Group


@dataclass(frozen=True)
class FactsPanel:
    id: str
    heading: str
    icon: str
    rows: list[dict]


def panels_about(signup: Signup, need: Need | None) -> list[FactsPanel]:
    """Return all that is known, in panels; without a row for what is empty, and none for access needs not given."""
    answers = [*(_dialled(row) for row in answers_of(signup)), *_full(signup)]
    panels = [
        FactsPanel("person", gettext("Person"), "user", _rows(Group.PERSON, signup)),
        FactsPanel("standing", gettext("Sign-up"), "list-ul", _rows(Group.SIGN_UP, signup)),
        FactsPanel("answers", gettext("Answers"), "form", answers),
        FactsPanel("needs", gettext("Access needs"), "view", _rows(Group.NEEDS, need) if need else []),
        FactsPanel("consent", gettext("Consent"), "check", _rows(Group.CONSENT, signup)),
    ]
    return [panel for panel in panels if panel.rows]


def answers_of(signup: Signup) -> list[dict]:
    """Return the answers with their German questions."""
    return answers_in_words(signup.event.signup_form, signup.answers, signup.labels, settings.LANGUAGE_CODE)


def _dialled(row: dict) -> dict:
    """A phone number gets the link that dials it."""
    return {**row, "url": telephone_link(row["value"])} if row["kind"] == "phone" else row


def _full(signup: Signup) -> list[dict]:
    return [
        {
            "label": choice.question,
            "value": gettext("was full: %(option)s") % {"option": choice.option},
            "lang": "",
            "value_lang": "",
        }
        for choice in full_choices(signup, settings.LANGUAGE_CODE)
    ]


def _rows(group: Group, record: Signup | Need) -> list[dict]:
    values = values_for("desk", group, record)
    return [{"label": label, "value": value, "lang": "", "value_lang": ""} for label, value in values.items() if value]
