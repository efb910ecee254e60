"""Which modules each command imports, and which the first frame must not."""

import json
import subprocess
import sys

import pytest

from tests.terminal.pty import Terminal, environment, run_command

ASKED = """
import json, sys
sys.argv[1:] = {arguments!r}
def tell():
    print("loaded", json.dumps(sorted(sys.modules)), file=sys.__stdout__)
{act}
"""
IMPORTED = "import runcoach.__main__; tell()"
RUN = """
from runcoach.__main__ import main
try:
    main()
finally:
    tell()
"""
FRAME = """
from runcoach.ui.app import RunCoach
def frame(app):
    with open({path!r}, "w") as file:
        json.dump(sorted(sys.modules), file)
    app.exit(0)
mounted = RunCoach.on_mount
def on_mount(app):
    mounted(app)
    app.call_after_refresh(frame, app)
RunCoach.on_mount = on_mount
from runcoach.__main__ import main
sys.exit(main())
"""
HEAVY = (
    "textual", "rich", "tinydb", "msgspec", "asyncio", "platformdirs", "filelock", "miniaudio",
    "wakepy", "shtab", "numpy",
)  # fmt: skip
NOT_ON_TODAY = (
    "tinydb", "miniaudio", "wakepy", "shtab", "numpy", "argparse", "tomllib", "markdown_it",
    "concurrent.futures.thread",
    "textual.widgets._markdown", "textual.widgets._text_area",
    "textual.widgets._data_table", "textual.widgets._footer", "rich.traceback", "pygments",
    "runcoach.cli.arguments", "runcoach.catalogue.loader", "runcoach.runner.conductor",
    "runcoach.core.session.machine", "runcoach.core.history.totals",
    "runcoach.core.history.trends",
    "runcoach.device.laptop", "runcoach.figures.drawing.raster", "runcoach.interchange",
    "runcoach.cli.plan_command", "runcoach.cli.history_command", "runcoach.cli.doctor",
    "runcoach.storage.journal.snapshot", "runcoach.storage.history.tinydb_storage",
    "runcoach.ui.history.screen", "runcoach.ui.session.screen", "runcoach.ui.settings.screen",
    "runcoach.ui.summary.screen", "runcoach.ui.charts.heat_map",
    "runcoach.ui.charts.line_chart", "runcoach.ui.session.board",
)  # fmt: skip
"""Modules and libraries that the first frame does not need."""


def among(loaded, names):
    return [n for n in names if any(m == n or m.startswith(f"{n}.") for m in loaded)]


@pytest.mark.parametrize(
    ("arguments", "act", "kept_out"),
    [
        ([], IMPORTED, (*HEAVY, "argparse", "runcoach.cli")),
        (["--version"], RUN, (*HEAVY, "runcoach.core", "runcoach.storage", "runcoach.ui")),
        (["start", "--help"], RUN, (*HEAVY, "runcoach.core", "runcoach.storage", "runcoach.ui")),
        (["history", "--json"], RUN, ("textual", "rich", "tinydb", "filelock", "asyncio")),
        (["plan", "--json"], RUN, ("textual", "rich", "tinydb", "filelock", "asyncio")),
    ],
    ids=["importing", "--version", "--help", "history", "plan"],
)
def test_a_command_loads_what_it_needs(tmp_path, arguments, act, kept_out):
    script = ASKED.format(arguments=arguments, act=act)
    out = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(RUNCOACH_DATA_DIR=str(tmp_path)),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    loaded = json.loads(out.rpartition("loaded ")[2])
    assert among(loaded, kept_out) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
def test_the_first_frame_loads_nothing_that_it_does_not_show(tmp_path):
    assert run_command(tmp_path, "plan")[0] == 0  # The catalogue is compiled by now.
    path = tmp_path / "loaded.json"
    script = ASKED.format(arguments=[], act=FRAME.format(path=str(path)))
    env = environment(RUNCOACH_DATA_DIR=str(tmp_path))
    with Terminal([sys.executable, "-c", script], env=env) as app:
        assert app.code() == 0
    assert among(json.loads(path.read_text()), NOT_ON_TODAY) == []
