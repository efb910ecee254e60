"""The vocabulary of the app as frozen values: what an exercise, a plan and a record are.

Begin with `exercise` (a movement family and its three tiers) and `plan` (the blocks of a session
about to be done); `records` holds what was done, as the history keeps it. Beside them: `dose`,
`programme`, `focus`, `profile`, `standing`, `settings`, `catalogue`, and the small arithmetic of
`dates` and `weights`.

Values and the rules that concern one value alone belong here. No I/O, no clock, and no import of
another package of ours. Fields are also the keys of the files on disk and of the JSON interface:
rename one only with `msgspec.field(name=...)`.
"""
