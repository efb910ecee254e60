"""The command line: parses arguments, wires the other packages together, runs one command.

Begin with `main`, which dispatches to one module a command: `plan_command`, `week_command`,
`app_command` (the app itself) and so on, and `doctor`. `wiring` is the composition root, which
opens the data folder and the catalogue; `arguments` has the parser, `errors` and `output` what
every command shares.

This is the only package that imports all the others, and nothing imports it. Each import is where
it is used, so that a command loads only what it needs; `tests/terminal/test_loading.py` holds it
to that.
"""
