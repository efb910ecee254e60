"""A recording of one activity, as every reader of a format makes it, and what they share.

`recording` is the value, with the two exceptions of readers; `track` measures time, distance and
climb from points, whatever their clock did; `local_time` finds the offset. Imports no format.
"""
