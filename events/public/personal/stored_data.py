"""What is stored about a person, in words of the active language."""

from django.utils import translation
from django.utils.text import capfirst

from ...models.enums import StepKind
from ...models.signup import Need, Signup, Step
from ...questions.questions import answers_in_words
from ...signups.columns import values_for
from ...signups.columns.column import Group


def what_you_told_us(signup: Signup) -> list[dict]:
    """Return name, address, answers and access needs: rows of label and value, with the ``lang`` of other languages."""
    answers = answers_in_words(signup.event.signup_form, signup.answers, signup.labels, translation.get_language())
    need = need_of(signup)
    needs = _rows(Group.NEEDS, need) if need else []
    return _rows(Group.PERSON, signup) + answers + needs


def how_it_stands(signup: Signup) -> list[dict]:
    """Return what we noted about the sign-up ourselves: state, times, seat or place."""
    return _rows(Group.SIGN_UP, signup)


def history(signup: Signup) -> list[dict]:
    """Return what happened to the sign-up and when, without the names of staff."""
    return [{"at": taken.at, "what": _what(taken), "by": taken.get_actor_display()} for taken in signup.steps.all()]


def consent(signup: Signup) -> dict:
    """Return what the person agreed to, when, and in which language."""
    own = signup.consent_language == translation.get_language()
    return {"text": signup.consent_text, "at": signup.consent_at, "lang": "" if own else signup.consent_language}


def need_of(signup: Signup) -> Need | None:
    """Return the record of access needs, where there is one."""
    return Need.objects.filter(signup=signup).first()


def _what(taken: Step) -> str:
    kind = StepKind(taken.kind)
    return capfirst(taken.get_to_state_display() if kind == StepKind.MOVED else str(kind.label))


def _rows(group: Group, record: Signup | Need) -> list[dict]:
    values = values_for("page", group, record)
    return [
        {"label": label, "value": str(value), "lang": "", "value_lang": ""} for label, value in values.items() if value
    ]
