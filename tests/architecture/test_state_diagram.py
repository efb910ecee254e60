"""The README's state diagram is the table's."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from runcoach.core.session.session import Phase
from runcoach.core.session.transition_table import TABLE, RelativeOutcome
from tests.core.session.outcomes import OPENS

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "state_diagram.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("state_diagram", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readme_shows_the_table_as_it_is(script: ModuleType) -> None:
    assert script.main(["--check", str(ROOT / "README.md")]) == 0


def test_every_way_of_the_table_is_an_edge_and_no_other(script: ModuleType) -> None:
    drawn = {
        (a, b, event)
        for a, b, events in re.findall(r"^ +(\w+) --> (\w+) : (.+)$", script.render_diagram(), re.M)
        for event in events.split(", ")
    }
    assert drawn == {
        (phase.name.lower(), outcome.name.lower(), event.__name__)
        for (phase, event), row in TABLE.items()
        for outcome in row.outcomes
        if outcome is not RelativeOutcome.SAME
    }


def test_the_next_block_leads_where_the_machine_goes(script: ModuleType) -> None:
    assert set(script.NEXT_LEADS_TO) == set(OPENS.values())
    for phase in OPENS.values():
        assert f"    next --> {phase.name.lower()}\n" in script.render_diagram()


def test_it_is_drawn_the_same_each_time(
    script: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main([]) == 0
    assert capsys.readouterr().out.rstrip("\n") == script.render_diagram()
    nodes = re.findall(r"^ +(\w+) : [\w -]+$", script.render_diagram(), re.M)
    assert nodes == [phase.name.lower() for phase in Phase] + ["back"]


def test_a_stale_block_is_told_and_renewed(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{script.BEGIN}\nold\n{script.END}\nafter\n", encoding="utf-8")
    assert script.main(["--check", str(page)]) == 1
    assert "stale" in capsys.readouterr().err
    assert "old" in page.read_text(encoding="utf-8")
    assert script.main(["--write", str(page)]) == 0
    assert script.main(["--check", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert script.render_diagram() in text


@pytest.mark.parametrize("text", ["no markers", "<!-- states:begin -->", None])
def test_a_page_without_its_markers_is_one_line_and_exit_1(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | None
) -> None:
    page = tmp_path / "page.md"
    if text is not None:
        page.write_text(text, encoding="utf-8")
    assert script.main(["--check", str(page)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
