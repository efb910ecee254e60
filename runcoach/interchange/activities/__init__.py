"""Runs out of files: what is one, what it says, and what is left out.

Begin with `collecting.read_activities`, which walks files, folders and archives and yields one
outcome a file. `file_kinds` tells what a file is from its contents; the readers in `fit/`,
`tracks/` and `apps/` give a `Recording`; `building` makes a valid `Run` of it or says in a sentence
why there is none. `track` measures time, distance and climb from points, `local_time` finds the
offset.

Files are read one at a time and dropped, so memory does not grow with their number.
"""
