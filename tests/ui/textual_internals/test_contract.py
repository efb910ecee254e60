"""What `ui/textual_internals` takes from Textual beyond its public interface, one row a name.

After an upgrade of Textual each row that fails names the module to look at. A private name that
is used without a row fails too.
"""

import ast
import inspect
import sys
import textwrap
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest
import textual

import runcoach.ui.textual_internals

FOLDER = Path(runcoach.ui.textual_internals.__file__).parent

METHOD, ATTRIBUTE, CONSTANT, ABSENT = "method", "attribute", "constant", "absent"
"""`ABSENT`: a name that our subclass adds, which Textual must not have: it would be overridden."""

DRIVER = "textual.drivers.linux_driver:LinuxDriver"
COMPOSITOR = "textual._compositor:Compositor"
PARSER = "textual._xterm_parser:XTermParser"
APP, SCREEN, WIDGET = "textual.app:App", "textual.screen:Screen", "textual.widget:Widget"


class Row(NamedTuple):
    """A name of Textual, and our module that depends on it."""

    module: str
    """Ours, in `ui/textual_internals`."""
    owner: str
    """`module:class`, or a module alone."""
    name: str
    kind: str
    expected: str = ""
    """The signature of a method, with `async` before that of a coroutine; a constant's repr."""


SELF = "(self) -> 'None'"

CONTRACT = (
    Row("command_list", "textual.command:CommandPalette", "_action_command_list", METHOD,
        "(self, action: 'str') -> 'None'"),
    Row("compositor", "textual._compositor", "ChopsUpdate", ATTRIBUTE),
    Row("compositor", COMPOSITOR, "__init__", METHOD, SELF),
    Row("compositor", COMPOSITOR, "render_partial_update", METHOD,
        "(self) -> 'ChopsUpdate | None'"),
    Row("compositor", COMPOSITOR, "_get_renders", METHOD,
        "(self, crop: 'Region | None' = None) -> 'Iterable[tuple[Region, Region, list[Strip]]]'"),
    Row("compositor", COMPOSITOR, "_dirty_regions", ATTRIBUTE),
    Row("compositor", COMPOSITOR, "visible_widgets", ATTRIBUTE),
    Row("compositor", COMPOSITOR, "inverted", ABSENT),
    Row("compositor", COMPOSITOR, "_wanted", ABSENT),
    Row("compositor", COMPOSITOR, "_showing", ABSENT),
    Row("compositor", SCREEN, "_compositor", ATTRIBUTE),
    Row("driver", "textual._ansi_sequences", "SYNC_START", CONSTANT, r"'\x1b[?2026h'"),
    Row("driver", "textual._ansi_sequences", "SYNC_END", CONSTANT, r"'\x1b[?2026l'"),
    Row("driver", PARSER, "__init__", METHOD, "(self, debug: 'bool' = False) -> 'None'"),
    Row("driver", PARSER, "feed", METHOD, "(self, data: 'str') -> 'Iterable[Message]'"),
    Row("driver", PARSER, "tick", METHOD, "(self) -> 'Iterable[T]'"),
    Row("driver", DRIVER, "__init__", METHOD,
        "(self, app: 'App', *, debug: 'bool' = False, mouse: 'bool' = True, "
        "size: 'tuple[int, int] | None' = None) -> 'None'"),
    Row("driver", DRIVER, "write", METHOD, "(self, data: 'str') -> 'None'"),
    Row("driver", DRIVER, "_get_terminal_size", METHOD, "(self) -> 'tuple[int, int]'"),
    Row("driver", DRIVER, "disable_input", METHOD, SELF),
    Row("driver", DRIVER, "_run_input_thread", METHOD, SELF),
    Row("driver", DRIVER, "run_input_thread", METHOD, SELF),
    Row("driver", DRIVER, "process_message", METHOD, "(self, message: 'Message') -> 'None'"),
    Row("driver", DRIVER, "suspend_application_mode", METHOD, SELF),
    Row("driver", DRIVER, "resume_application_mode", METHOD, SELF),
    Row("driver", DRIVER, "_app", ATTRIBUTE),
    Row("driver", DRIVER, "_debug", ATTRIBUTE),
    Row("driver", DRIVER, "_file", ATTRIBUTE),
    Row("driver", DRIVER, "_key_thread", ATTRIBUTE),
    Row("driver", DRIVER, "_loop", ATTRIBUTE),
    Row("driver", DRIVER, "_must_signal_resume", ATTRIBUTE),
    Row("driver", DRIVER, "fileno", ATTRIBUTE),
    Row("driver", DRIVER, "taken", ABSENT),
    Row("driver", DRIVER, "_answer_stops", ABSENT),
    Row("driver", DRIVER, "_context", ABSENT),
    Row("driver", DRIVER, "_end", ABSENT),
    Row("driver", DRIVER, "_go_on", ABSENT),
    Row("driver", DRIVER, "_gone", ABSENT),
    Row("driver", DRIVER, "_in_foreground", ABSENT),
    Row("driver", DRIVER, "_picture", ABSENT),
    Row("driver", DRIVER, "_stop", ABSENT),
    Row("driver", DRIVER, "_wake", ABSENT),
    Row("driver", DRIVER, "_woken", ABSENT),
    Row("lifecycle", APP, "_handle_exception", METHOD, "(self, error: 'Exception') -> 'None'"),
    Row("lifecycle", APP, "_on_compose", METHOD, "async (self) -> 'None'"),
    Row("lifecycle", APP, "_close_messages_no_wait", METHOD, SELF),
    Row("lifecycle", APP, "_context", METHOD, "(self) -> 'Generator[None, None, None]'"),
    Row("lifecycle", APP, "_driver", ATTRIBUTE),
    Row("lifecycle", APP, "_exception", ATTRIBUTE),
    Row("lifecycle", APP, "_exception_event", ATTRIBUTE),
    Row("lifecycle", APP, "_nodes", ATTRIBUTE),
    Row("lifecycle", APP, "_return_code", ATTRIBUTE),
    Row("lifecycle", APP, "fault", ABSENT),
    Row("lifecycle", APP, "crash", ABSENT),
    Row("lifecycle", APP, "answer", ABSENT),
    Row("lifecycle", APP, "write_to_terminal", ABSENT),
    Row("lifecycle", APP, "has_child", ABSENT),
    Row("lifecycle", "textual._node_list:NodeList", "_get_by_id", METHOD,
        "(self, widget_id: 'str') -> 'Widget | None'"),
    Row("paint_now", SCREEN, "_dirty_widgets", ATTRIBUTE),
    Row("paint_now", SCREEN, "_layout_required", ATTRIBUTE),
    Row("paint_now", SCREEN, "_on_timer_update", METHOD, SELF),
    Row("paint_now", WIDGET, "_layout_required", ATTRIBUTE),
    Row("paint_now", WIDGET, "_repaint_required", ATTRIBUTE),
    Row("plain_rows", WIDGET, "render_lines", METHOD, "(self, crop: 'Region') -> 'list[Strip]'"),
    Row("plain_rows", WIDGET, "background_colors", ATTRIBUTE),
    Row("plain_rows", WIDGET, "get_line_filters", METHOD, "(self) -> 'Sequence[LineFilter]'"),
)  # fmt: skip


def find_breach(row):
    """One sentence that says how the installed Textual breaks a row; empty where it doesn't."""
    module, _, cls = row.owner.partition(":")
    name = f"{cls or module}.{row.name}"
    where = f"see ui/textual_internals/{row.module}.py"
    version = f"Textual {textual.__version__}"
    try:
        owner = import_module(module)
        owner = getattr(owner, cls) if cls else owner
    except (ImportError, AttributeError):
        return f"{version} has no {row.owner}, which {row.module} uses: {where}"
    if row.kind == ABSENT:
        if _has(owner, row.name):
            return f"{version} has its own {name}, which {row.module} overrides unawares: {where}"
        return ""
    if not _has(owner, row.name):
        return f"{version} has no {name}, which {row.module} uses: {where}"
    found = _describe(owner, row)
    if found != row.expected:
        return f"{version} has {name} as {found}, {row.module} expects {row.expected}: {where}"
    return ""


def _describe(owner, row):
    """What the row expects of a name, as it is in the installed Textual."""
    if row.kind == ATTRIBUTE:
        return ""
    value = getattr(owner, row.name)
    if row.kind == CONSTANT:
        return repr(value)
    if not callable(value):
        return f"a {type(value).__name__}"
    before = "async " if inspect.iscoroutinefunction(value) else ""
    return f"{before}{inspect.signature(value)}"


def _has(owner, name):
    """Whether the module or class has it, or a method of the class assigns it to `self`."""
    if not inspect.isclass(owner):
        return hasattr(owner, name)
    bases = [base for base in owner.__mro__ if base.__module__.startswith("textual.")]
    return any(name in vars(base) or name in _attributes_of(base) for base in bases)


@cache
def _attributes_of(cls):
    """The names that the body of a class declares and its methods assign to `self`."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    own = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }
    body = tree.body[0].body  # type: ignore[attr-defined]
    return own | {
        n.target.id for n in body if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)
    }


def _rows():
    """The rows that hold on this system; there is no `LinuxDriver` on Windows."""
    return [row for row in CONTRACT if sys.platform != "win32" or row.module != "driver"]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row.module}:{row.name}")
def test_the_installed_textual_has_it(row):
    assert find_breach(row) == ""


def test_a_missing_name_is_reported_in_a_clear_sentence():
    breach = find_breach(Row("paint_now", SCREEN, "_dirty_wodgets", ATTRIBUTE))
    assert breach == (
        f"Textual {textual.__version__} has no Screen._dirty_wodgets, which paint_now uses: "
        "see ui/textual_internals/paint_now.py"
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Row("driver", "textual._gone", "SYNC_END", CONSTANT, "''"), "has no textual._gone,"),
        (Row("paint_now", "textual.screen:Scream", "x", ATTRIBUTE), "no textual.screen:Scream,"),
        (
            Row("paint_now", SCREEN, "_on_timer_update", METHOD, "(self, now: 'float') -> 'None'"),
            "has Screen._on_timer_update as (self) -> 'None', paint_now expects (self, now:",
        ),
        (
            Row("lifecycle", APP, "_on_compose", METHOD, SELF),
            "has App._on_compose as async (self) -> 'None', lifecycle expects (self)",
        ),
        (
            Row("driver", "textual._ansi_sequences", "SYNC_END", CONSTANT, "'end'"),
            r"SYNC_END as '\x1b[?2026l', driver expects 'end'",
        ),
        (
            Row("compositor", COMPOSITOR, "visible_widgets", METHOD, SELF),
            "has Compositor.visible_widgets as a property",
        ),
        (
            Row("paint_now", SCREEN, "_dirty_widgets", ABSENT),
            "has its own Screen._dirty_widgets, which paint_now overrides unawares",
        ),
    ],
)
def test_a_changed_name_is_reported_with_what_it_is_now(row, words):
    breach = find_breach(row)
    assert words in breach
    assert breach.endswith(f"see ui/textual_internals/{row.module}.py")


def _private_modules(tree):
    """The private modules of Textual that a module of ours imports from."""
    modules = (n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom))
    return {name for name in modules if name.startswith("textual.") and "._" in name}


def _private_names(tree):
    """The private attributes that a module of ours reads or sets, but for those of its helpers."""
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    plain = [node for node in classes if not node.bases]  # They inherit nothing of Textual's.
    skipped = {id(inner) for node in plain for inner in ast.walk(node)}
    defined = {
        node.name
        for cls in classes
        if cls not in plain
        for node in cls.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and id(node) not in skipped
    }
    return {name for name in used | defined if name.startswith("_") and name != "__init__"}


def _without_rows(module, tree):
    """The private names and modules of Textual that a module uses without a row for them."""
    rows = [row for row in CONTRACT if row.module == module]
    names = _private_names(tree) - {row.name for row in rows} - {"__stderr__"}
    return names | _private_modules(tree) - {row.owner.partition(":")[0] for row in rows}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_every_private_name_has_its_row(path):
    assert _without_rows(path.stem, ast.parse(path.read_text(encoding="utf-8"))) == set()


def test_a_private_name_without_a_row_is_found():
    source = """
from textual._compositor import ChopsUpdate
def paint_now(screen):
    screen._dirty_widgets.clear()
    screen._compositor.reflow()
"""
    found = _without_rows("paint_now", ast.parse(source))
    assert found == {"_compositor", "textual._compositor"}


def test_every_module_of_a_row_is_there():
    assert {row.module for row in CONTRACT} <= {path.stem for path in FOLDER.glob("*.py")}
