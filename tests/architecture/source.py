"""The tree of modules, and what each imports, read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "runcoach"
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(module: Path) -> str:
    """The top-level package a module is in; at the top its own name."""
    return module.relative_to(PACKAGE).with_suffix("").parts[0]


ROOMS = frozenset(map(room, MODULES))


@cache
def dotted(module: Path) -> str:
    parts = module.relative_to(ROOT).with_suffix("").parts
    return ".".join(p for p in parts if p != "__init__")


@cache
def parse(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def imports(tree: ast.AST, module: str, *, package: bool) -> Iterator[str]:
    """Every module that is imported, wherever the import is."""
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
    return frozenset(imports(parse(path), dotted(path), package=path.name == "__init__.py"))


def tops(path: Path) -> set[str]:
    """What is imported, by the first part of its name."""
    return {name.split(".")[0] for name in imported_by(path)}


def rooms_of(names: Iterable[str]) -> set[str]:
    """The rooms of ours among imported names."""
    parts = [name.split(".") for name in names]
    return {p[1] for p in parts if p[0] == "runcoach" and p[1:] and p[1] in ROOMS}


def unit(module: str) -> str:
    """What takes part in circles: a package, or a module that is directly in a room.

    A room such as `ui` has modules of its own beside its packages: `ui.app` opens all of them and
    all of them use `ui.messages`, which is no circle.
    """
    parts = module.split(".")
    return module if len(parts) < 4 else ".".join(parts[:3])


@cache
def unit_arrows() -> dict[str, frozenset[str]]:
    """The units that each unit imports."""
    names = {dotted(m) for m in MODULES}
    arrows: dict[str, set[str]] = {}
    for path in MODULES:
        here = unit(dotted(path))
        found = {unit(name) for name in imported_by(path) & names if name.count(".") > 1}
        arrows.setdefault(here, set()).update(found - {here})
    return {name: frozenset(to) for name, to in arrows.items()}


def circles(arrows: dict[str, frozenset[str]]) -> list[list[str]]:
    """Groups of units that reach each other (strongly connected components)."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for name in arrows.get(waiting.pop(), frozenset()):
                if name not in seen:
                    seen.add(name)
                    waiting.append(name)
        return seen

    reach = {name: reached(name) for name in arrows}
    groups = {
        frozenset(other for other in reach[name] if name in reach.get(other, ())) | {name}
        for name in arrows
        if name in reach[name]
    }
    return sorted(sorted(group) for group in groups)
