"""The command line and the composition root: the only place that wires the rooms together.

Every import of a room stands where it is used: `runcoach --version` loads next to nothing.
"""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from runcoach.cli.errors import FAILURE, MISUSE, Refused, disk_words, give_up, tell
from runcoach.cli.output import drop_output, ready_output

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from runcoach.paths import Paths

INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """The command line; what it exits with. A fault is one line on standard error."""
    from runcoach.paths import find_paths

    ready_output()
    options = _read(arguments)

    try:
        paths = find_paths(options.data_dir)
    except RuntimeError as error:  # There is no such home folder.
        tell(error)
        return MISUSE
    try:
        code = _act(options, paths)
        if sys.stdout is not None:
            sys.stdout.flush()
    except Refused as refused:
        tell(refused)
        return refused.code
    except BrokenPipeError:
        drop_output()
        return FAILURE
    except OSError as error:
        tell(disk_words(error))
        return FAILURE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as fault:
        # The outermost boundary: what gets here is a defect of ours, and never a traceback.
        return give_up(fault, paths.log)
    return code


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    """What the arguments ask for. Without any it is the app, and argparse takes a while."""
    if not arguments:
        app = SimpleNamespace(command="", data_dir=None, speed=1.0, print_completion=None)
        return cast("argparse.Namespace", app)
    from runcoach.cli.arguments import parser

    return parser().parse_args(arguments)


def _act(options: argparse.Namespace, paths: Paths) -> int:
    if options.print_completion:
        return _completion(options.print_completion)
    match options.command:
        case "" | "start":
            from runcoach.cli.app_command import run_app

            return run_app(options, paths, start=options.command == "start")
        case "plan" | "week" | "exercises" | "history":
            from runcoach.cli import listing_commands

            return listing_commands.act(options, paths)
        case "export" | "import" | "merge":
            from runcoach.cli import transfer_commands

            return transfer_commands.act(options, paths)
        case "doctor":
            from runcoach.cli.doctor.command import examine

            return examine(options, paths)
    raise Refused(f"there is no command {options.command!r}", MISUSE)


def _completion(shell: str) -> int:
    import shtab

    from runcoach.cli.arguments import parser

    print(shtab.complete(parser(), shell))
    return 0
