"""Walks the road of a sign-up as a browser without JavaScript does."""

import re
from contextlib import contextmanager
from html import unescape

from django.core import mail as outbox
from django.db import OperationalError, connection
from django.utils import timezone

from cms.mail.sender import send_due
from events.models import Event
from tests.browser_client import BrowserClient

HIDDEN = re.compile(r'<input type="hidden" name="started" value="([^"]*)"')
SECRET = re.compile(r"https?://[^/\s]+(/\S*my-signup/\S+)")


def form_path(event: Event, language: str = "de") -> str:
    return f"/{language}/signup/{event.public_id}/"


def started_in(page: str) -> str:
    """The signed time that a form carries."""
    return unescape(HIDDEN.search(page).group(1))


def filled(client: BrowserClient, path: str, **changes) -> dict:
    """What a browser sends for a form that is filled in."""
    return {
        "started": started_in(client.get(path).content.decode()),
        "homepage": "",
        "given_name": "Person",
        "family_name": "Beispiel",
        "email": "person@example.org",
        "organisation": "",
        "consent": "on",
        **changes,
    }


def sign_up(client: BrowserClient, event: Event, language: str = "de", **changes):
    """Open the form, fill it in and send it."""
    path = form_path(event, language)
    return client.post(path, filled(client, path, **changes))


def mails() -> list:
    """Send what is owed; return every mail that went out so far."""
    send_due(timezone.now())
    return outbox.outbox


def secret_paths(message) -> list[str]:
    """The paths of the secret links in a mail."""
    return SECRET.findall(message.body)


def question(
    kind: str, label: str, key: str, options: dict | None = None, *, required: bool = False, help_text: str = ""
):
    """One stored question; ``options`` maps ids to texts."""
    value = {"label": label, "help_text": help_text, "required": required}
    if options:
        value["options"] = [{"type": "item", "id": option, "value": text} for option, text in options.items()]
    return {"type": kind, "id": key, "value": value}


def consent(label: str, key: str, text: str, *, required: bool = False):
    """One stored further consent."""
    return {
        "type": "consent",
        "id": key,
        "value": {"label": label, "text": text, "help_text": "", "required": required},
    }


def passage(key: str, text: str):
    """One stored text between questions."""
    return {"type": "passage", "id": key, "value": {"text": text}}


@contextmanager
def locked_elsewhere():
    """What somebody meets who presses while another connection holds the event for too long."""

    def refuse(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and "seatbook" in sql:
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield
