"""Explanations, in sheets and pages: keys, reasons, the guide.

`help_screen` lists the keys of the screen it was opened from, taken from its bindings;
`why_sheet` shows the reasons of a plan with their sources; `guide_screen` pages through the guide,
whose text is in `assets/guide`. The help text of a screen does not belong here: it is in the
tooltips of the screen's bindings.
"""
