"""What only some systems have is asked for where it is known to be there, and nowhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "runcoach"
UNIX_MODULES = {"fcntl", "termios", "tty", "pty", "pwd", "grp", "resource", "select", "syslog"}
UNIX_NAMES = {
    "signal": {"SIGHUP", "SIGQUIT", "SIGTSTP", "SIGCONT", "SIGKILL", "SIGSTOP", "SIGWINCH"},
    "os": {"getpgrp", "tcgetpgrp", "getuid", "geteuid", "fork", "killpg", "setsid", "uname"},
    "loop": {"add_signal_handler"},
    "time": {"tzset", "clock_gettime"},
}  # fmt: skip
UNIX_ROOMS = {"ui/textual_internals/driver.py"}
"""Imported where `sys.platform` was asked first."""


def guarded(test: ast.expr) -> bool:
    """Whether a condition asks for the system, or whether it has the thing."""
    text = ast.unparse(test)
    return "sys.platform" in text or "hasattr(" in text or "os.name" in text


def found(tree: ast.AST) -> Iterator[str]:
    """What only Unix has, outside every condition that asks."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and guarded(node.test):
            if isinstance(node.body[-1], ast.Return):
                return  # What follows is for the others.
            continue
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name in UNIX_MODULES)
        if isinstance(node, ast.ImportFrom) and node.module in UNIX_MODULES:
            yield node.module
        if isinstance(node, ast.Attribute):
            base = ast.unparse(node.value).rpartition(".")[2].removeprefix("_")
            if node.attr in UNIX_NAMES.get(base, ()):
                yield f"{base}.{node.attr}"
        yield from found(node)


def test_nothing_that_only_unix_has_is_used_without_asking() -> None:
    seen = {}
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        names = list(found(ast.parse(path.read_text(encoding="utf-8"))))
        if names and name not in UNIX_ROOMS:
            seen[name] = names
    assert seen == {}


def test_the_unix_terminal_is_imported_once_the_system_is_known() -> None:
    source = (ROOT / "ui/app.py").read_text(encoding="utf-8")
    asked = source.index('if sys.platform == "win32":')
    assert asked < source.index("from runcoach.ui.textual_internals.driver import TerminalDriver")
    imports = "runcoach.ui.textual_internals.driver import"
    others = [path.name for path in ROOT.rglob("*.py") if imports in path.read_text("utf-8")]
    assert others == ["app.py"]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import fcntl", ["fcntl"]),
        ("def f():\n    from termios import tcgetattr", ["termios"]),
        ("import signal\nx = signal.SIGHUP", ["signal.SIGHUP"]),
        ("self._loop.add_signal_handler(1, f)", ["loop.add_signal_handler"]),
        ("if sys.platform != 'win32':\n    import fcntl\n    os.getuid()", []),
        ("if hasattr(signal, 'SIGHUP'):\n    signal.SIGHUP", []),
    ],
)
def test_what_is_asked_for_is_told_from_what_is_not(source: str, names: list[str]) -> None:
    assert list(found(ast.parse(source))) == names
