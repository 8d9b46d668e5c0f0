"""What upstream has at a name today, read from its files, and the list of what we looked at.

``python -m tests.upstream > docs/upstream-fingerprints.txt`` renews the list, after somebody has looked.
"""

import ast
import hashlib
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs/upstream.md"
FINGERPRINTS = ROOT / "docs/upstream-fingerprints.txt"
NAME = re.compile(r"`([^`]+)`")


class Row(NamedTuple):
    """A row of the table: what of upstream's, why, what of ours, which version, which test; ``line`` is where."""

    line: int
    upstream: list[str]
    why: str
    ours: list[str]
    looked_at: str
    tests: list[str]


def rows(text: str) -> list[Row]:
    """Return the rows of the tables in a text, without their heads."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("| `"):
            upstream, why, ours, looked_at, tests = (cell.strip() for cell in line.strip("|").split(" | "))
            found.append(Row(number, NAME.findall(upstream), why, NAME.findall(ours), looked_at, NAME.findall(tests)))
    return found


def source_of(name: str) -> str:
    """Return the text of a function, a class, a value or, for a path below the packages, a file.

    Read from the file, because in memory ours may stand there. Raises LookupError.
    """
    top, *rest = name.split("/") if "/" in name else name.split(".")
    place = _package(top, name)
    if "/" in name:
        path = place.joinpath(*rest)
        if not path.is_file():
            raise LookupError(f"There is no {name} any more.")
        return path.read_text(encoding="utf-8")
    while rest and (place / rest[0]).is_dir():
        place /= rest.pop(0)
    module = place / f"{rest.pop(0)}.py" if rest and (place / f"{rest[0]}.py").is_file() else place / "__init__.py"
    return _definition(module, rest, name)


def _package(top: str, name: str) -> Path:
    spec = find_spec(top)
    if spec is None or not spec.submodule_search_locations:
        raise LookupError(f"There is no package for {name}.")
    return Path(spec.submodule_search_locations[0])


def _definition(module: Path, path: list[str], name: str) -> str:
    text, tree = _parsed(module)
    nodes: list[ast.AST] = [tree]
    for part in path:
        nodes = [node for parent in nodes for node in ast.iter_child_nodes(parent) if part in _names(node)]
        if not nodes:
            raise LookupError(f"Nothing is defined as {name} any more.")
    return "\n".join(_lines(text, node) for node in nodes) if path else text


@cache
def _parsed(module: Path) -> tuple[str, ast.Module]:
    text = module.read_text(encoding="utf-8")
    return text, ast.parse(text)


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _lines(text: str, node: ast.AST) -> str:
    decorators = getattr(node, "decorator_list", [])
    first = min(part.lineno for part in [node, *decorators])
    return "\n".join(text.splitlines()[first - 1 : node.end_lineno])


def fingerprint(name: str) -> str:
    return hashlib.sha256(source_of(name).encode()).hexdigest()


def fingerprints() -> str:
    """Return the list of all that the table names, as the file holds it."""
    names = {name for row in rows(TABLE.read_text(encoding="utf-8")) for name in row.upstream}
    return "".join(f"{fingerprint(name)}  {name}\n" for name in sorted(names))


if __name__ == "__main__":
    print(fingerprints(), end="")
