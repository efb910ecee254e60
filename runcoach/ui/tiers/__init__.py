"""The tiers: each exercise's ladder, the coach's proposals, and changes by hand.

Begin with `screen`. `proposals_sheet` asks for the answers to proposals, here and after a session;
`ladder_text` and `decision_text` format ladders, evidence and decisions, as pure functions.

No rule of coaching is here: the screens ask `ui.coach`, and that `core.coach`.
"""
