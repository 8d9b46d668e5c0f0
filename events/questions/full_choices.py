"""What somebody wished for and could not have, because it was full when the person came to have a seat."""

from dataclasses import dataclass

from ..models.signup import Signup
from ..signups.option_places import FULL
from .questions import form_in_language


@dataclass(frozen=True)
class FullChoice:
    """The question and the option, in the reader's language where the form still has them in it."""

    question: str
    option: str


def full_choices(signup: Signup, language: str) -> list[FullChoice]:
    """Return what a sign-up is without; no query where it lacks nothing."""
    marked = {key: label for key, label in signup.labels.items() if FULL in label}
    if not marked:
        return []
    form = form_in_language(signup.event.signup_form_id, language)
    asked = {question.id: question for question in form.questions} if form else {}
    found = []
    for key, label in marked.items():
        question, options = label.get("label", ""), dict(label.get("options") or {})
        if key in asked:
            question = asked[key].label.text
            options |= {option.id: option.label.text for option in asked[key].options}
        found.append(FullChoice(question, options.get(label[FULL], "")))
    return found
