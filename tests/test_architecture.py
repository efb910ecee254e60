"""The rooms and the arrows between them, read from the imports and from what imports load."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "runcoach"
MODULES = sorted(PACKAGE.rglob("*.py"))

ARROWS: dict[str, frozenset[str]] = {
    "core": frozenset(),
    "figures": frozenset(),
    "catalogue": frozenset({"core", "figures"}),
    "storage": frozenset({"core"}),
    "device": frozenset({"core"}),
    "interchange": frozenset({"core"}),
    "conductor": frozenset({"core", "filing", "sounding"}),
    "filing": frozenset({"core"}),
    "sounding": frozenset({"core"}),
    "ui": frozenset({"core", "figures", "conductor"}),
    "resources": frozenset(),
    "paths": frozenset(),
    "__init__": frozenset(),
}
"""What each room may import beside itself. The command line wires, and may import all."""

CLI = "cli"
"""Any other module at the top: the command line, which no room imports."""
PURE = ("core", "figures")

BELONGS: dict[str, frozenset[str]] = {
    "textual": frozenset({"ui"}),
    "rich": frozenset({"ui"}),
    "tinydb": frozenset({"storage"}),
    "filelock": frozenset({"storage"}),
    "miniaudio": frozenset({"device"}),
    "wakepy": frozenset({"device"}),
    "msgspec": frozenset({"catalogue", "storage", "interchange"}),
    "platformdirs": frozenset({"paths"}),
    "shtab": frozenset(),
}
"""The only rooms beside the wiring that may import each library."""

HEAVY = ("textual", "rich", "tinydb", "msgspec", "miniaudio", "wakepy", "platformdirs", "filelock")

EMPTY_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc", "lib"}
)


def room(module: Path) -> str:
    """The folder a module is in; at the top its own name, or the command line."""
    parts = module.relative_to(PACKAGE).with_suffix("").parts
    return parts[0] if len(parts) > 1 or parts[0] in ARROWS else CLI


def dotted(module: Path) -> str:
    parts = module.relative_to(ROOT).with_suffix("").parts
    return ".".join(p for p in parts if p != "__init__")


def imports(tree: ast.AST, module: str, *, package: bool) -> Iterator[str]:
    """Every module that is imported, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            stem = node.module or ""
            if node.level:
                parts = module.split(".")
                up = node.level - 1 if package else node.level
                stem = ".".join([*parts[: len(parts) - up], *filter(None, [node.module])])
            yield stem
            yield from (f"{stem}.{alias.name}" for alias in node.names)


@cache
def imported_by(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(imports(tree, dotted(path), package=path.name == "__init__.py"))


def tops(path: Path) -> set[str]:
    """What is imported, by the first part of its name."""
    return {name.split(".")[0] for name in imported_by(path)}


def rooms_of(names: Iterable[str]) -> set[str]:
    """The rooms of ours among imported names."""
    at_top = {m.relative_to(PACKAGE).with_suffix("").parts[0]: room(m) for m in MODULES}
    parts = [name.split(".") for name in names]
    return {at_top[p[1]] for p in parts if p[0] == "runcoach" and p[1:] and p[1] in at_top}


def test_a_module_imports_only_the_rooms_it_may() -> None:
    wrong = {}
    for path in MODULES:
        here = room(path)
        if here != CLI:
            wrong[dotted(path)] = rooms_of(imported_by(path)) - {here} - ARROWS[here]
    assert not {module: rooms for module, rooms in wrong.items() if rooms}


def test_every_folder_is_a_room_of_the_design() -> None:
    assert {room(path) for path in MODULES} <= ARROWS.keys() | {CLI}


def test_a_library_stays_in_its_room() -> None:
    assert not [
        (dotted(path), library)
        for path in MODULES
        for library in tops(path) & BELONGS.keys()
        if room(path) not in BELONGS[library] | {CLI}
    ]


def test_a_pure_module_imports_only_the_standard_library_and_its_own_room() -> None:
    allowed = sys.stdlib_module_names | {"runcoach"}
    pure = [path for path in MODULES if room(path) in PURE]
    assert not [(dotted(path), tops(path) - allowed) for path in pure if tops(path) - allowed]


def test_a_module_is_named_for_what_it_holds() -> None:
    parts = {p for path in MODULES for p in path.relative_to(PACKAGE).with_suffix("").parts}
    assert not {part for part in parts if set(part.split("_")) & EMPTY_NAMES}


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


# --- no state at module level ------------------------------------------------------------------

MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
CONTAINERS = frozenset(
    {"list", "dict", "set", "bytearray", "deque", "defaultdict", "Counter", "OrderedDict"}
)
CHANGING = frozenset(
    {
        *("append", "extend", "insert", "remove", "pop", "popitem", "clear", "update", "add"),
        *("discard", "setdefault", "sort", "reverse", "__setitem__"),
    }
)


def mutable_names(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Names that a module binds to something that can be changed, with what it is."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            targets, value = [node.target], node.value
        else:
            continue
        made = isinstance(value, ast.Call) and isinstance(value.func, ast.Name)
        if isinstance(value, MUTABLE) or (made and value.func.id in CONTAINERS):  # type: ignore[attr-defined]
            yield from ((t.id, value) for t in targets if isinstance(t, ast.Name))


def changed_names(tree: ast.Module) -> Iterator[str]:
    """Names whose content something in the module changes, or that are bound again by `global`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield from node.names
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            if isinstance(node.value, ast.Name):
                yield node.value.id
        elif (
            isinstance(node, ast.Attribute)
            and node.attr in CHANGING
            and isinstance(node.value, ast.Name)
        ):
            yield node.value.id


def state_in(source: str) -> list[str]:
    """What a module keeps and changes: literal tables, in capitals and left alone, are allowed."""
    tree = ast.parse(source)
    changed = set(changed_names(tree))
    found = [
        name
        for name, value in mutable_names(tree)
        if name != "__all__"
        and (not name.isupper() or name in changed or isinstance(value, ast.Call))
    ]
    return found + [
        name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names
    ]


def test_a_module_keeps_no_state() -> None:
    found = {dotted(path): state_in(path.read_text(encoding="utf-8")) for path in MODULES}
    assert not {module: state for module, state in found.items() if state}


@pytest.mark.parametrize(
    ("source", "state"),
    [
        ("TABLE = {1: 2}", []),
        ("_TABLE: dict[int, int] = {1: 2}", []),
        ("__all__ = ['a']", []),
        ("def f():\n    seen = []\n    seen.append(1)", []),
        ("seen = []", ["seen"]),
        ("SEEN = []\ndef f(): SEEN.append(1)", ["SEEN"]),
        ("SEEN = {}\ndef f(): SEEN[1] = 2", ["SEEN"]),
        ("SEEN = {}\ndef f(): del SEEN[1]", ["SEEN"]),
        ("SEEN = dict()", ["SEEN"]),
        ("count = 0\ndef f():\n    global count\n    count = 1", ["count"]),
    ],
)
def test_state_is_told_from_a_table(source: str, state: list[str]) -> None:
    assert state_in(source) == state


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import runcoach.storage.history", {"storage"}),
        ("from runcoach import storage", {"storage"}),
        ("from runcoach.storage import history", {"storage"}),
        ("def f():\n    from runcoach.storage.history import X", {"storage"}),
        ("if TYPE_CHECKING:\n    from runcoach.storage.history import X", {"storage"}),
        ("from ..storage import history", {"storage"}),
        ("from .session import Session", {"core"}),
        ("from runcoach import __version__", set()),
        ("from runcoach.cli import main", {"cli"}),
        ("from runcoach.filing import Filing", {"filing"}),
        ("import json", set()),
    ],
)
def test_an_arrow_is_found_however_it_is_written(source: str, found: set[str]) -> None:
    names = set(imports(ast.parse(source), "runcoach.core.machine", package=False))
    assert rooms_of(names) == found
