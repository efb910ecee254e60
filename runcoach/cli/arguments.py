"""The argument parser: every command with its flags, and the types of their values."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from runcoach import __version__
from runcoach.cli.argument_types import (
    MOST_SEASON_WEEKS,
    alarm_minutes,
    day,
    equipment,
    kilometres,
    run_minutes,
    run_start,
    season_weeks,
    session_minutes,
    speed,
)
from runcoach.cli.errors import MISUSE, print_error
from runcoach.interchange.exporter import FORMATS

FOCUSES = ("full-body", "legs", "core", "upper-body", "power", "mobility")
TIERS = ("foundation", "standard", "challenge")
SEASON_WEEKS = 12
RUN_KINDS = ("easy", "long", "hard", "race")
FIT = "fit"
BACKUP = "backup"
FLAG_FORMATS = {
    "since": ("report", FIT),
    "exercise": ("report",),
    "no_notes": ("report",),
    "alarm": ("ics",),
}
"""The flags of an export that only some formats have."""


class OneLineParser(argparse.ArgumentParser):
    """A parser whose error message is one line that says what to do."""

    def error(self, message: str) -> NoReturn:
        """Print the message and exit with the code for misuse."""
        print_error(f"{message}; see `{self.prog} --help`")
        raise SystemExit(MISUSE)


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands. Its result has `command`, which is empty for the app."""
    top = OneLineParser(
        prog="runcoach",
        description="A strength coach for runners that lives in the terminal.",
        epilog="Without a command the app opens. General training advice, not medical care.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"runcoach {__version__}")
    top.add_argument("--data-dir", metavar="DIR", help="where your data is (RUNCOACH_DATA_DIR)")
    top.add_argument("--speed", type=speed, default=1.0, metavar="N", help=_SPEED_HELP)
    top.add_argument(
        "--print-completion",
        choices=("bash", "zsh", "tcsh"),
        help="print a completion script for a shell",
    )
    top.set_defaults(command="")
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    _sessions(commands)
    _week(commands)
    _season(commands)
    _lists(commands)
    _runs(commands)
    _transfers(commands)
    _care(commands)
    return top


_Commands = argparse._SubParsersAction  # The standard library has no public name for it.
_EQUIPMENT_HELP = "what you have, besides household things; none: floor and wall alone"
_SPEED_HELP = "run the session's clock N times as fast, to rehearse"


def _add(commands: _Commands[OneLineParser], name: str, summary: str) -> OneLineParser:
    command = commands.add_parser(
        name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.", allow_abbrev=False
    )
    command.set_defaults(command=name)
    return command


def _sessions(commands: _Commands[OneLineParser]) -> None:
    for name, summary in (
        ("start", "go straight into a session"),
        ("plan", "show the plan that `start` would run"),
    ):
        command = _add(commands, name, summary)
        command.add_argument("name", nargs="?", metavar="NAME", help="a programme's id or title")
        command.add_argument("--minutes", type=session_minutes, metavar="N", help="8 to 45")
        command.add_argument("--focus", choices=FOCUSES, help="a focus, instead of a NAME")
        command.add_argument("--tier", choices=TIERS, help="one tier for every exercise")
        command.add_argument("--equipment", type=equipment, metavar="A,B", help=_EQUIPMENT_HELP)
        command.add_argument("--hands-free", action="store_true", help="run without a key press")
        # It may also be given before the command, so it must have no default here.
        command.add_argument(
            "--speed", type=speed, default=argparse.SUPPRESS, metavar="N", help=_SPEED_HELP
        )
        if name == "plan":
            _json_flag(command)


def _season(commands: _Commands[OneLineParser]) -> None:
    season = _add(commands, "season", "list the training blocks and the sessions ahead")
    season.add_argument(
        "--weeks",
        type=season_weeks,
        default=SEASON_WEEKS,
        metavar="N",
        help=f"how many weeks, 1 to {MOST_SEASON_WEEKS} (default {SEASON_WEEKS})",
    )
    _json_flag(season)


def _week(commands: _Commands[OneLineParser]) -> None:
    week = _add(commands, "week", "list the strength days of a week")
    week.add_argument(
        "--from",
        dest="first",
        type=day,
        metavar="DATE",
        help="its first day; this Monday by default",
    )
    _json_flag(week)


def _lists(commands: _Commands[OneLineParser]) -> None:
    _json_flag(_add(commands, "exercises", "list every exercise with its tiers"))
    history = _add(
        commands, "history", "list past sessions, or restore an earlier generation of a month"
    )
    _since_flag(history)
    _json_flag(history)
    history.add_argument(
        "act",
        nargs="?",
        choices=("restore",),
        metavar="restore",
        help="restore an earlier generation of a month: `history restore 2026-11 [NUMBER]`",
    )
    history.add_argument("month", nargs="?", metavar="MONTH", help="such as 2026-11")
    history.add_argument(
        "generation", nargs="?", type=int, metavar="NUMBER", help="as listed by `history restore`"
    )


def _runs(commands: _Commands[OneLineParser]) -> None:
    runs = _add(commands, "runs", "list the runs, or add one: `runs add DATE --km K --minutes M`")
    runs.add_argument("act", nargs="?", choices=("add",), metavar="add", help="add a run")
    runs.add_argument(
        "start",
        nargs="?",
        type=run_start,
        metavar="DATE",
        help="add: its day, YYYY-MM-DD, also with the time: 2026-11-03T07:10",
    )
    runs.add_argument("--km", type=kilometres, metavar="K", help="add: its length")
    runs.add_argument("--minutes", type=run_minutes, metavar="M", help="add: its time")
    runs.add_argument("--kind", choices=RUN_KINDS, help="add: judged where you don't say it")
    _since_flag(runs)
    runs.add_argument("--until", type=day, metavar="DATE", help="up to this day")
    _json_flag(runs)


def _transfers(commands: _Commands[OneLineParser]) -> None:
    export = _add(commands, "export", "write the history to a new file")
    export.add_argument(
        "format",
        choices=(*FORMATS, FIT, BACKUP),
        help="backup: the whole data folder as a zip, which `import` brings back; json: the "
        "whole history; csv: a row for each set, without the trash, earlier revisions and "
        "sessions without sets; ics: a calendar; report: a page for a physio; strong, hevy: the "
        "CSV of these apps; fit: a folder with a file for each session",
    )
    export.add_argument(
        "path",
        type=Path,
        metavar="PATH",
        help="a file that does not exist yet, or - ; fit: a folder",
    )
    _since_flag(export, "report, fit: from this day on, YYYY-MM-DD")
    export.add_argument(
        "--alarm", type=alarm_minutes, metavar="MINUTES", help="ics: remind before sessions ahead"
    )
    export.add_argument("--exercise", metavar="ID", help="report: only this exercise")
    export.add_argument("--no-notes", action="store_true", help="report: without your notes")
    imported = _add(
        commands, "import", "bring in runs, sessions or a backup, by what the files are"
    )
    imported.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="files, folders or zips: FIT, GPX, TCX (also .gz), the activity CSV of Strava, Garmin "
        "or intervals.icu, a whole export; runcoach's backup, JSON or CSV; the CSV of Strong or "
        "Hevy",
    )
    imported.add_argument(
        "--dry-run", action="store_true", help="print what would be taken; change nothing"
    )
    imported.add_argument(
        "--weights", choices=("kg", "lb"), help="the unit of a file that does not name it"
    )
    imported.add_argument(
        "--take-file",
        action="store_true",
        help="where values differ without a later edit, take the file's version; yours is kept "
        "as an earlier one",
    )
    merge = _add(commands, "merge", "merge the history of another data folder")
    merge.add_argument("path", type=Path, metavar="PATH", help="the folder, or a JSON export")


def _care(commands: _Commands[OneLineParser]) -> None:
    doctor = _add(
        commands, "doctor", "check terminal, folders, history and sound, and say what to do"
    )
    doctor.add_argument(
        "--deep", action="store_true", help="also every checksum, record and earlier version"
    )
    doctor.add_argument("--sound", action="store_true", help="play every sound in turn")
    _json_flag(doctor)


def _json_flag(command: OneLineParser) -> None:
    command.add_argument("--json", action="store_true", help="as JSON")


def _since_flag(command: OneLineParser, summary: str = "from this day on, YYYY-MM-DD") -> None:
    command.add_argument("--since", type=day, metavar="DATE", help=summary)
