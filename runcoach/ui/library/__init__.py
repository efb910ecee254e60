"""The library: every exercise with its tiers, its figure, and the person's results.

Begin with `screen`. `exercise_board` displays one exercise, in the list's screen and in full in
`exercise_screen`; `rows` formats its lines, as pure functions; `filter_sheet` asks which exercises
to list. Matching a filter is the job of `core.planner.exercise_filter`.
"""
