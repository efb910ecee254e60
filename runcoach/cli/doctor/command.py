"""`runcoach doctor`: runs every check and prints the findings, with what to do about each."""

from __future__ import annotations

import os
import platform
import sys
from typing import TYPE_CHECKING

from runcoach import __version__
from runcoach.cli.doctor.findings import Finding, State
from runcoach.cli.errors import FAILURE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from runcoach.paths import Paths

SCHEMA = 1
LIBRARIES = (
    "textual", "rich", "tinydb", "msgspec", "platformdirs", "filelock", "shtab", "miniaudio",
    "wakepy",
)  # fmt: skip
OPTIONAL = ("miniaudio", "wakepy")


def run_doctor(options: argparse.Namespace, paths: Paths) -> int:
    """Run every check and print its findings. Returns the exit code: 1 if something is broken."""
    findings: list[Finding] = []
    for check in (_versions, _terminal, _data, _laptop):
        for finding in check(options, paths):
            findings.append(finding)
            if not options.json:
                _print(finding)
    broken = [f for f in findings if f.state is State.BROKEN]
    if options.json:
        from runcoach.cli.output import print_json

        print_json(
            {
                "schema": SCHEMA,
                "ok": not broken,
                "findings": [
                    {"area": f.area, "state": f.state.value, "text": f.text, "todo": f.todo}
                    for f in findings
                ],
            }
        )
    else:
        count = len(broken)
        print(f"{count or 'No'} problem{'' if count == 1 else 's'} found.")
    return FAILURE if broken else 0


def _print(finding: Finding) -> None:
    print(f"{finding.state.value:<6}  {finding.area:<9}  {finding.text}", flush=True)
    if finding.todo:
        print(f"{'':<6}  {'':<9}  -> {finding.todo}")


def _versions(options: argparse.Namespace, paths: Paths) -> Iterator[Finding]:
    from importlib.metadata import PackageNotFoundError, version

    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    python = f"Python {platform.python_version()}"
    yield Finding("versions", State.OK, f"runcoach {__version__}, {python}, {system}")
    installed = []
    for name in LIBRARIES:
        try:
            installed.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            if name in OPTIONAL:
                yield Finding("versions", State.NOTE, f"{name} is not installed", "It is optional.")
            else:
                todo = "Reinstall runcoach."
                yield Finding("versions", State.BROKEN, f"{name} is not installed", todo)
    yield Finding("versions", State.OK, ", ".join(installed))


def _terminal(options: argparse.Namespace, paths: Paths) -> Iterator[Finding]:
    from runcoach.cli.doctor.terminal import TerminalFacts, check_terminal

    interactive = all(s is not None and s.isatty() for s in (sys.stdin, sys.stderr))
    size = os.get_terminal_size(sys.stderr.fileno()) if interactive else None
    encoding = getattr(sys.stderr, "encoding", "") or ""
    yield from check_terminal(TerminalFacts(os.environ, size, encoding))


def _data(options: argparse.Namespace, paths: Paths) -> Iterator[Finding]:
    from runcoach.cli.doctor.data import (
        check_catalogue,
        check_folders,
        check_history,
        check_journal,
        check_lock,
        check_runs,
    )
    from runcoach.cli.doctor.documents import check_documents

    checks: dict[str, Callable[[Paths], Iterator[Finding]]] = {
        "folders": check_folders,
        "catalogue": check_catalogue,
        "history": check_history,
        "runs": check_runs,
        "documents": check_documents,
        "journal": check_journal,
        "lock": check_lock,
    }
    if options.deep:
        from runcoach.cli.doctor.deep import check_deeply

        checks["deep"] = check_deeply
    for area, check in checks.items():
        try:
            yield from check(paths)
        except OSError as error:
            from runcoach.cli.errors import describe_file_error

            yield Finding(area, State.BROKEN, describe_file_error(error), "Fix its permissions.")


def _laptop(options: argparse.Namespace, paths: Paths) -> Iterator[Finding]:
    from runcoach.cli.doctor.laptop import check_laptop

    # Nothing but the JSON document may be printed.
    notify = (lambda line: None) if options.json else print
    yield from check_laptop(paths, notify, aloud=options.sound)
