"""Many people want few places at one table in the same moment: exactly so many get one; without the lock, more do."""

import json
from pathlib import Path

import pytest

from tests.events.signups.test_race import race, shell

PLACES = 5
TABLE = {"table": {"a": PLACES}}
PREPARE = f"""
from tests.builders import make_event_row
print(make_event_row(capacity=200, waiting_list_size=0, option_limits={TABLE}).pk)
"""
COUNT = """
import json
from events.models import OptionSeat
from events.signups.invariants import broken_invariants
numbers = sorted(OptionSeat.objects.values_list("number", flat=True))
print(json.dumps([numbers, list(broken_invariants())]))
"""
DROP_SECOND_BARRIERS = """
from django.db import connection
from events.models import OptionSeat, Signup
for model, name in ((Signup, "signup_seat_once"), (OptionSeat, "option_seat_once")):
    constraint = next(c for c in model._meta.constraints if c.name == name)
    model._meta.constraints.remove(constraint)  # SQLite makes the table anew from what the model says
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
"""


def counted(url: str, var_dir: Path) -> tuple[list[int], list[str]]:
    numbers, broken = json.loads(shell(url, var_dir, COUNT))
    return numbers, broken


def test_two_processes_fill_a_table_exactly(database_url, tmp_path):  # S31 S1
    event_id = int(shell(database_url, tmp_path, PREPARE))
    answers = race(database_url, tmp_path, event_id, lock="on", option="a")
    assert answers == {"open": PLACES, "option_full": 80 - PLACES}
    assert counted(database_url, tmp_path) == (list(range(1, PLACES + 1)), [])


def test_without_lock_and_second_barrier_the_same_code_gives_more_places(database_url, tmp_path):  # S31, the control
    event_id = int(shell(database_url, tmp_path, PREPARE))
    shell(database_url, tmp_path, DROP_SECOND_BARRIERS)
    race(database_url, tmp_path, event_id, lock="off", option="a")
    numbers, broken = counted(database_url, tmp_path)
    assert (len(numbers) > PLACES, broken != []) == (True, True)


@pytest.mark.postgres
def test_without_lock_the_numbers_alone_prevent_more(postgres_url, tmp_path):  # S31
    event_id = int(shell(postgres_url, tmp_path, PREPARE))
    race(postgres_url, tmp_path, event_id, lock="off", option="a")
    numbers, _broken = counted(postgres_url, tmp_path)
    assert numbers == list(range(1, len(numbers) + 1))
