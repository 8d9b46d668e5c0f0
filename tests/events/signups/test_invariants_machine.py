"""The invariants hold after each step of a random story, on SQLite and on PostgreSQL."""

import subprocess
import sys

import pytest

from tests.databases import ROOT, process_environment
from tests.events.signups.machine import run

EXAMPLES = [3, pytest.param(40, marks=pytest.mark.long)]


@pytest.mark.django_db
@pytest.mark.parametrize("examples", EXAMPLES)
def test_the_invariants_hold_after_every_step_of_a_random_story(examples):  # S1 S5
    run(examples)


@pytest.mark.postgres
@pytest.mark.parametrize("examples", EXAMPLES)
def test_the_invariants_hold_on_postgresql_too(postgres_url, tmp_path, examples):  # S1 S2 S5
    done = subprocess.run(
        [sys.executable, "-m", "tests.events.signups.machine", str(examples)],
        cwd=ROOT,
        env=process_environment(postgres_url, tmp_path),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout.splitlines()[-1:]) == (0, ["postgresql"]), done.stdout + done.stderr
