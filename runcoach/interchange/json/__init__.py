"""The documents of `--json` and of the JSON export: public formats.

`history.py` builds and reads the history, complete or abridged; `plan.py` and `week.py` build the
documents of `plan --json` and `week --json`. Keys are a public format and never change; each
document carries its `schema`.
"""
