"""Many people who post the form of an event at the same moment, and what they find in the database afterwards."""

import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

from tests.databases import manage
from tests.demo_site import LANGUAGES
from tests.servers import Server

# All posts of a test come from one address.
NO_LIMITS = {
    "SIGNUPS_PER_NETWORK_AND_HOUR": "0",
    "SIGNUPS_PER_EVENT_AND_HOUR": "0",
    "SECRET_POSTS_PER_NETWORK_AND_HOUR": "0",
    "HOLDS_PER_NETWORK_PERCENT": "0",
}
MAILBOX = "mailbox"
LOST = "lost"
FORM_IN_THREE_LANGUAGES = """
from tests.builders import make_event_row, make_signup_form_row, signed_up_and_confirmed
from wagtail.models import Locale
form = make_signup_form_row()
for code, consent in [("en", "I agree."), ("de-simple", "Ich sage ja.")]:
    translated = form.copy_for_translation(Locale.objects.get(language_code=code))
    translated.consent = consent
    translated.live = True
    translated.save()
"""
COUNT = """
import json
from collections import Counter
from cms.mail.models import Mail
from events.models import Signup
rows = list(Signup.objects.values_list("state", "seat_no", "language", "email"))
known = {str(public_id) for public_id in Signup.objects.values_list("public_id", flat=True)}
new = [str(public_id) for public_id in Signup.objects.filter(verified_at=None).values_list("public_id", flat=True)]
owed = Counter(mail.payload["signup"] for mail in Mail.objects.filter(kind="signup.please_confirm"))
print(json.dumps({
    "states": Counter(row[0] for row in rows),
    "seats": sorted(row[1] for row in rows if row[1]),
    "languages": sorted({row[2] for row in rows}),
    "addresses": sorted(row[3] for row in rows),
    "mails": Counter(Mail.objects.values_list("kind", flat=True)),
    "without_history": Signup.objects.filter(steps=None).count(),
    "mails_of_new_people": sorted({owed[public_id] for public_id in new}),
    "mails_of_nobody": len(set(owed) - known),
}))
"""


class KeepAnswer(urllib.request.HTTPRedirectHandler):
    """Hands out the redirect itself."""

    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(KeepAnswer)


def answer(url: str, data: dict | None = None) -> tuple[int, str]:
    """Return status and body (or, for a redirect, the address) of one request."""
    body = urllib.parse.urlencode(data).encode() if data else None
    try:
        with OPENER.open(url, body, timeout=120) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get("Location") or error.read().decode()


def open_forms(server: Server, public_id: str, people: int) -> dict[int, str]:
    """Let each of these people open the form; return by number the signed start that each one's form carries."""

    def opened(number: int) -> tuple[int, str]:
        _status, page = answer(f"{server.url}/{language_of(number)}/signup/{public_id}/")
        return number, unescape(re.search(r'name="started" value="([^"]*)"', page).group(1))

    with ThreadPoolExecutor(8) as pool:
        return dict(pool.map(opened, range(people)))


def language_of(number: int) -> str:
    return LANGUAGES[number % len(LANGUAGES)]


def address_of(number: int) -> str:
    return f"crowd-{number}@example.org"


def filled(number: int, started: str) -> dict:
    """What the browser of one person sends."""
    return {
        "started": started,
        "given_name": "Person",
        "family_name": f"Nummer {number}",
        "email": address_of(number),
        "consent": "on",
    }


def post(server: Server, public_id: str, tokens: dict[int, str], number: int) -> str:
    """Post the form once; return MAILBOX, LOST when the line broke, or the status of the page that came instead."""
    language = language_of(number)
    try:
        status, where = answer(f"{server.url}/{language}/signup/{public_id}/", filled(number, tokens[number]))
    except (OSError, http.client.HTTPException):
        return LOST
    path = urllib.parse.urlsplit(where).path
    return MAILBOX if status == 303 and path.endswith("/mailbox/") else f"page {status}"


def post_all(
    servers: list[Server],
    public_id: str,
    tokens: dict[int, str],
    clicks: Iterable[int],
    *,
    at_once: int = 40,
    heard: Callable[[str], None] = lambda said: None,
) -> list[tuple[int, str]]:
    """Post once for each click, over all servers; return who got which answer. ``heard`` is told each answer."""

    def click(numbered: tuple[int, int]) -> tuple[int, str]:
        turn, number = numbered
        said = post(servers[turn % len(servers)], public_id, tokens, number)
        heard(said)
        return number, said

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(click, enumerate(clicks)))


def shell(url: str, var_dir: Path, code: str, **environment: str) -> str:
    """Run code in a process of its own and return the last line that it printed."""
    done = manage(url, var_dir, "shell", "--no-imports", "-c", code, **environment)
    lines = done.stdout.strip().splitlines()
    return lines[-1] if lines else ""


def found_in(url: str, var_dir: Path) -> dict:
    """Return what stands in the database."""
    return json.loads(shell(url, var_dir, COUNT))


def broken_promises(url: str, var_dir: Path) -> str:
    """Run ``manage.py check_invariants`` and return what it printed."""
    return manage(url, var_dir, "check_invariants", check=False).stdout.strip()
