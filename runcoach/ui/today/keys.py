"""The key bindings of Today."""

from __future__ import annotations

from textual.binding import Binding, BindingType


def _letter(key: str, action: str, label: str, tooltip: str, *, show: bool = True) -> Binding:
    """A letter key, with or without Caps Lock."""
    return Binding(
        f"{key},{key.upper()}",
        action,
        label,
        show=show,
        key_display=key,
        tooltip=tooltip,
        id=f"today.{action}",
    )


TODAY_KEYS: tuple[BindingType, ...] = (
    Binding("space", "go", "Start", id="today.go", tooltip="Start, or go on with a kept session"),
    Binding("enter", "go", "Start", show=False),
    _letter("h", "as_before", "As before", "No step easier after the days off"),
    _letter("o", "other", "Another", "Another session, chosen for today"),
    _letter("f", "hands_free", "Hands-free", "A session runs by itself, or by hand"),
    _letter("w", "why", "Why", "Why this session"),
    _letter("i", "about_me", "About you", "Experience, equipment, the week, the race"),
    _letter("j", "save_mine", "Save as mine", "Keep this session in your programmes", show=False),
    Binding("escape", "dismiss_notices", "Dismiss notices", show=False),
)
"""In the order of the footer; keys that are not there are in the help."""
