"""What each of our modules imports of our own, read from its source."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Import(NamedTuple):
    """``inside``: in a function; ``for_types``: under TYPE_CHECKING, where nothing runs."""

    target: str
    inside: bool
    for_types: bool


def modules(rooms: list[str], root: Path = ROOT) -> dict[str, Path]:
    """Return each module of these rooms by its dotted name."""
    paths = [path for room in rooms for path in (root / room).rglob("*.py") if "migrations" not in path.parts]
    return {name_of(path, root): path for path in paths}


def name_of(path: Path, root: Path = ROOT) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path, known: dict[str, Path], root: Path = ROOT) -> set[Import]:
    """Return what of our own this module imports: for each name the module that it comes from."""
    package = name_of(path.parent / "__init__.py", root).split(".")
    return {
        Import(target, inside, for_types)
        for node, inside, for_types in _import_nodes(ast.parse(path.read_text(encoding="utf-8")))
        for dotted in _dotted_names(node, package)
        if (target := _nearest(dotted, known))
    }


def _import_nodes(node: ast.AST, inside: bool = False, for_types: bool = False) -> Iterator[tuple[ast.AST, bool, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, inside, for_types
        is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        is_for_types = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)
        yield from _import_nodes(child, inside or is_function, for_types or is_for_types)


def _dotted_names(node: ast.AST, package: list[str]) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    base = package[: len(package) - node.level + 1] if node.level else []
    return [".".join([*base, *(node.module or "").split("."), alias.name]).replace("..", ".") for alias in node.names]


def _nearest(dotted: str, known: dict[str, Path]) -> str:
    while dotted and dotted not in known:
        dotted = dotted.rpartition(".")[0]
    return dotted
