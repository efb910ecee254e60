"""`runcoach doctor`: what is well, what is not, and what to do about it."""

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


def examine(options: argparse.Namespace, paths: Paths) -> int:
    """Look at everything and say so; 1 if something is broken."""
    findings: list[Finding] = []
    for look in (_versions, _terminal, _data, _laptop):
        for finding in look(options, paths):
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
        print(f"{count} thing{' is' if count == 1 else 's are'} broken." if count else "All well.")
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
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            if name in OPTIONAL:
                yield Finding("versions", State.NOTE, f"{name} is not installed", "Fine without.")
            else:
                todo = "Install runcoach again."
                yield Finding("versions", State.BROKEN, f"{name} is not installed", todo)
    yield Finding("versions", State.OK, ", ".join(found))


def _terminal(options: argparse.Namespace, paths: Paths) -> Iterator[Finding]:
    from runcoach.cli.doctor.terminal import Found, look

    there = all(s is not None and s.isatty() for s in (sys.stdin, sys.stderr))
    size = os.get_terminal_size(sys.stderr.fileno()) if there else None
    encoding = getattr(sys.stderr, "encoding", "") or ""
    yield from look(Found(os.environ, size, encoding))


def _data(options: argparse.Namespace, paths: Paths) -> Iterator[Finding]:
    from runcoach.cli.doctor.data import catalogue, folders, history, journal, lock
    from runcoach.cli.doctor.documents import documents

    areas: tuple[Callable[[Paths], Iterator[Finding]], ...] = (
        folders, catalogue, history, documents, journal, lock
    )  # fmt: skip
    for look in areas:
        try:
            yield from look(paths)
        except OSError as error:
            from runcoach.cli.errors import disk_words

            yield Finding(look.__name__, State.BROKEN, disk_words(error), "Mend its rights.")


def _laptop(options: argparse.Namespace, paths: Paths) -> Iterator[Finding]:
    from runcoach.cli.doctor.laptop import look

    # In between the lines of JSON nothing else may be printed.
    say = (lambda line: None) if options.json else print
    yield from look(paths, say, aloud=options.sound)
