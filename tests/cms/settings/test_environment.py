"""The list of the environment's variables is what the settings read, and so are the table and the example."""

import ast
import re
from pathlib import Path

from cms.settings.environment import ENVIRONMENT, OF_DEVELOPMENT, OF_GUNICORN, as_example, as_table, names
from tests.databases import ROOT

READERS = [*sorted((ROOT / "cms" / "settings").glob("*.py")), ROOT / "gunicorn.conf.py"]
NAME = re.compile(r"^[A-Z][A-Z0-9_]+$")
# Whoever asks is one of these, or a function that gets the environment.
SOURCES = {"environ", "environment"}


def read_in(path: Path) -> set[str]:
    """Return the names that a module asks the environment for."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        texts: list[ast.expr] = []
        if isinstance(node, ast.Subscript) and _is_environment(node.value):
            texts = [node.slice]
        elif isinstance(node, ast.Call):
            asks = isinstance(node.func, ast.Attribute) and node.func.attr == "get" and _is_environment(node.func.value)
            is_handed = any(_is_environment(argument) for argument in node.args)
            is_required = isinstance(node.func, ast.Name) and node.func.id == "_required"
            texts = node.args if asks or is_handed or is_required else []
        elif isinstance(node, ast.For) and isinstance(node.iter, ast.Tuple):
            texts = node.iter.elts
        found |= {text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str)}
    return {name for name in found if NAME.match(name)}


def _is_environment(node: ast.expr) -> bool:
    return (isinstance(node, ast.Name) and node.id in SOURCES) or (
        isinstance(node, ast.Attribute) and node.attr in SOURCES
    )


def test_the_list_names_what_the_settings_read():  # O6
    read = set().union(*(read_in(path) for path in READERS if path.name not in ("test.py", "environment.py")))
    # manage.py and wsgi.py read which settings hold.
    assert sorted(read - OF_DEVELOPMENT - OF_GUNICORN | {"DJANGO_SETTINGS_MODULE"}) == sorted(names())


def test_no_variable_stands_there_twice():  # O6
    listed = [variable.name for variables in ENVIRONMENT.values() for variable in variables]
    assert len(listed) == len(set(listed))


def test_the_example_is_made_of_the_list():  # O6
    example = (ROOT / "deploy" / "teilhabe.env.example").read_text(encoding="utf-8")
    assert example.strip() == as_example().strip(), "manage.py environment --example > deploy/teilhabe.env.example"
    assert sorted(re.findall(r"^#?([A-Z][A-Z0-9_]+)=", example, flags=re.MULTILINE)) == sorted(names())


def test_the_table_of_the_documentation_is_made_of_the_list():  # O6
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    assert as_table().strip() in text, "manage.py environment prints the tables of docs/operating.md"
