"""The profile ("About you"): experience, minutes, equipment, runs, race.

Begin with `rows`: pure functions between a `Profile` and the rows of a form, in both directions.
`screen` and `equipment_screen` show them and keep each change at once. The first questions of
Today use the same rows. What a profile means for training is decided in `core`.
"""
