"""Real servers and real databases: two hundred people in three languages, while seats come and go."""

import contextlib
import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.databases import ROOT, process_environment
from tests.demo_site import LANGUAGES
from tests.reliability.crowd import (
    FORM_IN_THREE_LANGUAGES,
    MAILBOX,
    NO_LIMITS,
    address_of,
    answer,
    broken_promises,
    found_in,
    open_forms,
    post_all,
    shell,
)
from tests.servers import run_server

ENGINES = [("sqlite", 1), pytest.param("postgres", 2, marks=pytest.mark.postgres)]
SEATS, MORE_SEATS, PLACES, PEOPLE = 20, 40, 20, 200
# Nobody of the crowd confirms: of those who don't, a list takes three for each place.
UNVERIFIED = 3 * PLACES
WAITING, CANCELLING = 15, 10
FULL_EVENT = (
    FORM_IN_THREE_LANGUAGES
    + """
import json
from events.signups.secret_links import cancel_path
event = make_event_row(capacity={seats}, waiting_list_size={places}, signup_form=form)
event.save_revision().publish()
early = [signed_up_and_confirmed(event, number) for number in range({seats} + {waiting})]
print(json.dumps([event.pk, event.public_id, [cancel_path(signup) for signup in early[:{cancelling}]]]))
"""
)
MORE = """
from cms.consequences.answers import answered_by
from events.models import Event
event = Event.objects.get(pk={pk})
event.capacity = {seats}
with answered_by("tests"):
    event.save_revision().publish()
"""


@pytest.mark.parametrize(("engine", "servers"), ENGINES)
def test_two_hundred_people_want_fifty_seats(request, tmp_path, engine, servers):  # S1 S2 R3
    url = request.getfixturevalue(f"{engine}_url")
    made = "print(make_event_row(capacity=50, waiting_list_size=25, signup_form=form).public_id)"
    public_id = shell(url, tmp_path, FORM_IN_THREE_LANGUAGES + made)
    with contextlib.ExitStack() as stack:
        running = [stack.enter_context(run_server(url, tmp_path, **NO_LIMITS)) for _ in range(servers)]
        tokens = open_forms(running[0], public_id, PEOPLE)
        answers = post_all(running, public_id, tokens, range(PEOPLE))
        again = post_all(running, public_id, tokens, range(10))
    found = found_in(url, tmp_path)
    assert Counter(said for _number, said in answers) == {MAILBOX: 125, "page 200": 75}
    assert found["states"] == {"unconfirmed": 50, "waiting": 75}
    assert found["seats"] == list(range(1, 51))
    assert found["languages"] == sorted(LANGUAGES)
    # A form that was taken gets its answer again; of all others, the event is full.
    assert again == answers[:10]
    assert found["mails"] == {"signup.please_confirm": 125}
    assert broken_promises(url, tmp_path) == "All invariants hold."


@pytest.mark.parametrize(("engine", "servers"), ENGINES)
def test_double_clicks_cancellations_and_new_seats_in_a_crowd_end_exactly(
    request, tmp_path, engine, servers
):  # S1 S2 S3 S5 R3
    url = request.getfixturevalue(f"{engine}_url")
    prepare = FULL_EVENT.format(seats=SEATS, places=PLACES, waiting=WAITING, cancelling=CANCELLING)
    event_pk, public_id, cancel_paths = json.loads(shell(url, tmp_path, prepare))
    first_half, second_half = range(PEOPLE // 2), range(PEOPLE // 2, PEOPLE)
    with contextlib.ExitStack() as stack:
        running = [stack.enter_context(run_server(url, tmp_path, **NO_LIMITS)) for _ in range(servers)]
        tokens = open_forms(running[0], public_id, PEOPLE)
        editor = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", MORE.format(pk=event_pk, seats=MORE_SEATS)],
            cwd=ROOT,
            env=process_environment(url, tmp_path),
        )
        with ThreadPoolExecutor(CANCELLING) as pool:
            # Both buttons are pressed twice at once.
            cancelled = pool.map(lambda path: answer(running[0].url + path, {"x": "1"})[0], cancel_paths * 2)
            answers = post_all(running, public_id, tokens, twice(first_half))
        assert editor.wait(timeout=60) == 0
        answers += post_all(running, public_id, tokens, twice(second_half))
    found = found_in(url, tmp_path)
    told_of_a_mail = {address_of(number) for number, said in answers if said == MAILBOX}
    assert {said for _number, said in answers} == {MAILBOX, "page 200"}
    assert set(cancelled) <= {200, 303}
    newcomers = MORE_SEATS - (SEATS - CANCELLING) - WAITING
    assert found["states"] == {
        "confirmed": SEATS - CANCELLING,
        "cancelled": CANCELLING,
        "offered": WAITING,
        "unconfirmed": newcomers,
        "waiting": UNVERIFIED,
    }
    assert found["seats"] == list(range(1, MORE_SEATS + 1))
    # Whoever was sent to the mailbox has a sign-up, and nobody else.
    assert [address for address in found["addresses"] if address.startswith("crowd-")] == sorted(told_of_a_mail)
    assert found["mails"] == {
        "signup.please_confirm": SEATS + WAITING + newcomers + UNVERIFIED,
        "signup.confirmed": SEATS,
        "signup.waiting_place": WAITING,
        "signup.offer": WAITING,
        "signup.cancelled": CANCELLING,
    }
    assert (found["mails_of_new_people"], found["mails_of_nobody"], found["without_history"]) == ([1], 0, 0)
    assert broken_promises(url, tmp_path) == "All invariants hold."


def twice(people: range) -> list[int]:
    """Each person clicks twice, one click right after the other."""
    return [number for number in people for _click in range(2)]
