"""The domain's refusal: nothing that mails, cancels, promotes, erases, closes, hides or widens goes unanswered."""

from django.db.models import Model
from django.utils.translation import gettext
from wagtail.models import Page, Revision

from ..ground.publish_refusal import PublishRefused
from .answers import given_now, is_answered, note
from .consequence import Action, Consequence
from .registry import consequences_of


class Unanswered(PublishRefused):
    """Nobody has answered yet for what this would do to people. In the admin it becomes a question."""

    def __init__(
        self, action: Action, subject: Model, consequences: list[Consequence], revision: Revision | None = None
    ) -> None:
        self.action, self.subject, self.revision = action, subject, revision
        self.consequences = consequences
        sentences = " ".join(one.sentence for one in consequences)
        super().__init__(gettext("Nobody has agreed yet to what this does: %(what)s") % {"what": sentences})


def require_answer(action: Action, subject: Model, revision: Revision | None = None) -> None:
    """Go on when the action does nothing to anybody, or when somebody answers, or has answered, for what it does.

    ``subject`` is the object as it would become live, ``revision`` where it comes from. A revision that was answered
    for, such as a scheduled one, needs no second answer unless it would do more by now. Raises Unanswered.
    """
    if isinstance(subject, Page):
        subject = subject.specific
    consequences = consequences_of(action, subject)
    if not consequences:
        return
    given = given_now()
    if given is not None and given.covers(action, subject, consequences):
        note(given, action, subject, consequences, revision)
    elif revision is None or not is_answered(subject, consequences, revision):
        raise Unanswered(action, subject, consequences, revision)
