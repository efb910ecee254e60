"""`runcoach doctor`: checks of everything the app depends on, with advice.

Begin with `command`, which runs the checks in order and prints their findings (`findings`). The
checks: `terminal`, `data` (folders, catalogue, history, journal, lock), `documents` (settings,
profile, decisions) and `laptop` (sound, voice, keep-awake). A check yields findings, and changes
nothing on the disk.
"""
