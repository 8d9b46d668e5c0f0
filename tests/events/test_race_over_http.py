"""Two hundred people in three languages post the form at once; the servers are real, and so is the database."""

import contextlib
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest

from tests.databases import manage
from tests.demo_site import LANGUAGES
from tests.servers import Server, run_server

SEATS, PLACES, PEOPLE, AT_ONCE = 50, 100, 200, 40
PREPARE = """
from tests.event_builders import make_event, make_signup_form
from wagtail.models import Locale
form = make_signup_form()
for code, consent in [("en", "I agree."), ("de-simple", "Ich sage ja.")]:
    translated = form.copy_for_translation(Locale.objects.get(language_code=code))
    translated.consent = consent
    translated.live = True
    translated.save()
print(make_event(capacity={seats}, waiting_list_size={places}, signup_form=form).public_id)
"""
COUNT = """
import json
from collections import Counter
from cms.mail.models import Mail
from events.invariants import broken_invariants
from events.models import Signup
rows = list(Signup.objects.values_list("state", "seat_no", "language"))
print(json.dumps({
    "states": Counter(state for state, _seat, _language in rows),
    "seats": sorted(seat for _state, seat, _language in rows if seat),
    "languages": sorted({language for _state, _seat, language in rows}),
    "mails": Mail.objects.count(),
    "broken": list(broken_invariants()),
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


def open_forms(server: Server, public_id: str) -> dict[str, str]:
    """Open the form in each language and return the signed time that it carries."""
    tokens = {}
    for language in LANGUAGES:
        _status, page = answer(f"{server.url}/{language}/signup/{public_id}/")
        tokens[language] = unescape(re.search(r'name="started" value="([^"]*)"', page).group(1))
    return tokens


def post_all(servers: list[Server], public_id: str, tokens: dict[str, str], people: range) -> Counter:
    """Post the form once for each person, over all servers and languages; return how often each answer came."""

    def post(number: int) -> str:
        language = LANGUAGES[number % len(LANGUAGES)]
        url = f"{servers[number % len(servers)].url}/{language}/signup/{public_id}/"
        status, where = answer(
            url,
            {
                "started": tokens[language],
                "given_name": "Person",
                "family_name": f"Nummer {number}",
                "email": f"person-{number}@example.org",
                "consent": "on",
            },
        )
        return "mailbox" if (status, where.rsplit("/", 2)[-2]) == (303, "mailbox") else f"page {status}"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(post, people))


def shell(url: str, var_dir, code: str) -> str:
    return manage(url, var_dir, "shell", "--no-imports", "-c", code).stdout.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("engine", "servers"), [("sqlite", 1), pytest.param("postgres", 2, marks=pytest.mark.postgres)]
)
def test_two_hundred_people_want_fifty_seats(request, tmp_path, engine, servers):  # S1 S2 R3
    url = request.getfixturevalue(f"{engine}_url")
    public_id = shell(url, tmp_path, PREPARE.format(seats=SEATS, places=PLACES))
    with contextlib.ExitStack() as stack:
        running = [stack.enter_context(run_server(url, tmp_path, threads=8)) for _ in range(servers)]
        tokens = open_forms(running[0], public_id)
        answers = post_all(running, public_id, tokens, range(PEOPLE))
        again = post_all(running, public_id, tokens, range(10))
    found = json.loads(shell(url, tmp_path, COUNT))
    assert answers == {"mailbox": SEATS + PLACES, "page 200": PEOPLE - SEATS - PLACES}
    assert found["states"] == {"unconfirmed": SEATS, "waiting": PLACES}
    assert found["seats"] == list(range(1, SEATS + 1))
    assert found["languages"] == sorted(LANGUAGES)
    assert found["broken"] == []
    # Everybody is told the same once the event is full, known or not.
    assert again == {"page 200": 10}
    assert found["mails"] == SEATS + PLACES
