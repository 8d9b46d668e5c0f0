"""The rooms of the site and the size of its files."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Each room may import itself and the rooms before it.
ROOMS = ["cms", "downloads", "events", "home"]
MODULES = sorted(
    path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.relative_to(ROOT).parts
)
SAYS_NOTHING = {"common", "helper", "helpers", "misc", "mixins", "service", "services", "util", "utils"}
MOST_LINES = 300
# Path from the root -> why this file is longer.
LONGER_FOR_A_REASON: dict[str, str] = {}


def later_rooms_imported_by(path: Path) -> set[str]:
    """The rooms that this module imports although they come after its own."""
    own = path.relative_to(ROOT).parts[0]
    later = set(ROOMS[ROOMS.index(own) + 1 :])
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            imported.add(node.module.split(".")[0])
    return imported & later


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_no_later_room(path):  # O3
    assert later_rooms_imported_by(path) == set()


def test_an_import_of_a_later_room_inside_a_function_is_found(tmp_path, monkeypatch):  # O3
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    (tmp_path / "cms").mkdir()
    module = tmp_path / "cms" / "urls.py"
    module.write_text("import downloads.models\n\ndef late():\n    from events.models import Event\n")
    assert later_rooms_imported_by(module) == {"downloads", "events"}


def test_files_over_300_lines_have_a_reason():  # O3
    too_long = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    }
    assert too_long == set(LONGER_FOR_A_REASON)


def test_no_module_has_a_name_that_says_nothing():  # O3
    names = {path: {path.stem, *path.relative_to(ROOT).parts[:-1]} for path in MODULES}
    assert [path for path, parts in names.items() if parts & SAYS_NOTHING] == []


def test_templates_of_a_room_are_named_only_by_it_and_later_rooms():  # O3
    wrong = [
        (str(path.relative_to(ROOT)), later)
        for index, room in enumerate(ROOMS)
        for path in (ROOT / room).rglob("templates/**/*.html")
        for later in ROOMS[index + 1 :]
        if f'"{later}/' in path.read_text(encoding="utf-8")
    ]
    assert wrong == []
