"""``docs/upstream.md`` names what of upstream's we replace, wrap or use where it is private, and it is unchanged."""

import ast
import inspect
import sys
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.template.utils import get_app_template_dirs

from tests.test_architecture import MODULES, ROOMS
from tests.upstream import FINGERPRINTS, ROOT, TABLE, Row, fingerprint, rows, source_of

ROWS = rows(TABLE.read_text(encoding="utf-8"))
NAMED = {name for row in ROWS for name in row.upstream}
RENEW = "python -m tests.upstream > docs/upstream-fingerprints.txt"
# Private by their look only: Django documents them, or passes them on to subclasses.
DOCUMENTED = {"_meta", "_default_manager", "_base_manager", "_state"}
# They run when they are imported.
NOT_IMPORTED = {"cms.wsgi", "downloads.examining.__main__"}


def known_fingerprints() -> dict[str, str]:
    lines = FINGERPRINTS.read_text(encoding="utf-8").splitlines()
    return {name: known for known, name in (line.split("  ") for line in lines)}


def changed(table: Iterable[Row], known: dict[str, str]) -> list[str]:
    """Return a sentence for each name that is something else than when somebody looked."""
    return [
        f"{name} is no longer what it was in {row.looked_at}: see docs/upstream.md, line {row.line}; then {RENEW}"
        for row in table
        for name in row.upstream
        if known.get(name) != _fingerprint_today(name)
    ]


def _fingerprint_today(name: str) -> str:
    try:
        return fingerprint(name)
    except LookupError as gone:
        return str(gone)


def test_upstream_is_what_somebody_looked_at():  # O7
    assert changed(ROWS, known_fingerprints()) == []


def test_the_fingerprints_are_those_of_the_table():  # O7
    assert sorted(known_fingerprints()) == sorted(NAMED)


def test_each_line_names_what_is_there():  # O7
    named = [name for row in ROWS for name in [*row.ours, *row.tests]]
    assert [name for name in named if "/" in name and not (ROOT / name).exists()] == []
    assert [row.line for row in ROWS if not all((row.upstream, row.why, row.ours, row.looked_at, row.tests))] == []


def overridden_templates() -> list[str]:
    """Return the templates of upstream's in whose place one of ours stands, as paths below the packages."""
    packages = [Path(folder) for folder in get_app_template_dirs("templates") if ROOT not in Path(folder).parents]
    # Its apps bring no templates of their own: those of all lie here.
    packages.append(Path(find_spec("allauth").submodule_search_locations[0]) / "templates")
    ours = {
        path.relative_to(folder)
        for room in ROOMS
        for folder in (ROOT / room).rglob("templates")
        for path in folder.rglob("*.html")
    }
    found = [folder / name for folder in packages for name in ours if (folder / name).is_file()]
    return sorted({str(path).rpartition("site-packages/")[2] for path in found})


def test_each_template_that_we_override_is_named():  # O7
    overridden = overridden_templates()
    assert [path for path in overridden if path not in NAMED] == []
    # An absence counts only beside what is there.
    assert "wagtail/admin/templates/wagtailadmin/home.html" in overridden
    assert "allauth/templates/account/login.html" in overridden


def used_private_names(tree: ast.Module) -> set[str]:
    """Return the private attributes that a module asks for and doesn't define itself."""
    own, used = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            own.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            own.add(node.id)
        elif isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
            is_own = isinstance(node.ctx, ast.Store) and ast.unparse(node.value) in {"self", "cls"}
            (own if is_own else used).add(node.attr)
    return used - own - DOCUMENTED


def overridden_private_methods(module: str) -> set[str]:
    """Return the private methods of upstream's that classes of a module override."""
    classes = [one for one in vars(import_module(module)).values() if inspect.isclass(one) and one.__module__ == module]
    return {
        name
        for one in classes
        for name, method in vars(one).items()
        if name.startswith("_") and not name.endswith("_") and getattr(method, "__module__", "") == module
        if inspect.isfunction(method) and any(name in vars(base) for base in one.__mro__[1:] if not _is_ours(base))
    }


def _is_ours(one: type) -> bool:
    return one.__module__.split(".")[0] in ROOMS


def test_the_private_names_that_we_use_or_override_are_those_of_the_table():  # O7
    used = {name for path in MODULES.values() for name in used_private_names(ast.parse(path.read_text("utf-8")))}
    imported = [module for module in MODULES if module not in NOT_IMPORTED and ".settings" not in module]
    overridden = {name for module in imported for name in overridden_private_methods(module)}
    in_the_table = {name.rpartition(".")[2] for name in NAMED} | {
        name for row in ROWS for name in row.why.split("`")[1::2]
    }
    assert used | overridden == {name for name in in_the_table if name.startswith("_")}


def assigned_upstream(tree: ast.Module) -> set[str]:
    """Return the dotted names of what a module imports from upstream and assigns something to."""
    imported = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level and _is_upstream(node.module or ""):
            imported |= {alias.asname or alias.name: (node.module, alias.name) for alias in node.names}
    targets = [
        target
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AugAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if not isinstance(target, ast.Name)
    ]
    return {_dotted(*imported[root]) for target in targets if (root := _root(target)) in imported}


def _is_upstream(module: str) -> bool:
    top = module.split(".")[0]
    return top not in ROOMS and top not in sys.stdlib_module_names


def _root(node: ast.AST) -> str:
    while not isinstance(node, ast.Name):
        parts = [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)]
        if not parts:
            return ""
        node = parts[0]
    return node.id


def _dotted(module: str, name: str) -> str:
    found = getattr(import_module(module), name)
    return f"{found.__module__}.{found.__qualname__}" if inspect.isclass(found) else f"{module}.{name}"


def test_what_we_assign_to_upstream_is_named_and_stands_in_one_module_for_each_library():  # O7
    assigned = {module: assigned_upstream(ast.parse(path.read_text("utf-8"))) for module, path in MODULES.items()}
    places = {module: names for module, names in assigned.items() if names}
    assert sorted(places) == [
        "cms.settings.languages",
        "cms.upstream.wagtail",
        "cms.upstream.wagtail_localize",
        "cms.upstream.willow",
    ]
    named = tuple(NAMED)
    assert [name for names in places.values() for name in names if not any(n.startswith(name) for n in named)] == []


def test_a_change_upstream_says_which_line_to_look_at():  # O7
    row = next(row for row in ROWS if row.upstream == ["willow.image.INITIAL_IMAGE_CLASSES"])
    said = (
        "willow.image.INITIAL_IMAGE_CLASSES is no longer what it was in Willow 1.12.0: see docs/upstream.md, line "
        f"{row.line}; then {RENEW}"
    )
    assert changed([row], {row.upstream[0]: "0" * 64}) == [said]
    assert changed([row], known_fingerprints()) == []


@pytest.mark.parametrize(
    "name", ["wagtail.hooks.gone", "nowhere.to.be.found", "wagtail/admin/gone.html", "wagtail.models.Page"]
)
def test_what_is_not_defined_there_is_not_found(name):  # O7
    with pytest.raises(LookupError, match=name):
        source_of(name)


PLANTED = """
from wagtail.admin.views.account import AvatarSettingsPanel as Panel
Panel.is_active = None
Panel._meta.get_field("file").attr_class = 1
hooks._hooks.clear()
self._own = self._own + 1
"""


def test_planted_assignments_and_private_names_are_found():  # O7
    tree = ast.parse(PLANTED)
    assert assigned_upstream(tree) == {"wagtail.admin.views.account.AvatarSettingsPanel"}
    assert used_private_names(tree) == {"_hooks"}
