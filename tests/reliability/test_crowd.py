"""Real servers and real databases: a crowd in three languages, while seats come and go."""

import contextlib
import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

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
# Nobody of the crowd confirms: of those who don't, a list takes three for each place, and always twenty.
UNVERIFIED_FOR_EACH_PLACE = 3


@dataclass(frozen=True)
class Crowd:
    """How many want how many seats; of those who came before, some wait and some cancel."""

    people: int
    seats: int
    places: int
    more_seats: int
    waiting: int
    cancelling: int

    @property
    def unverified(self) -> int:
        return UNVERIFIED_FOR_EACH_PLACE * self.places


SIZES = [
    pytest.param(Crowd(people=48, seats=12, places=7, more_seats=20, waiting=4, cancelling=3), id="48 people"),
    pytest.param(
        Crowd(people=200, seats=20, places=20, more_seats=40, waiting=15, cancelling=10),
        id="200 people",
        marks=pytest.mark.long,
    ),
]
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


@pytest.mark.parametrize("crowd", SIZES)
@pytest.mark.parametrize(("engine", "servers"), ENGINES)
def test_many_people_want_few_seats(request, tmp_path, engine, servers, crowd):  # S1 S2 R3
    url = request.getfixturevalue(f"{engine}_url")
    made = (
        f"print(make_event_row(capacity={crowd.seats}, waiting_list_size={crowd.places}, signup_form=form).public_id)"
    )
    public_id = shell(url, tmp_path, FORM_IN_THREE_LANGUAGES + made)
    with contextlib.ExitStack() as stack:
        running = [stack.enter_context(run_server(url, tmp_path, **NO_LIMITS)) for _ in range(servers)]
        tokens = open_forms(running[0], public_id, crowd.people)
        answers = post_all(running, public_id, tokens, range(crowd.people))
        again = post_all(running, public_id, tokens, range(10))
    found = found_in(url, tmp_path)
    taken = crowd.seats + crowd.unverified
    assert Counter(said for _number, said in answers) == {MAILBOX: taken, "page 200": crowd.people - taken}
    assert found["states"] == {"unconfirmed": crowd.seats, "waiting": crowd.unverified}
    assert found["seats"] == list(range(1, crowd.seats + 1))
    assert found["languages"] == sorted(LANGUAGES)
    # A form that was taken gets its answer again; of all others, the event is full.
    assert again == answers[:10]
    assert found["mails"] == {"signup.please_confirm": taken}
    assert broken_promises(url, tmp_path) == "All invariants hold."


@pytest.mark.parametrize("crowd", SIZES)
@pytest.mark.parametrize(("engine", "servers"), ENGINES)
def test_double_clicks_cancellations_and_new_seats_in_a_crowd_end_exactly(
    request, tmp_path, engine, servers, crowd
):  # S1 S2 S3 S5 R3
    url = request.getfixturevalue(f"{engine}_url")
    prepare = FULL_EVENT.format(
        seats=crowd.seats, places=crowd.places, waiting=crowd.waiting, cancelling=crowd.cancelling
    )
    event_pk, public_id, cancel_paths = json.loads(shell(url, tmp_path, prepare))
    more = MORE.format(pk=event_pk, seats=crowd.more_seats)
    first_half, second_half = range(crowd.people // 2), range(crowd.people // 2, crowd.people)
    with contextlib.ExitStack() as stack:
        running = [stack.enter_context(run_server(url, tmp_path, **NO_LIMITS)) for _ in range(servers)]
        tokens = open_forms(running[0], public_id, crowd.people)
        editor = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", more],
            cwd=ROOT,
            env=process_environment(url, tmp_path),
        )
        with ThreadPoolExecutor(crowd.cancelling) as pool:
            # Both buttons are pressed twice at once.
            cancelled = pool.map(lambda path: answer(running[0].url + path, {"x": "1"})[0], cancel_paths * 2)
            answers = post_all(running, public_id, tokens, twice(first_half))
        assert editor.wait(timeout=60) == 0
        answers += post_all(running, public_id, tokens, twice(second_half))
    found = found_in(url, tmp_path)
    told_of_a_mail = {address_of(number) for number, said in answers if said == MAILBOX}
    assert {said for _number, said in answers} == {MAILBOX, "page 200"}
    assert set(cancelled) <= {200, 303}
    newcomers = crowd.more_seats - (crowd.seats - crowd.cancelling) - crowd.waiting
    assert found["states"] == {
        "confirmed": crowd.seats - crowd.cancelling,
        "cancelled": crowd.cancelling,
        "offered": crowd.waiting,
        "unconfirmed": newcomers,
        "waiting": crowd.unverified,
    }
    assert found["seats"] == list(range(1, crowd.more_seats + 1))
    # Whoever was sent to the mailbox has a sign-up, and nobody else.
    assert [address for address in found["addresses"] if address.startswith("crowd-")] == sorted(told_of_a_mail)
    assert found["mails"] == {
        "signup.please_confirm": crowd.seats + crowd.waiting + newcomers + crowd.unverified,
        "signup.confirmed": crowd.seats,
        "signup.waiting_place": crowd.waiting,
        "signup.offer": crowd.waiting,
        "signup.cancelled": crowd.cancelling,
    }
    assert (found["mails_of_new_people"], found["mails_of_nobody"], found["without_history"]) == ([1], 0, 0)
    assert broken_promises(url, tmp_path) == "All invariants hold."


def twice(people: range) -> list[int]:
    """Each person clicks twice, one click right after the other."""
    return [number for number in people for _click in range(2)]
