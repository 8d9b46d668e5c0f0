"""Every kind of mail about a sign-up in every language."""

import itertools
import re
import time
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
import time_machine
from django.core.signing import TimestampSigner, b62_encode
from django.utils import timezone, translation

from cms.mail.models import Mail
from cms.mail.registry import kinds, renderer_of
from events.mails import KINDS, preview, sample_mail
from events.models import Message, MessageText, Signup
from events.signups.secret_links import Purpose, read_token
from tests.builders import (
    make_event_index,
    make_event_page,
    make_event_row,
    make_frame,
    make_home,
    signed_up_and_confirmed,
    translate,
)

pytestmark = pytest.mark.django_db
LANGUAGES = ["de", "en", "de-simple"]
PURPOSES = {"please_confirm": "confirm", "offer": "accept", "reminder": "cancel"}
LEFTOVERS = re.compile(r"\{\{|\}\}|\{%|%\(|\bNone\b|\n\n\n|[ \t]\n|\bTrue\b|\bFalse\b|_\(")
SECRET = re.compile(r"http://testserver(/\S*my-signup/\S+)")
WITH_CALENDAR = {"confirmed", "moved", "changed", "postponed", "reminder", "cancelled", "event_cancelled"}
SEATS = {"unconfirmed", "pending", "confirmed", "offered"}


class Reader(HTMLParser):
    """Reads the HTML of a mail; every tag has to be closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open, self.tags, self.buttons, self.words, self.title = [], [], [], "", ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "br":
            self.words += "\n"
        elif tag != "meta":
            self.open.append(tag)
        if dict(attrs).get("class") == "button":
            self.buttons.append({"href": dict(attrs)["href"], "label": ""})

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "title":
            self.title += data
        elif "body" in self.open:
            self.words += data
            if self.open[-1] == "a" and self.tags[-1][1].get("class") == "button":
                self.buttons[-1]["label"] += data

    def values_of(self, tag):
        return [values for name, values in self.tags if name == tag]


@pytest.fixture
def event(settings):
    settings.BASE_URL = "http://testserver"
    make_frame()
    page = make_event_page(
        make_event_index(make_home()), make_event_row(capacity=5), "Gemeinsam reden", slug="gemeinsam"
    )
    translate(page, "en", "Talk together")
    translate(page, "de-simple", "Zusammen reden")
    return page.event


def made(mail, signup: Signup, language: str):
    """The mail of one kind as the worker makes it, for somebody whose sign-up is in the state it is about."""
    kind, state = mail.kind, mail.states[0]
    facts = {
        "state": state,
        "language": language,
        "seat_no": 1 if state in SEATS else None,
        "expires_at": timezone.now() + timedelta(hours=20) if state in ("unconfirmed", "offered") else None,
        "verified_at": None if kind == "please_confirm" else timezone.now(),
        "queued_at": timezone.now(),
        "reason": "Alle Plätze sind vergeben.",
    }
    Signup.objects.filter(pk=signup.pk).update(**facts)
    payload = {"signup": str(signup.public_id)}
    if kind == "moved":
        old_start = signup.event.starts_at - timedelta(days=7)
        payload |= {"sequence": 0, "old_start": old_start.isoformat(), "old_place": "Altmarkt 1, 01067 Dresden"}
    if kind == "message":
        message = Message.objects.create(event=signup.event, states=["confirmed"])
        MessageText.objects.create(message=message, language="de", subject="Neuer Raum", body="Wir treffen uns oben.")
        payload["message"] = message.pk
    with translation.override(language):
        return renderer_of(f"signup.{kind}")(payload, language)


def html_of(message) -> str:
    ((html, mimetype),) = [(part.content, part.mimetype) for part in message.alternatives]
    assert mimetype == "text/html"
    return html


def test_every_kind_that_the_domain_queues_has_its_mail():  # S12
    assert [kind.removeprefix("signup.") for kind in kinds() if kind.startswith("signup.")] == [
        "already_registered",
        "cancelled",
        "changed",
        "confirmed",
        "declined",
        "event_cancelled",
        "message",
        "moved",
        "offer",
        "offer_lapsed",
        "one_per_series",
        "please_confirm",
        "postponed",
        "reminder",
        "reopened",
        "request_received",
        "waiting_place",
        "your_link",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_is_whole_in_every_language(event, client, language):  # S12 A4
    signup = signed_up_and_confirmed(event)
    for mail in KINDS:
        message = made(mail, signup, language)
        is_whole(mail.kind, message, language)
        paths = SECRET.findall(message.body)
        assert (mail.kind, {path.split("/")[1] for path in paths}) == (mail.kind, {language})
        assert (mail.kind, {client.get(path).status_code for path in paths}) == (mail.kind, {200})


def test_a_mail_that_is_made_while_the_clock_moves_on_is_whole(event, monkeypatch):  # S12
    seconds = itertools.count(int(time.time()) - 100)
    monkeypatch.setattr(TimestampSigner, "timestamp", lambda _self: b62_encode(next(seconds)))
    signup = signed_up_and_confirmed(event)
    for mail in KINDS:
        is_whole(mail.kind, made(mail, signup, "de"), "de")


def is_whole(kind: str, message, language: str) -> None:
    assert (kind, len(message.subject.splitlines()), message.reply_to) == (kind, 1, ["teilhabe@stadt.example"])
    assert (kind, LEFTOVERS.findall(message.subject + message.body)) == (kind, [])
    calendar = ["text/calendar"] if kind in WITH_CALENDAR else []
    parts = [part.get_content_type() for part in message.message().walk()]
    around = ["multipart/mixed"] if calendar else []
    assert (kind, parts) == (kind, [*around, "multipart/alternative", "text/plain", "text/html", *calendar])

    reader = Reader(html_of(message))
    (root,) = reader.values_of("html")
    assert (kind, root) == (kind, {"lang": language, "dir": "ltr"})
    assert (kind, reader.values_of("meta")[0], reader.title) == (kind, {"charset": "utf-8"}, message.subject)
    (button,) = reader.buttons
    assert (kind, purpose_of(button["href"])) == (kind, PURPOSES.get(kind, "personal"))
    # The HTML says what the text says; only the button's label comes before its address.
    said = message.body.replace(f"\n{button['href']}\n", f"\n{button['label']}\n{button['href']}\n", 1)
    assert (kind, reader.words.split()) == (kind, said.split())


def purpose_of(url: str) -> str:
    """What the link is good for; it must be one that is valid now."""
    token, purpose = re.fullmatch(r".*/my-signup/([^/]+)/(?:(\w+)/)?", url).groups()
    read_token(token, {"confirm": Purpose.CONFIRM, "accept": Purpose.ACCEPT}.get(purpose, Purpose.PERSONAL))
    return purpose or "personal"


@pytest.mark.parametrize("language", [*LANGUAGES, "ar"])
def test_every_mail_can_be_looked_at_without_anybody_to_send_it_to(event, language):  # S12
    for mail in KINDS:
        shown = sample_mail(mail.kind, event, language)
        assert (mail.kind, LEFTOVERS.findall(shown.subject + shown.text)) == (mail.kind, [])
        assert (mail.kind, bool(shown.subject)) == (mail.kind, True)
        assert (mail.kind, shown.calendar is not None) == (mail.kind, mail.kind in WITH_CALENDAR)
    assert [Signup.objects.count(), Mail.objects.count()] == [0, 0]


def test_a_preview_gives_nobodys_secret_link_away(event, client):  # X3
    signup = signed_up_and_confirmed(event, language="en")
    shown = preview("declined", signup, reason="All seats went to your neighbours.")
    assert shown.subject == "We cannot offer you a seat: Talk together"
    assert shown.text.count("\nAll seats went to your neighbours.\n") == 1
    assert {client.get(path).status_code for path in SECRET.findall(shown.text)} == {404}
    signup.refresh_from_db()
    assert (signup.state, signup.reason) == ("confirmed", "")
    assert preview("declined", signup, "de").subject == preview("declined", signup, language="de").subject


def test_a_mail_from_right_to_left_says_so_and_marks_german(event):  # A4 L2
    html = sample_mail("confirmed", event, "ar").html
    assert Reader(html).values_of("html") == [{"lang": "ar", "dir": "rtl"}]
    assert html.count('<span lang="de" dir="ltr">Gemeinsam reden</span>') == 1
    assert html.count('<span lang="de" dir="ltr">Rathaus, Rathausplatz 1, 01067 Dresden</span>') == 1
    assert html.count("<bdi>teilhabe@stadt.example</bdi>") == 1


def test_deadlines_are_told_in_local_time(event):  # R7
    with time_machine.travel(datetime(2030, 10, 26, 12, tzinfo=UTC), tick=False):
        event.starts_at = datetime(2030, 10, 27, 0, 30, tzinfo=UTC)
        event.ends_at = event.starts_at + timedelta(hours=4)
        mail = sample_mail("offer", event, "en")
    # In the night the clocks go back, from summer time (two hours) to winter time (one hour).
    assert re.findall(r"until (.*)\.", mail.text) == ["27 October 2030, 02:30"]
    assert re.findall(r"When: (.*)", mail.text) == ["Sunday, 27 October 2030, 02:30 to 05:30"]
