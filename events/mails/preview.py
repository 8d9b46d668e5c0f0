"""Shows a mail before it is sent. Nothing is written, and the secret links in it lead nowhere."""

import copy
import itertools
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.models import Locale

from cms.texts.characters import one_line

from ..models.enums import EventStatus, SignupState
from ..models.event import Event
from ..models.mail_text import MailText, MailTextKind
from ..models.signup import Signup
from ..pages.facts import event_facts
from ..signups.arrival import PageTexts
from ..signups.holding import limit_of
from ..signups.news import what_is_new
from .circumstances import Circumstances, Wording
from .composing import ComposedMail, compose
from .kinds import KINDS

# No sign-up has it, so nobody who sees a preview gets somebody's secret link.
NOBODY = UUID(int=0)
# Mails that say one of two things: the kind of such a text, and the sign-up that it is said to.
VARIANTS: dict[str, tuple[str, SignupState]] = {
    MailTextKind.PLEASE_CONFIRM_REQUEST: ("please_confirm", SignupState.UNCONFIRMED),
    MailTextKind.ALREADY_REQUESTED: ("already_registered", SignupState.PENDING),
    MailTextKind.REOPENED: ("reopened", SignupState.PENDING),
    MailTextKind.REOPENED_WAITING: ("reopened", SignupState.WAITING),
    MailTextKind.OFFER_LAPSED_STARTED: ("offer_lapsed", SignupState.EXPIRED),
}


class Preview(NamedTuple):
    """A mail that nobody has got."""

    subject: str
    text: str


def preview(kind: str, signup: Signup, language: str | None = None, **changes: Any) -> Preview:
    """Return subject and text of the mail that ``signup`` would get, by default in the person's language.

    ``changes`` are columns of the sign-up, or circumstances, as they will be: ``preview("declined", signup,
    reason="...")``. A state that the mail can't be about is replaced by one that it is about.
    """
    mail = mail_preview(kind, signup, language, **changes)
    return Preview(mail.subject, mail.text)


def mail_preview(
    kind: str, signup: Signup, language: str | None = None, mail_text: MailText | None = None, **changes: Any
) -> ComposedMail:
    """Return the whole mail as in ``preview``; ``mail_text`` as in ``compose``."""
    (mail,) = [mail for mail in KINDS if mail.kind == kind]
    told = {name: changes.pop(name) for name in Circumstances.__dataclass_fields__ if name in changes}
    shown = copy.copy(signup)
    shown.public_id = NOBODY
    for name, value in changes.items():
        setattr(shown, name, value)
    if shown.state not in mail.states:
        shown.state = mail.states[0]
    if kind == "offer" and shown.expires_at is None:
        shown.expires_at = min(timezone.now() + timedelta(hours=48), limit_of(shown.event, SignupState.OFFERED))
    return compose(kind, shown, language or signup.language, Circumstances(**told), mail.calendar_method, mail_text)


def sample_signup(event: Event, language: str) -> Signup:
    """Return a sign-up that is in no database, of nobody, to show mails with."""
    now = timezone.now()
    return Signup(
        public_id=NOBODY,
        event=event,
        language=language,
        email="person@example.org",
        state=SignupState.CONFIRMED,
        expires_at=min(now + timedelta(hours=24), limit_of(event, SignupState.UNCONFIRMED)),
        verified_at=now,
    )


def sample_mail(
    kind: str, event: Event, language: str, mail_text: MailText | None = None, **changes: Any
) -> ComposedMail:
    """Return a mail of this kind as it may look for ``event``, with invented circumstances.

    ``mail_text`` and ``changes`` as in ``compose`` and ``preview``.
    """
    with translation.override(language):
        message = Wording(gettext("Subject of your message"), gettext("Here stands your message."), language)
        reason = gettext("More people have asked for a seat than there are seats.")
    return mail_preview(
        kind,
        sample_signup(event, language),
        reason=reason,
        place=4,
        had_a_date=True,
        old_start=event.starts_at - timedelta(days=7),
        message=message,
        mail_text=mail_text,
        **changes,
    )


def announcement(
    kind: str, event: Event, language: str, notes: Mapping[str, str] | None = None, texts: PageTexts | None = None
) -> ComposedMail:
    """Return the mail about what is new at ``event``, as somebody with a seat would get it if this became live.

    ``notes`` are what participants should know, by language, ``texts`` those of the German page, as they are about to
    be published.
    """
    book = event.seat_book
    return mail_preview(
        kind,
        sample_signup(event, language),
        had_a_date=True,
        old_start=book.announced_start,
        old_place=book.announced_place,
        changed=tuple(what_is_new(event, book, texts)),
        old_arrival=book.announced_arrival or {},
        was_postponed=book.announced_status == EventStatus.POSTPONED,
        notes=notes,
    )


def mail_with_text(text: MailText, event: Event) -> ComposedMail:
    """Return a mail about ``event`` with the words of ``text``, in its language."""
    shown = copy.copy(event)
    if text.kind == MailTextKind.PLEASE_CONFIRM_REQUEST:
        shown.review = True
    if text.kind not in VARIANTS:
        return sample_mail(text.kind, shown, text.locale.language_code, text)
    kind, state = VARIANTS[text.kind]
    return sample_mail(kind, shown, text.locale.language_code, text, state=state)


def usual_words(kind: str, event: Event, locale: Locale) -> MailText:
    """Return the words that the software brings for this text, unsaved: what an editor begins with."""
    text = MailText(kind=kind, locale=locale)
    mail = mail_with_text(text, event)
    with translation.override(locale.language_code):
        title = one_line(event_facts(event, language=locale.language_code).title)
    _greeting, *paragraphs = mail.text.split("\n\n")
    opening = itertools.takewhile(lambda paragraph: not paragraph.startswith(f"{title}\n"), paragraphs)
    text.subject = mail.subject.replace(title, "{event}")
    text.opening = "\n\n".join(opening)
    return text
