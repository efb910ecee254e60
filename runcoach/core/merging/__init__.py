"""The union of two histories and two notebooks, for `runcoach merge` and for edits.

`documents` works on the stored JSON documents of sessions, unknown fields included: revisions,
trash, and a merge that is commutative, associative and idempotent and drops nothing. `notebooks`
merges what the coach and the person decided. Imports `core.model` and `core.coach`; files are
read and written by `storage`.
"""
