"""What no module does: keep state, run text as code, reach into libraries, or grow without end."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module
from inspect import getsourcefile
from pathlib import Path

import pytest
import textual.message_pump

from tests.architecture.source import MODULES, PACKAGE, dotted, imported_by, parse

EMPTY_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc", "lib"}
)
FULL = 300
"""Lines of the longest module there may be; about 250 is full."""


def test_a_module_is_named_for_what_it_holds() -> None:
    parts = {p for path in MODULES for p in path.relative_to(PACKAGE).with_suffix("").parts}
    assert not {part for part in parts if set(part.split("_")) & EMPTY_NAMES}


def test_no_module_is_too_long_to_be_read() -> None:
    lines = {dotted(m): len(m.read_text(encoding="utf-8").splitlines()) for m in MODULES}
    assert not {module: count for module, count in lines.items() if count > FULL}


def test_every_package_says_what_it_holds() -> None:
    faces = [m for m in MODULES if m.name == "__init__.py"]
    assert not [dotted(m) for m in faces if len(ast.get_docstring(parse(m)) or "") < 20]


def calls_of(module: Path) -> set[str]:
    return {
        n.func.id
        for n in ast.walk(parse(module))
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    }


def test_no_text_is_run_as_code() -> None:
    assert not [dotted(m) for m in MODULES if calls_of(m) & {"exec", "eval", "compile"}]


def test_no_module_stands_in_for_another() -> None:
    touching = {
        dotted(m)
        for m in MODULES
        for n in ast.walk(parse(m))
        if isinstance(n, ast.Attribute) and n.attr == "modules" and ast.unparse(n) == "sys.modules"
    }
    assert touching == {"runcoach.device.audio.output"}  # Keeps numpy out of miniaudio's import.


# --- the private side of Textual ---------------------------------------------------------------

INTERNALS = "runcoach.ui.textual_internals"


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def private_names(tree: ast.AST) -> set[str]:
    """Private attributes that are read, set or defined."""
    return {
        name
        for n in ast.walk(tree)
        if is_private(
            name := n.attr
            if isinstance(n, ast.Attribute)
            else n.name
            if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
            else ""
        )
    }


@cache
def names_of_library(cls: type) -> frozenset[str]:
    """The private names of the module that a class of Textual is defined in."""
    source = getsourcefile(cls)
    assert source is not None
    return frozenset(private_names(ast.parse(Path(source).read_text(encoding="utf-8"))))


def of_textual(module: str) -> bool:
    return module.split(".")[0] == "textual"


def outside_internals() -> list[Path]:
    ui = [m for m in MODULES if dotted(m).startswith("runcoach.ui.")]
    return [m for m in ui if not dotted(m).startswith(INTERNALS)]


def test_private_modules_of_textual_are_imported_in_one_room() -> None:
    assert not [
        (dotted(m), name)
        for m in outside_internals()
        for name in imported_by(m)
        if of_textual(name) and any(is_private(part) for part in name.split("."))
    ]


def test_our_widgets_share_no_private_name_with_those_they_are_built_on() -> None:
    shared = set()
    for path in outside_internals():
        module = import_module(dotted(path))
        classes = {n.name: n for n in parse(path).body if isinstance(n, ast.ClassDef)}
        for name, node in classes.items():
            cls = getattr(module, name)
            above = [b for b in cls.__mro__ if of_textual(b.__module__)]
            known = frozenset().union(*map(names_of_library, above))
            shared |= {(dotted(path), name, used) for used in private_names(node) & known}
    assert not shared


def test_nothing_private_is_read_from_an_object_of_textual() -> None:
    pump = textual.message_pump.MessagePump
    known = {n for cls in [pump, *all_below(pump)] for n in names_of_library(cls)}
    reached = set()
    for path in outside_internals():
        tree = parse(path)
        own = {
            n.attr
            for n in ast.walk(tree)
            if isinstance(n, ast.Attribute)
            and isinstance(n.value, ast.Name)
            and n.value.id in ("self", "cls")
        } | private_names(
            ast.Module([n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)], [])
        )
        reached |= {(dotted(path), used) for used in private_names(tree) - own if used in known}
    assert not reached


def all_below(cls: type) -> Iterator[type]:
    for below in cls.__subclasses__():
        if of_textual(below.__module__):
            yield below
            yield from all_below(below)


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


def state_in(tree: ast.Module) -> list[str]:
    """What a module keeps and changes: literal tables, in capitals and left alone, are allowed."""
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
    found = {dotted(path): state_in(parse(path)) for path in MODULES}
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
    assert state_in(ast.parse(source)) == state


# --- each constant once ------------------------------------------------------------------------

OF_EACH_FILE = frozenset({"SCHEMA", "STEPS"})
"""Every file format counts its own versions, and has its own migrations."""


def constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The constants of a module that are literals: each name and its value as Python writes it."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            targets, value = [node.target], node.value
        else:
            continue
        for target in targets:
            both = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
            pairs = zip(target.elts, value.elts, strict=True) if both else [(target, value)]  # type: ignore[attr-defined]
            for name, literal in pairs:
                if isinstance(name, ast.Name) and name.id.isupper():
                    with suppress(ValueError):
                        yield name.id.strip("_"), repr(ast.literal_eval(literal))


def test_a_constant_is_defined_once() -> None:
    homes: dict[tuple[str, str], set[str]] = {}
    for path in MODULES:
        for constant in constants(parse(path)):
            homes.setdefault(constant, set()).add(dotted(path))
    assert not {
        constant: modules
        for constant, modules in homes.items()
        if len(modules) > 1 and constant[0] not in OF_EACH_FILE
    }


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("DAYS = 14", [("DAYS", "14")]),
        ("_DAYS: int = 14", [("DAYS", "14")]),
        ("A, B = 'a', ('b',)", [("A", "'a'"), ("B", "('b',)")]),
        ("NAMES = tuple(Name)", []),
        ("def f():\n    DAYS = 14", []),
        ("days = 14", []),
    ],
)
def test_a_constant_is_found_however_it_is_written(
    source: str, found: list[tuple[str, str]]
) -> None:
    assert list(constants(ast.parse(source))) == found
