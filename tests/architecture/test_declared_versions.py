"""The versions in pyproject.toml: one lower bound each, and what is installed is within them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from scripts.lowest_versions import pin_lowest
from tests.architecture.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DECLARED = [Requirement(line) for line in PROJECT["dependencies"]]


def test_textual_is_pinned_to_one_version() -> None:
    [textual] = [r for r in DECLARED if r.name == "textual"]
    assert [s.operator for s in textual.specifier] == ["=="]


@pytest.mark.parametrize("requirement", DECLARED, ids=lambda r: r.name)
def test_each_dependency_has_a_lowest_version_and_an_installed_one_within(
    requirement: Requirement,
) -> None:
    assert pin_lowest(requirement).startswith(f"{requirement.name}==")
    if requirement.marker is None or requirement.marker.evaluate():
        assert Version(version(requirement.name)) in requirement.specifier


@pytest.mark.parametrize(
    ("line", "pinned"),
    [("a>=1.2", "a==1.2"), ("a==3", "a==3"), ("a>=1.2,<2; python_version > '3'", "a==1.2")],
)
def test_a_requirement_is_pinned_to_its_lower_bound(line: str, pinned: str) -> None:
    assert pin_lowest(Requirement(line)) == pinned


@pytest.mark.parametrize("line", ["a", "a<2", "a>=1,>=2"])
def test_a_requirement_without_one_lower_bound_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="one lower bound"):
        pin_lowest(Requirement(line))


def test_the_script_prints_a_line_for_each_that_this_machine_needs() -> None:
    script = ROOT / "scripts" / "lowest_versions.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    wanted = [r.name for r in DECLARED if r.marker is None or r.marker.evaluate()]
    assert [line.split("==")[0] for line in done.stdout.splitlines()] == wanted
