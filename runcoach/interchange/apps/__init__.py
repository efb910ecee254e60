"""The tables of other apps.

`activity_tables` reads the lists of activities of Strava, Garmin and intervals.icu; `strong` and
`hevy` read and write the workouts of those two apps, with `exercise_names` between their names and
our exercises. Columns are those that current versions of the apps write.
"""
