"""What the documentation names is there: files, folders, modules and the floors of the rooms."""

import re
from pathlib import Path

import pytest

from .imports import ROOT
from .test_architecture import FLOORS

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
IN_BACKTICKS = re.compile(r"`([^`\s]+)`")
TARGETS = re.compile(r"\]\(([^)#]+)")
# A path from the root, perhaps with the name of a test behind it.
PATH = re.compile(r"^[\w.-]+(/[\w.-]+)*/?$")
# What stands on top of the repository; "var" holds what the site makes itself.
ON_TOP = {path.name for path in ROOT.iterdir()} - {"var"}


def paths_in(text: str) -> set[str]:
    """Return what in a document is a path of ours: it begins with a folder of the root, and names more than that."""
    named = (found.split("::")[0] for found in IN_BACKTICKS.findall(text))
    return {path for path in named if PATH.match(path) and "/" in path and path.split("/")[0] in ON_TOP}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_that_a_document_names_exists(document):  # O3
    text = document.read_text(encoding="utf-8")
    assert sorted(path for path in paths_in(text) if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_between_documents_leads_somewhere(document):  # O3
    targets = [target for target in TARGETS.findall(document.read_text(encoding="utf-8")) if "://" not in target]
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_a_path_that_is_not_there_would_be_found():  # O3
    text = "`events/urls.py`, `events/nowhere.py`, `tests/test_docs.py::test_x`, `/de/events/`, `text/html`, `urls.py`"
    assert paths_in(text) == {"events/urls.py", "events/nowhere.py", "tests/test_docs.py"}


@pytest.mark.parametrize("room", [room for room in FLOORS if FLOORS[room]])
def test_the_map_shows_the_floors_that_hold(room):  # O3
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    table = text.split(f"\n### `{Path(*room.split('.'))}/`\n")[1].split("\n#")[0]
    rows = re.findall(r"^\| (`[^|]+`) \|", table, flags=re.MULTILINE)
    assert [row.replace("`", "") for row in rows] == FLOORS[room]


def test_the_readme_keeps_one_screen():  # O3
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 60
