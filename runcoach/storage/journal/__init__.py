"""The journal: a snapshot of the session in progress, in `active.json`.

Begin with `journal`, which implements the port `Journal` and writes on its own thread, so that
clock and screen never wait for the disk. `snapshot` has the format of the file; it is imported
only where there is a session, as a start without one does not need it.
"""
