"""Composes a mail about a sign-up from what it is given; it reads the event, but needs no row of a sign-up."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from cms.frame.frame import frame_in
from cms.ground.addresses import absolute_url
from cms.mail.html import NextStep, html_of
from cms.models import SiteFrame
from cms.texts.characters import one_line, plain
from cms.texts.foreign_language import foreign_language

from ..models.enums import SignupState
from ..models.mail_text import MailText
from ..models.signup import Signup
from ..pages.facts import Facts, event_facts
from ..pages.ical import calendar_of, where_in_words
from ..pages.online_access import online_access
from ..questions.full_choices import full_choices
from ..signups import obstacles
from ..signups.holding import deadline
from ..signups.news import place_of
from ..signups.rules import is_request
from ..signups.secret_links import accept_path, another_path, cancel_path, confirm_path, personal_path
from .circumstances import Circumstances
from .participants_note import participants_note
from .whats_new import whats_new
from .wording import Worded, live_text, text_kind, worded


@dataclass(frozen=True)
class ComposedMail:
    """A mail as its reader gets it; ``calendar`` is None where none belongs to it."""

    subject: str
    text: str
    html: str
    reply_to: str
    calendar: bytes | None
    calendar_method: str


def compose(
    kind: str,
    signup: Signup,
    language: str,
    circumstances: Circumstances,
    calendar_method: str = "",
    mail_text: MailText | None = None,
) -> ComposedMail:
    """Return the mail of this kind in ``language``; nothing is written, and only the event and the wording are read.

    ``mail_text`` is shown in the place of what editors have published for this kind and language.
    """
    with translation.override(language):
        facts = event_facts(signup.event, language=language)
        frame = frame_in(language)
        draft = _Draft(kind, signup, language, circumstances, facts, frame)
        calendar = _calendar(signup, facts, calendar_method) if draft.changes_the_calendar(calendar_method) else None
        context = {**draft.context(), "has_calendar": calendar is not None}
        context["worded"] = draft.worded(mail_text, context)
        text = render_to_string(f"events/mails/{kind}.txt", context)
        subject, body = text.split("\n", 1)
        subject = one_line(subject)
        body = re.sub(r"\n{3,}", "\n\n", plain(body)).strip() + "\n"
        return ComposedMail(
            subject=subject,
            text=body,
            html=html_of(body, language, title=subject, foreign=draft.foreign, next_step=draft.next_step),
            reply_to=frame.contact_email if frame else "",
            calendar=calendar,
            calendar_method=calendar_method,
        )


class _Draft:
    """Gathers what the templates say; ``foreign`` notes which lines are in another language than the mail."""

    def __init__(
        self,
        kind: str,
        signup: Signup,
        language: str,
        circumstances: Circumstances,
        facts: Facts,
        frame: SiteFrame | None,
    ) -> None:
        self.kind, self.signup, self.language = kind, signup, language
        self.circumstances, self.facts, self.frame = circumstances, facts, frame
        self.now = timezone.now()
        self.foreign: dict[str, str] = {}

    def changes_the_calendar(self, method: str) -> bool:
        """Return whether a calendar entry belongs to the mail: only somebody who has a seat has one."""
        has_a_seat = self.signup.state == SignupState.CONFIRMED
        return bool(method) and (has_a_seat if method == "PUBLISH" else self.circumstances.had_a_date)

    # A secret link carries the second in which it was made: made twice, it would be two links.
    @cached_property
    def personal_url(self) -> str:
        """The person's own page."""
        return absolute_url(personal_path(self.signup))

    @cached_property
    def next_step(self) -> NextStep:
        """The one link that the reader is meant to follow."""
        if self.kind == "please_confirm":
            label = gettext("Confirm your request") if self._asks_for_a_seat() else gettext("Confirm your sign-up")
            return NextStep(absolute_url(confirm_path(self.signup)), label)
        if self.kind == "offer":
            return NextStep(absolute_url(accept_path(self.signup)), gettext("Accept the seat"))
        if self.kind == "reminder" and self._can_cancel():
            return NextStep(absolute_url(cancel_path(self.signup)), gettext("Cancel your sign-up"))
        return NextStep(self.personal_url, gettext("Go to your sign-up"))

    def worded(self, mail_text: MailText | None, context: dict) -> Worded:
        """Return what editors wrote for this mail."""
        if mail_text is None:
            is_request, has_started = context["is_request"], context["has_started"]
            kind = text_kind(self.kind, self.signup.state, is_request=is_request, has_started=has_started)
            mail_text = live_text(kind, self.language)
        start = timezone.localtime(self.facts.starts_at)
        values = {
            "event": context["title"],
            "date": date_format(start, "DATE_FORMAT") if context["has_a_date"] else gettext("new date follows"),
            "venue": context["venue"],
            "city": context["sender"],
        }
        return worded(mail_text, values)

    def context(self) -> dict:
        signup, event, facts = self.signup, self.signup.event, self.facts
        waits = signup.state == SignupState.WAITING
        return {
            "title": self._marked(one_line(facts.title), facts.title_lang),
            "starts_at": facts.starts_at,
            "ends_at": facts.ends_at,
            "one_day": timezone.localdate(facts.starts_at) == timezone.localdate(facts.ends_at),
            "venue": self._marked(one_line(where_in_words(facts)), facts.place.lang),
            "page_url": absolute_url(facts.url),
            "state": signup.state,
            "state_label": capfirst(signup.get_state_display()),
            "place": self.circumstances.place if waits else None,
            "expires_at": deadline(signup, self.now),
            "is_request": self._asks_for_a_seat(),
            "has_a_date": event.has_a_date,
            "has_started": event.has_started(self.now),
            "can_cancel": self._can_cancel(),
            "next_url": self.next_step.url,
            "personal_url": self.personal_url,
            "signup_url": absolute_url(facts.signup_url) if facts.signup_url else "",
            "reason": plain(signup.reason).strip(),
            "full_choices": full_choices(signup, self.language) if signup.holds_a_seat else [],
            "series_free_from": event.series.free_from if event.series else None,
            **self._mailbox(),
            **self._move(),
            **self._note(),
            **self._online(),
            **self._message(),
            **self._sender(),
        }

    def _asks_for_a_seat(self) -> bool:
        return self.signup.state != SignupState.WAITING and is_request(self.signup.event, self.signup)

    def _can_cancel(self) -> bool:
        return obstacles.to_cancelling(self.signup.event, self.signup, self.now) is None

    def _mailbox(self) -> dict:
        # Before the address is confirmed, anybody may have written the names.
        is_proved = self.signup.verified_at is not None
        people = [
            {
                "name": one_line(person.name) if is_proved else _initials(person.name),
                "state": capfirst(str(person.state.label)) if is_proved else "",
            }
            for person in self.circumstances.people
        ]
        number = self.circumstances.next_number
        return {"people": people, "another_url": absolute_url(another_path(self.signup, number)) if number else ""}

    def _move(self) -> dict:
        told, event = self.circumstances, self.signup.event
        # Such a mail says itself what was before.
        changed = [name for name in told.changed if self.kind != "moved" or name not in ("start", "end", "address")]
        new = whats_new(changed, told.old_arrival, event, self.facts)
        is_same_start = event.has_a_date and told.old_start == event.starts_at
        return {
            "old_start": None if is_same_start else told.old_start,
            "old_place": "" if told.old_place == place_of(event) else one_line(told.old_place),
            "was_postponed": told.was_postponed,
            "changed": told.changed,
            "cancel_url": absolute_url(cancel_path(self.signup)) if self._can_cancel() else "",
            "whats_new": [self._marked(one_line(line), self._language_of(line)) for line in new],
        }

    def _language_of(self, line: str) -> str:
        """A line that names the entrance does it in the language of the place."""
        place = self.facts.place
        is_of_the_place = place.venue is not None and place.venue.entrance and place.venue.entrance in line
        return place.lang if is_of_the_place else ""

    def _note(self) -> dict:
        has_a_seat = self.signup.state == SignupState.CONFIRMED
        event, instead = self.signup.event, self.circumstances.notes
        text, code = participants_note(event, self.language, instead) if has_a_seat else ("", "")
        return {"note": self._marked(text, code), "note_is_german": bool(code)}

    def _online(self) -> dict:
        online = online_access(self.signup, self.language)
        if online is None:
            return {"online": None}
        dial_in = self._marked(online.dial_in, online.dial_in_lang)
        return {"online": {"link": online.link, "dial_in": dial_in, "is_german": bool(online.dial_in_lang)}}

    def _message(self) -> dict:
        message = self.circumstances.message
        if message is None:
            return {"message_subject": "", "message_body": "", "message_is_german": False}
        code = foreign_language(message.language, self.language)
        return {
            "message_subject": one_line(message.subject),
            "message_body": self._marked(plain(message.body).strip(), code),
            "message_is_german": bool(code),
        }

    def _sender(self) -> dict:
        if self.frame is None:
            return {"sender": settings.WAGTAIL_SITE_NAME, "contact": ""}
        code = foreign_language(self.frame.locale.language_code, self.language)
        return {"sender": self._marked(one_line(self.frame.city_name), code), "contact": self.frame.contact_email}

    def _marked(self, text: str, code: str) -> str:
        if code:
            self.foreign.update({line: code for line in text.splitlines() if line})
        return text


def _initials(name: str) -> str:
    return " ".join(f"{word[0].upper()}." for word in name.split())


def _calendar(signup: Signup, facts: Facts, method: str) -> bytes:
    language = translation.get_language()
    return calendar_of(
        [facts],
        method=method,
        attendee=signup.email if method == "CANCEL" else "",
        online=online_access(signup, language),
    )
