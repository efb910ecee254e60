"""Runs out of files: what is one, what it says, and what is left out.

Begin with `collecting.read_activities`, which walks files, folders and archives (`walking`) and
yields one outcome a file. `file_kinds` tells what a file is from its contents; the readers in
`fit/`, `tracks/` and `apps/` give recordings; `building` makes a valid `Run` of one or says in a
sentence why there is none.

Files are read one at a time and dropped, so memory does not grow with their number.
"""
