"""Render the session machine's transition table as a Mermaid state diagram, for the README.

Without options it is printed. `--check FILE` exits with 1 if the block in FILE is stale;
`--write FILE` updates that block.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from runcoach.core.session.session import Phase
from runcoach.core.session.transition_table import TABLE, RelativeOutcome

BEGIN = "<!-- states:begin -->"
END = "<!-- states:end -->"

NEXT_LEADS_TO = (Phase.READY, Phase.COUNT_IN, Phase.SWITCH, Phase.REST, Phase.FINISHED)
"""The first phase of a next block; FINISHED if there is none."""


def render_diagram() -> str:
    """The table as a fenced Mermaid block: an edge for each outcome but SAME."""
    lines = ["```mermaid", "stateDiagram-v2", "    direction TB"]
    lines += [f"    {_node(phase)} : {phase}" for phase in Phase]
    lines += ["    state next <<choice>>", "    back : the phase that was paused"]
    lines.append(f"    [*] --> {_node(Phase.READY)}")
    lines += [f"    {a} --> {b} : {', '.join(events)}" for (a, b), events in _edges().items()]
    lines += [f"    next --> {_node(phase)}" for phase in NEXT_LEADS_TO]
    lines += [f"    {_node(Phase.LEFT)} --> [*]", "```"]
    return "\n".join(lines)


def _edges() -> dict[tuple[str, str], list[str]]:
    edges: dict[tuple[str, str], list[str]] = {}
    order = [*Phase, *RelativeOutcome]
    for (phase, event), row in TABLE.items():
        for outcome in sorted(row.outcomes, key=order.index):
            if outcome is not RelativeOutcome.SAME:
                edge = (_node(phase), _node(outcome))
                edges.setdefault(edge, []).append(event.__name__)
    return edges


def _node(outcome: Phase | RelativeOutcome) -> str:
    return outcome.name.lower()


def replace_diagram(text: str) -> str:
    """The text with the block between its markers replaced by the current diagram.

    Raises:
        ValueError: There is not exactly one pair of markers.
    """
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        raise ValueError(f"needs one {BEGIN} and one {END}")
    before, _, rest = text.partition(BEGIN)
    _, marker, after = rest.partition(END)
    if not marker:
        raise ValueError(f"{END} comes before {BEGIN}")
    return f"{before}{BEGIN}\n{render_diagram()}\n{END}{after}"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns 1 if a checked file is stale or has no markers, else 0."""
    parser = argparse.ArgumentParser(description="The session machine as a state diagram.")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", metavar="FILE", type=Path, help="exit 1 if FILE is stale")
    mode.add_argument("--write", metavar="FILE", type=Path, help="update the block in FILE")
    options = parser.parse_args(arguments)
    path: Path | None = options.check or options.write
    if path is None:
        print(render_diagram())
        return 0
    try:
        text = path.read_text(encoding="utf-8")
        fresh = replace_diagram(text)
    except (OSError, ValueError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 1
    if options.write:
        path.write_text(fresh, encoding="utf-8", newline="\n")
        return 0
    if fresh != text:
        print(
            f"{path}: the state diagram is stale; run python {sys.argv[0]} --write {path}",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
