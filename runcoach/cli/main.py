"""The entry point: parses the arguments, runs the command, and turns errors into exit codes.

Each command's module is imported when it is run: `runcoach --version` loads next to nothing.
"""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from runcoach.cli.errors import (
    FAILURE,
    MISUSE,
    CommandError,
    describe_file_error,
    print_error,
    report_defect,
)
from runcoach.cli.output import configure_output, discard_output, gate_output

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from runcoach.paths import Paths

INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Run a command line. Returns the exit code; an error is one line on standard error."""
    configure_output()
    with gate_output():
        return _run_gated(arguments)


def _run_gated(arguments: Sequence[str]) -> int:
    from runcoach.paths import find_paths

    options = parse_arguments(arguments)

    try:
        paths = find_paths(options.data_dir)
    except RuntimeError as error:  # `~name` of a user that does not exist.
        print_error(error)
        return MISUSE
    try:
        code = _dispatch(options, paths)
        if sys.stdout is not None:
            sys.stdout.flush()
    except CommandError as refused:
        print_error(refused)
        return refused.code
    except BrokenPipeError:
        discard_output()
        return FAILURE
    except OSError as error:
        print_error(describe_file_error(error))
        return FAILURE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as fault:
        # The outermost boundary: a defect of ours is logged, never shown as a traceback.
        return report_defect(fault, paths.log)
    return code


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """The parsed arguments. Without any the app runs, and the import of argparse is saved."""
    if not arguments:
        app = SimpleNamespace(command="", data_dir=None, speed=1.0, print_completion=None)
        return cast("argparse.Namespace", app)
    from runcoach.cli.arguments import build_parser

    return build_parser().parse_args(arguments)


def _dispatch(options: argparse.Namespace, paths: Paths) -> int:
    if options.print_completion:
        return _print_completion(options.print_completion)
    match options.command:
        case "" | "start":
            from runcoach.cli.app_command import run_app

            return run_app(options, paths, start=options.command == "start")
        case "plan":
            from runcoach.cli.plan_command import print_plan

            return print_plan(options, paths)
        case "season":
            from runcoach.cli.season_command import print_season

            return print_season(options, paths)
        case "week":
            from runcoach.cli.week_command import print_week

            return print_week(options, paths)
        case "exercises":
            from runcoach.cli.exercises_command import print_exercises

            return print_exercises(options, paths)
        case "history":
            from runcoach.cli.history_command import print_history

            return print_history(options, paths)
        case "export":
            from runcoach.cli.export_command import export_history

            return export_history(options, paths)
        case "import":
            from runcoach.cli.backup_command import import_any

            return import_any(options, paths)
        case "runs":
            from runcoach.cli.runs_command import print_runs

            return print_runs(options, paths)
        case "merge":
            from runcoach.cli.merge_command import merge_folder

            return merge_folder(options, paths)
        case "doctor":
            from runcoach.cli.doctor.command import run_doctor

            return run_doctor(options, paths)
    raise CommandError(f"there is no command {options.command!r}", MISUSE)


def _print_completion(shell: str) -> int:
    import shtab

    from runcoach.cli.arguments import build_parser

    print(shtab.complete(build_parser(), shell))
    return 0
