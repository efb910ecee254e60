"""Running a session without a screen: the shell around the pure machine.

Begin with `conductor`: it owns the session, calls `advance` at the right moments, and binds clock,
journal, history and sound. `journaling` writes the journal during the session and the record at
its end; `alert_scheduling` hands alerts and spoken lines to the device ahead of their time.

Imports `core` alone and reaches the outside through `core.ports`; nothing of Textual, and no file
access, may come in.
"""
