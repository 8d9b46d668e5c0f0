"""What we import stands in pyproject.toml itself: a package that another one brings may leave with it."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = {"cms", "downloads", "events", "home", "tests", "bench"}
SITE = ["cms", "downloads", "events", "home", "gunicorn.conf.py", "manage.py"]
TESTS = ["tests", "bench", ".ci"]
# Path -> the extra of pyproject.toml without which it isn't used.
ONLY_WITH = {"home/demo/pdf.py": "demo", "cms/ground/object_storage.py": "s3"}
# The name of an import -> the distributions that bring it.
DISTRIBUTIONS = packages_distributions()


def declared() -> dict[str, set[str]]:
    """Return the names of what is declared, by extra; "" is what the site needs anyway."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = {"": project["dependencies"], **project["optional-dependencies"]}
    return {extra: {_normal(re.split(r"[\[<>=~!; ]", line)[0]) for line in lines} for extra, lines in lists.items()}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(text: str) -> set[str]:
    """Return the packages of others that a module imports, by the name under which they are imported."""
    names = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add((node.module or "").split(".")[0])
    return names - OURS - sys.stdlib_module_names


def undeclared(names: Iterable[str], known: set[str]) -> list[str]:
    """Return the names that no declared distribution brings."""
    return sorted(name for name in names if not known & {_normal(one) for one in DISTRIBUTIONS.get(name, [])})


def files(places: list[str]) -> list[Path]:
    found = [ROOT / place for place in places]
    return [path for place in found for path in (place.rglob("*.py") if place.is_dir() else [place])]


def test_what_the_site_imports_is_declared():  # O3
    known = declared()
    wrong = {
        name: undeclared(
            imported(path.read_text(encoding="utf-8")), known[""] | known.get(ONLY_WITH.get(name, ""), set())
        )
        for path in files(SITE)
        if (name := str(path.relative_to(ROOT)))
    }
    assert {name: packages for name, packages in wrong.items() if packages} == {}


def test_what_the_tests_import_is_declared():  # O3
    known = set().union(*declared().values())
    wrong = {path.name: undeclared(imported(path.read_text(encoding="utf-8")), known) for path in files(TESTS)}
    assert {name: packages for name, packages in wrong.items() if packages} == {}


def test_a_planted_import_that_is_declared_nowhere_is_found():  # O3
    names = imported("import yaml.loader\nfrom bs4 import x\nfrom . import y\nimport os\nfrom cms import z\n")
    assert names == {"yaml", "bs4"}
    assert undeclared(names, declared()[""] - {"beautifulsoup4"}) == ["bs4", "yaml"]
    assert undeclared(["bs4"], declared()[""]) == []
