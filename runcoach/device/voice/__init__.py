"""Spoken lines: the words for an alert, and the program of the system that speaks them.

`phrases.py` puts alerts into words (pure); `engines.py` finds a speech program and renders one
line with it; `line_cache.py` renders ahead in a thread and keeps the WAVs on the disk;
`announcer.py` hands each line to the mixer at its due time. To add an engine see
`engines.find_voice`.
"""
