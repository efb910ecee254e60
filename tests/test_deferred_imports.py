"""A deferred module is loaded by whoever uses a name of it, and nobody sees a difference."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from runcoach.cli.deferred_imports import deferring

LATE = """
from abc import ABC, abstractmethod

class Provider(ABC):
    kind = "late"

    @abstractmethod
    def found(self): ...

    def told(self):
        return f"{self.kind} {self.found()}"

def double(number, *, plus=0):
    return 2 * number + plus

NUMBER = 7
"""
EARLY = """
import late
from late import Provider, double

class Themes(Provider):
    def found(self):
        return "themes"
"""
TEXTUAL = """
import sys
from runcoach.cli.deferred_imports import DeferredName, StandIn
from runcoach.cli.running import LATER, import_libraries

import_libraries()
assert not set(LATER) & set(sys.modules), "loaded after all"
deferred = [
    value
    for module in list(sys.modules.values())
    for value in vars(module).values()
    if isinstance(value, DeferredName | StandIn)
]
assert len(deferred) > 10, deferred
for value in deferred:
    # Raises where a deferred module doesn't have what was taken from it.
    value.named() if isinstance(value, DeferredName) else value.module()
assert set(LATER) <= set(sys.modules)
from textual.command import Provider
from textual.theme import ThemeProvider
assert issubclass(ThemeProvider, Provider), ThemeProvider.__mro__
"""


@pytest.fixture
def early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A module that took names of another before that was loaded."""
    (tmp_path / "late.py").write_text(LATE)
    (tmp_path / "early.py").write_text(EARLY)
    monkeypatch.syspath_prepend(tmp_path)
    with deferring("late"):
        module = importlib.import_module("early")
    yield module
    sys.modules.pop("early", None)
    sys.modules.pop("late", None)


def test_nothing_is_loaded_until_a_name_is_used(early: ModuleType) -> None:
    assert "late" not in sys.modules
    assert early.double(4, plus=1) == 9
    assert "late" in sys.modules


def test_a_module_that_was_imported_whole_has_its_names_too(early: ModuleType) -> None:
    assert early.late.double(4) == 8
    assert early.late.Provider.kind == "late"


def test_a_class_that_inherits_from_a_name_is_as_if_the_module_had_been_there(
    early: ModuleType,
) -> None:
    early.late.double(0)
    late = importlib.import_module("late")
    assert early.Themes.__mro__[1:] == late.Provider.__mro__
    themes = early.Themes()
    assert isinstance(themes, late.Provider)
    assert isinstance(themes, early.Provider)
    assert issubclass(early.Themes, early.Provider)
    assert themes.told() == "late themes"


def test_who_imports_it_later_gets_the_module_itself(early: ModuleType) -> None:
    late = importlib.import_module("late")
    assert late.NUMBER == 7
    assert isinstance(late.double, type(test_nothing_is_loaded_until_a_name_is_used))
    assert early.double(1) == 2, "and the names that were taken before lead there"


def test_what_is_loaded_already_is_left_alone(early: ModuleType) -> None:
    late = importlib.import_module("late")
    with deferring("late"):
        assert importlib.import_module("late") is late
    assert sys.modules["late"] is late


def test_a_name_that_is_used_within_loads_the_module_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "late.py").write_text(LATE)
    monkeypatch.syspath_prepend(tmp_path)
    with deferring("late"):
        double = importlib.import_module("late").double
        assert double(2) == 4
        assert importlib.import_module("late").NUMBER == 7
    assert sys.modules.pop("late").NUMBER == 7


def test_a_module_that_is_not_there_is_told_by_the_first_use() -> None:
    with deferring("no_such_module_anywhere"):
        name = importlib.import_module("no_such_module_anywhere").name
    with pytest.raises(ModuleNotFoundError, match="no_such_module_anywhere"):
        name()


def test_textual_finds_all_that_was_deferred_and_its_themes_are_providers() -> None:
    ran = subprocess.run([sys.executable, "-c", TEXTUAL], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
