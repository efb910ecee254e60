"""runcoach, a strength coach for runners in the terminal.

`core` holds the values and rules, pure; `runner` runs a session without a screen; `ui` is the
Textual app and `cli` the command line. `storage`, `device`, `catalogue` and `interchange` reach
the outside behind `core.ports`; `figures` draws. Only `cli` may import all of them, and wires them
together. Begin with ARCHITECTURE.md, or with `core`.
"""

__version__ = "0.1.0"
