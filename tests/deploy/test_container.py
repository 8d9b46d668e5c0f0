"""The steps of the image, where no container engine is: a script in a folder, and the site started from there."""

import os
import re
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.databases import ROOT

DOCKERFILE = ROOT / "deploy" / "Dockerfile"


def steps() -> list[str]:
    """Return the RUN lines of the stage that builds."""
    built = DOCKERFILE.read_text(encoding="utf-8").split("\nFROM ")[1]
    return re.findall(r"^RUN (.+)$", built, re.MULTILINE)


def test_the_image_runs_as_a_user_of_its_own_and_from_a_built_stage():  # O6
    stages = DOCKERFILE.read_text(encoding="utf-8").split("\nFROM ")
    assert (len(stages), len(steps())) == (3, 4)
    assert re.findall(r"^USER (\w+)$", stages[-1], re.MULTILINE) == ["teilhabe"]


@pytest.mark.long
def test_the_steps_of_the_image_end_in_a_site_that_can_be_asked(tmp_path):  # O6
    tracked = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=BytesIO(tracked)) as archive:
        archive.extractall(tmp_path, filter="data")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    for step in steps():
        subprocess.run(["bash", "-c", step], cwd=tmp_path, env=environment, check=True, capture_output=True)
    production = {
        **environment,
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "VAR_DIR": str(tmp_path / "var"),
        "SECRET_KEY": "a-key-for-this-test-only-" * 4,
        "ALLOWED_HOSTS": "stadt.example",
        "BASE_URL": "https://stadt.example",
    }
    python = Path(tmp_path, ".venv", "bin", "python")
    for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--noinput", "--verbosity", "0"], ["check"]):
        subprocess.run([python, "manage.py", *command], cwd=tmp_path, env=production, check=True, capture_output=True)
