"""The summary at the end of a session: what was done, and the answers that are still missing.

Begin with `screen`. The session is saved before the summary is drawn; each answer that is given
here goes to the conductor as an event and is saved at once. Proposals come from `ui.coach`.
No statistics are computed here (`core.history`).
"""
