"""The units of ``deploy/systemd`` are ones that systemd takes, and are closed."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import ROOT
from tests.required_tools import missing

FOLDER = ROOT / "deploy" / "systemd"
SERVICES = sorted(FOLDER.glob("*.service"))
UNITS = SERVICES + sorted(FOLDER.glob("*.timer"))
# systemd's own marks, in tenths: 0 is closed, 100 is open.
MOST_OPEN = 30


@pytest.fixture
def analyze():
    program = shutil.which("systemd-analyze")
    if program is None:
        missing("systemd-analyze is not on this machine")
    return program


def test_systemd_finds_nothing_wrong(analyze, tmp_path):  # O2
    for unit in UNITS:
        text = re.sub(r"/opt/teilhabe/\.venv/bin/\w+", sys.executable, unit.read_text())
        (tmp_path / unit.name).write_text(text)
    done = subprocess.run([analyze, "verify", *map(str, sorted(tmp_path.iterdir()))], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
def test_a_service_reaches_its_folder_and_the_network_only(analyze, service):  # O2
    command = [analyze, "security", "--offline=yes", f"--threshold={MOST_OPEN}", str(service)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout.splitlines()[-1]


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
def test_a_service_runs_as_its_own_user_with_the_environment_of_the_site(service):  # O2
    lines = service.read_text().splitlines()
    wanted = [
        "User=teilhabe",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "EnvironmentFile=/etc/teilhabe/teilhabe.env",
    ]
    assert [line for line in wanted if line not in lines] == []


def test_each_timer_has_its_service():  # O2
    assert [timer.name for timer in FOLDER.glob("*.timer") if not Path(timer).with_suffix(".service").exists()] == []
