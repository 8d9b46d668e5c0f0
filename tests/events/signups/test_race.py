"""Many people want few seats at the same moment: two processes, real databases, and the control without the lock."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.databases import ROOT, manage, process_environment

SEATS = 20
PLACES = 15
PEOPLE = 80
# Nobody here confirms: of those who don't, a list takes three for each place.
UNVERIFIED = 3 * PLACES
PREPARE = """
from datetime import timedelta
from tests.builders import make_event_row
print(make_event_row(capacity={seats}, waiting_list_size={places}).pk)
"""
COUNT = """
import json
from collections import Counter
from events.signups.invariants import broken_invariants
from events.models import Signup
rows = list(Signup.objects.values_list("state", "seat_no"))
states = Counter(state for state, seat in rows)
print(json.dumps([states, sorted(seat for state, seat in rows if seat), list(broken_invariants())]))
"""
DROP_SECOND_BARRIER = """
from django.db import connection
from events.models import Signup
constraint = next(c for c in Signup._meta.constraints if c.name == "signup_seat_once")
Signup._meta.constraints.remove(constraint)  # SQLite makes the table anew from what the model says
with connection.schema_editor() as editor:
    editor.remove_constraint(Signup, constraint)
"""


def shell(url: str, var_dir: Path, code: str) -> str:
    done = manage(url, var_dir, "shell", "--no-imports", "-c", code)
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""


def race(url: str, var_dir: Path, event_id: int, lock: str, option: str = "") -> Counter:
    """Let two processes with eight threads each sign up PEOPLE people, and return how often each answer was given.

    All of them want the same ``option``, where one is named.
    """
    middle = PEOPLE // 2
    shares = [(0, middle), (middle, PEOPLE)]
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.events.race", str(event_id), str(first), str(last), "8", lock, option],
            cwd=ROOT,
            env=process_environment(url, var_dir),
            stdout=subprocess.PIPE,
            text=True,
        )
        for first, last in shares
    ]
    answers: Counter = Counter()
    for process in processes:
        output, _ = process.communicate(timeout=120)
        answers.update(json.loads(output))
    return answers


def test_two_processes_fill_the_seats_exactly(database_url, tmp_path):  # S1 S2
    event_id = int(shell(database_url, tmp_path, PREPARE.format(seats=SEATS, places=PLACES)))
    answers = race(database_url, tmp_path, event_id, lock="on")
    states, seat_numbers, broken = json.loads(shell(database_url, tmp_path, COUNT))
    assert answers == {"open": SEATS, "waiting_list": UNVERIFIED, "full": PEOPLE - SEATS - UNVERIFIED}
    assert states == {"unconfirmed": SEATS, "waiting": UNVERIFIED}
    assert seat_numbers == list(range(1, SEATS + 1))
    assert broken == []


def test_without_lock_and_second_barrier_the_same_code_overbooks(database_url, tmp_path):  # S1, the control
    event_id = int(shell(database_url, tmp_path, PREPARE.format(seats=SEATS, places=PLACES)))
    shell(database_url, tmp_path, DROP_SECOND_BARRIER)
    race(database_url, tmp_path, event_id, lock="off")
    states, _seat_numbers, broken = json.loads(shell(database_url, tmp_path, COUNT))
    assert states["unconfirmed"] > SEATS
    assert broken != []


@pytest.mark.postgres
def test_without_lock_the_seat_numbers_alone_prevent_overbooking(postgres_url, tmp_path):  # S2
    event_id = int(shell(postgres_url, tmp_path, PREPARE.format(seats=SEATS, places=PLACES)))
    race(postgres_url, tmp_path, event_id, lock="off")
    _states, seat_numbers, _broken = json.loads(shell(postgres_url, tmp_path, COUNT))
    assert seat_numbers == list(range(1, SEATS + 1))
