"""Prints the lowest declared version of each dependency, as requirement lines for pip.

    python -m pip install $(python scripts/lowest_versions.py)

Dependencies whose marker is false on this machine are left out.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from packaging.requirements import Requirement

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


def pin_lowest(requirement: Requirement) -> str:
    """The requirement pinned to its lower bound.

    Raises:
        ValueError: The requirement has no lower bound, or more than one.
    """
    bounds = [s.version for s in requirement.specifier if s.operator in (">=", "==")]
    if len(bounds) != 1:
        raise ValueError(f"{requirement}: expected one lower bound, >= or ==")
    return f"{requirement.name}=={bounds[0]}"


def main() -> None:
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    for line in project["dependencies"]:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate():
            print(pin_lowest(requirement))


if __name__ == "__main__":
    main()
