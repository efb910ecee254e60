"""What is computed from records: totals, streaks, trends, breakdowns, filters, corrections.

Begin with `counting`: it decides which sessions and sets count, and every other module takes its
result. `totals` and `streaks` add up over time, `trends` follows one exercise, `breakdowns` and
`side_balance` compare parts, `session_filter` searches the light index, and `corrections` edits a
record. `runs` makes the list of runs from their recordings, `run_kinds` judges which are long or
hard.

Every figure names the sessions that it was computed from. Imports `core.model` alone; reading and
writing the history is the business of `storage`.
"""
