"""The rooms and the arrows between them, read from the imports and from what imports load."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.architecture.source import (
    MODULES,
    PACKAGE,
    ROOT,
    circles,
    dotted,
    imported_by,
    imports,
    parse,
    room,
    rooms_of,
    tops,
    unit_arrows,
)

ARROWS: dict[str, frozenset[str]] = {
    "core": frozenset(),
    "figures": frozenset(),
    "catalogue": frozenset({"core", "figures"}),
    "storage": frozenset({"core"}),
    "device": frozenset({"core"}),
    "interchange": frozenset({"core"}),
    "runner": frozenset({"core"}),
    "ui": frozenset({"core", "figures", "runner"}),
    "resources": frozenset(),
    "paths": frozenset(),
    "__init__": frozenset(),
}
"""What each room may import beside itself. The command line wires, and may import all."""

CLI = frozenset({"cli", "__main__"})
PURE = ("core", "figures")
FLOORS = ("model", "session", "history", "coach", "planner")
"""The packages of `core`, from the bottom: each may import those before it."""
ABOVE = {"merging": frozenset({"model", "coach"})}
"""A package of `core` beside the floors, and what it may import."""

BELONGS: dict[str, frozenset[str]] = {
    "textual": frozenset({"ui"}),
    "rich": frozenset({"ui"}),
    "tinydb": frozenset({"storage"}),
    "filelock": frozenset({"storage"}),
    "miniaudio": frozenset({"device"}),
    "wakepy": frozenset({"device"}),
    "platformdirs": frozenset({"paths"}),
    "shtab": frozenset(),
}
"""The only rooms beside the command line that may import each library."""

HEAVY = ("textual", "rich", "tinydb", "miniaudio", "wakepy", "platformdirs", "filelock")


def test_a_module_imports_only_the_rooms_it_may() -> None:
    wrong = {}
    for path in MODULES:
        here = room(path)
        if here not in CLI:
            wrong[dotted(path)] = rooms_of(imported_by(path)) - {here} - ARROWS[here]
    assert not {module: rooms for module, rooms in wrong.items() if rooms}


def test_every_folder_is_a_room_of_the_design() -> None:
    assert {room(path) for path in MODULES} <= ARROWS.keys() | CLI


def test_only_the_command_line_is_imported_by_nobody() -> None:
    importers = {room(m) for m in MODULES if rooms_of(imported_by(m)) & CLI}
    assert importers <= CLI


def core_packages(names: frozenset[str]) -> set[str]:
    return {n.split(".")[2] for n in names if n.startswith("runcoach.core.")}


@pytest.mark.parametrize("floor", [*FLOORS, *ABOVE])
def test_a_package_of_the_core_imports_only_those_below_it(floor: str) -> None:
    below = ABOVE.get(floor) or frozenset(FLOORS[: FLOORS.index(floor)])
    found = {
        dotted(m): core_packages(imported_by(m)) - below - {floor}
        for m in (PACKAGE / "core" / floor).rglob("*.py")
    }
    assert len(found) > 1
    assert not {module: wrong for module, wrong in found.items() if wrong}


def test_every_package_of_the_core_has_its_floor() -> None:
    packages = {
        path.name for path in (PACKAGE / "core").iterdir() if (path / "__init__.py").exists()
    }
    assert packages == {*FLOORS, *ABOVE}


def test_no_circle_between_packages() -> None:
    assert circles(unit_arrows()) == []


def test_a_circle_is_found() -> None:
    arrows = {"a": frozenset({"b"}), "b": frozenset({"c"}), "c": frozenset({"b"})}
    assert circles(arrows) == [["b", "c"]]


SUBJECTS = ("today", "session", "summary", "history", "library", "tiers", "profile", "settings")
"""The packages of `ui` with screens of their own; `help` and `forms` are shared by all of them."""


def subject(module: str) -> str:
    """The subject of a module of `ui`, empty where it is of none."""
    parts = module.split(".")
    return parts[2] if len(parts) > 3 and parts[1] == "ui" and parts[2] in SUBJECTS else ""


def defines_screen(tree: ast.Module) -> bool:
    bases = (b for n in tree.body if isinstance(n, ast.ClassDef) for b in n.bases)
    return any(ast.unparse(b).partition("[")[0].endswith(("Screen", "Sheet")) for b in bases)


def test_screens_of_one_subject_are_opened_from_others_by_message_only() -> None:
    screens = {dotted(m) for m in MODULES if subject(dotted(m)) and defines_screen(parse(m))}
    assert {subject(screen) for screen in screens} == set(SUBJECTS)
    assert not [
        (dotted(m), screen)
        for m in MODULES
        if subject(dotted(m))
        for screen in imported_by(m) & screens
        if subject(screen) != subject(dotted(m))
    ]


def test_a_library_stays_in_its_room() -> None:
    assert not [
        (dotted(path), library)
        for path in MODULES
        for library in tops(path) & BELONGS.keys()
        if room(path) not in BELONGS[library] | CLI
    ]


def test_a_pure_module_imports_the_standard_library_msgspec_and_its_own_room() -> None:
    allowed = sys.stdlib_module_names | {"runcoach", "msgspec"}
    pure = [path for path in MODULES if room(path) in PURE]
    assert not [(dotted(path), tops(path) - allowed) for path in pure if tops(path) - allowed]


FORGETTING = """
import importlib, sys
sys.path.insert(0, {root!r})
for name in {modules!r}:
    for known in [m for m in sys.modules if m.split(".")[0] == "runcoach"]:
        del sys.modules[known]
    importlib.import_module(name)
    loaded = sorted(set({heavy!r}) & set(sys.modules))
    foreign = sorted(
        m for m in sys.modules
        if m.startswith("runcoach.") and m.split(".")[1] != name.split(".")[1]
    )
    if loaded or foreign:
        print(name, *loaded, *foreign)
        for library in loaded:
            del sys.modules[library]
"""
"""Imports each module as if it were the first, and names what it should not have loaded."""


@pytest.mark.parametrize("pure", PURE)
def test_importing_a_pure_module_loads_no_heavy_library(pure: str) -> None:
    modules = [dotted(m) for m in MODULES if room(m) == pure]
    assert len(modules) > 5
    script = FORGETTING.format(root=str(ROOT), modules=modules, heavy=HEAVY)
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout == ""


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import runcoach.storage.history", {"storage"}),
        ("from runcoach import storage", {"storage"}),
        ("from runcoach.storage import history", {"storage"}),
        ("def f():\n    from runcoach.storage.history import X", {"storage"}),
        ("if TYPE_CHECKING:\n    from runcoach.storage.history import X", {"storage"}),
        ("from ...storage import history", {"storage"}),
        ("from .session import Session", {"core"}),
        ("from runcoach import __version__", set()),
        ("from runcoach.cli import main", {"cli"}),
        ("from runcoach.runner.journaling import Filing", {"runner"}),
        ("import json", set()),
    ],
)
def test_an_arrow_is_found_however_it_is_written(source: str, found: set[str]) -> None:
    names = set(imports(ast.parse(source), "runcoach.core.session.machine", package=False))
    assert rooms_of(names) == found
