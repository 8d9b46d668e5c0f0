"""The rooms of the site, the floors inside them, and the size of their files. See ``docs/architecture.md``."""

from pathlib import Path

import pytest

from tests.imports import ROOT, Import, imports_of, modules, name_of

# Each room may import itself and the rooms before it.
ROOMS = ["cms", "downloads", "events", "home"]
# What Django, Wagtail or the web server load by name. It may import all of its room, and nobody imports it.
ENTRANCES = {"apps", "urls", "language_urls", "wagtail_hooks", "management", "templatetags", "wsgi", "followers"}
# The floors of a room, the lowest first. What stands on one floor knows nothing of its neighbours there; a module may
# import from its own place and from the floors below.
FLOORS: dict[str, list[str]] = {
    "cms": [
        "settings formats logs words_of_upstream",
        "ground to_dos.registry",
        "texts",
        "forms throttle",
        "consequences",
        "languages",
        "pictures videos page_password publishing mail terms plain_language erasures",
        "models",
        "generation",
        "videos.serving videos.screens videos.consequences old_addresses",
        "frame users checks pictures.serving consequences.asking site_address nightly media_files middleware to_dos",
        "health",
        "admin_routes login page_cache",
        "password_reset upstream backup production",
    ],
    "cms.languages": [
        "core.opening",
        "models",
        "core",
        "reading state profiles",
        "guards translating",
        "board",
    ],
    "downloads": [
        "models.enums models.public_ids examining",
        "visibility",
        "models",
        "files",
        "pages",
        "serving audit consequences",
        "members",
        "admin",
    ],
    "events": [
        "models",
        "signups",
        "questions pages",
        "mails consequences",
        "public",
        "desk",
    ],
    "events.desk": [
        "screens coming event_chooser",
        "waves records codes",
        "needs on_the_day writing making editing statistics",
        "signups",
        "event_desk dashboard to_dos route_rows",
        "event_desk_urls",
        "viewsets",
    ],
    "home": [],
}
# Django asks a package ``models`` for all models of an app, so these name what stands on higher floors too. Nobody in
# the room imports them.
REGISTERS = {f"{room}.models" for room in ROOMS}
# Module -> why it imports first-party code inside a function.
INNER_IMPORTS = {
    "downloads.examining.__main__": "It runs in a bare process, whose path it sets first.",
}
SAYS_NOTHING = {"common", "helper", "helpers", "misc", "mixins", "service", "services", "util", "utils"}
MOST_LINES = 300
# Path from the root -> why this file is longer.
LONGER_FOR_A_REASON: dict[str, str] = {}


def place_of(module: str, room: str) -> tuple[int, str] | None:
    """Return the floor of a module in a room, and its place there; None for an entrance. Raises LookupError."""
    inner = module.removeprefix(room).removeprefix(".")
    if not inner or ENTRANCES.intersection(inner.split(".")):
        return None
    places = [(floor, place) for floor, names in enumerate(FLOORS[room]) for place in names.split()]
    fitting = [(floor, place) for floor, place in places if f"{inner}.".startswith(f"{place}.")]
    if not fitting:
        raise LookupError(f"{module} stands on no floor of {room}.")
    return max(fitting, key=lambda found: len(found[1]))


def upward_imports(room: str, imports: dict[str, set[Import]]) -> list[str]:
    """Return what in this room imports a higher floor, a neighbour on its own floor, or an entrance."""
    wrong = []
    for module, targets in imports.items():
        own = place_of(module, room) if f"{module}.".startswith(f"{room}.") else None
        if own is None or module in REGISTERS:
            continue
        for target in {found.target for found in targets if not found.for_types}:
            if not target.startswith(f"{room}.") or target in REGISTERS:
                continue
            there = place_of(target, room)
            if there is None or (there[0] >= own[0] and there != own):
                wrong.append(f"{module} imports {target}")
    return sorted(wrong)


def circles(imports: dict[str, set[Import]]) -> list[list[str]]:
    """Return the groups of modules that import each other round about (Tarjan's strongly connected components)."""
    arrows = {
        module: {one.target for one in found if not one.for_types} - {module, *REGISTERS}
        for module, found in imports.items()
    }
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    found: list[list[str]] = []

    def visit(module: str) -> None:
        order[module] = lowest[module] = len(order)
        path.append(module)
        for target in arrows.get(module, ()):
            if target not in order:
                visit(target)
                lowest[module] = min(lowest[module], lowest[target])
            elif target in path:
                lowest[module] = min(lowest[module], order[target])
        if lowest[module] == order[module]:
            group = path[path.index(module) :]
            del path[path.index(module) :]
            if len(group) > 1:
                found.append(sorted(group))

    for module in arrows:
        if module not in order:
            visit(module)
    return found


MODULES = modules(ROOMS)
IMPORTS = {name: imports_of(path, MODULES) for name, path in MODULES.items()}


def test_a_module_imports_no_later_room():  # O3
    wrong = [
        f"{module} imports {found.target}"
        for module, targets in IMPORTS.items()
        for found in targets
        if ROOMS.index(found.target.split(".")[0]) > ROOMS.index(module.split(".")[0])
    ]
    assert wrong == []


@pytest.mark.parametrize("room", [room for room in FLOORS if FLOORS[room]])
def test_inside_a_room_imports_go_down(room):  # O3
    assert upward_imports(room, IMPORTS) == []


def test_no_modules_import_each_other_round_about():  # O3
    assert circles(IMPORTS) == []


def test_nobody_in_a_room_imports_the_register_of_its_models():  # O3
    wrong = [
        f"{module} imports {found.target}"
        for module, targets in IMPORTS.items()
        for found in targets
        if found.target in REGISTERS and module != found.target and module.split(".")[0] == found.target.split(".")[0]
    ]
    assert wrong == []


def test_an_import_inside_a_function_has_a_reason():  # O3
    inner = {
        module
        for module, targets in IMPORTS.items()
        # Apps are made before their models, so ``ready`` imports what it needs.
        if any(found.inside for found in targets) and not module.endswith(".apps")
    }
    assert inner == set(INNER_IMPORTS)


PLANTED = {
    "upward": ("events/models/event.py", "from ..signups import sign_up\n"),
    "neighbour": ("events/pages/facts.py", "from ..questions.fields import name\n"),
    "entrance": ("events/models/event.py", "from ..urls import urlpatterns\n"),
}


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_import_that_does_not_go_down_is_found(kind, tmp_path):  # O3
    where, line = PLANTED[kind]
    for path in ["events/signups/__init__.py", "events/questions/fields.py", "events/urls.py", where]:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    (tmp_path / where).write_text(line)
    known = modules(ROOMS, tmp_path)
    found = {name: imports_of(path, known, tmp_path) for name, path in known.items()}
    assert [one.split(" ")[0] for one in upward_imports("events", found)] == [name_of(Path(where), Path())]


def test_a_planted_circle_is_found_also_through_a_function_and_not_through_types(tmp_path):  # O3
    texts = {
        "a": "from .b import x\n",
        "b": "def late():\n    from .c import y\n",
        "c": "from . import a\n",
        "d": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .e import z\n",
        "e": "from .d import w\n",
    }
    (tmp_path / "cms").mkdir()
    for name, text in texts.items():
        (tmp_path / f"cms/{name}.py").write_text(text)
    known = modules(ROOMS, tmp_path)
    found = {name: imports_of(path, known, tmp_path) for name, path in known.items()}
    assert circles(found) == [["cms.a", "cms.b", "cms.c"]]
    assert [name for name, targets in found.items() if any(one.inside for one in targets)] == ["cms.b"]


def test_a_module_without_a_floor_is_found():  # O3
    with pytest.raises(LookupError, match="events.somewhere stands on no floor of events"):
        place_of("events.somewhere", "events")


def test_files_over_300_lines_have_a_reason():  # O3
    too_long = {
        str(path.relative_to(ROOT))
        for path in MODULES.values()
        if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    }
    assert too_long == set(LONGER_FOR_A_REASON)


def test_no_module_has_a_name_that_says_nothing():  # O3
    assert [module for module in MODULES if set(module.split(".")) & SAYS_NOTHING] == []


def foreign_words(room: str, text: str) -> list[str]:
    """Return how a template of this room names a later one: by the name of its templates or of its addresses."""
    later = ROOMS[ROOMS.index(room) + 1 :]
    return [word for name in later for word in (f'"{name}/', f"'{name}/", f"'{name}:", f'"{name}:') if word in text]


def test_templates_of_a_room_name_no_later_room():  # O3
    wrong = [
        (str(path.relative_to(ROOT)), words)
        for room in ROOMS
        for path in (ROOT / room).rglob("templates/**/*.html")
        if (words := foreign_words(room, path.read_text(encoding="utf-8")))
    ]
    assert wrong == []


# What a later room is about: no component of the frame shows such a thing.
SUBJECTS = {"event", "events", "facts", "signup", "signups", "needs", "publication", "publications", "goal", "news"}


def test_components_of_the_frame_are_about_no_later_room():  # O3
    paths = (ROOT / "cms").rglob("templates/components/*.html")
    assert [path.name for path in paths if SUBJECTS.intersection(path.stem.split("_"))] == []
    # An absence counts only beside what is there.
    assert (ROOT / "events/templates/events/components/event_card.html").exists()
    assert foreign_words("cms", '{% include "events/components/event_card.html" %}') == ['"events/']
