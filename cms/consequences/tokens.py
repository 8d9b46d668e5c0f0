"""What stood on the screen, signed into the form: an answer holds for exactly that, and for that person."""

from django.contrib.auth.models import AbstractBaseUser
from django.core import signing

from .answers import Seen, name_of
from .consequence import as_answered
from .gate import Unanswered

FIELD = "consequences-answer"
BACK = "consequences-back"
CHOICE = "consequences-choice"
AGAIN = "consequences-again"
SALT = "cms.consequences"
LASTS = 12 * 60 * 60  # seconds


def token_for(user: AbstractBaseUser, question: Unanswered, seen: Seen | None = None) -> str:
    """Return the token of a question; ``seen`` is what was answered before on the same road, as for ticked pages."""
    shown = {**(seen or {}), name_of(question.action, question.subject): as_answered(question.consequences)}
    return signing.dumps([user.pk, shown], salt=SALT, compress=True)


def seen_in(token: str, user: AbstractBaseUser) -> Seen:
    """Return what the person saw; nothing for a token that is too old, or not theirs."""
    try:
        user_id, seen = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return {}
    return seen if user_id == user.pk else {}
