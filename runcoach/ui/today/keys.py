"""The keys of Today."""

from __future__ import annotations

from textual.binding import Binding, BindingType


def _letter(key: str, action: str, label: str, told: str, *, show: bool = True) -> Binding:
    """A letter, whatever Caps Lock says."""
    return Binding(
        f"{key},{key.upper()}",
        action,
        label,
        show=show,
        key_display=key,
        tooltip=told,
        id=f"today.{action}",
    )


TODAY_KEYS: tuple[BindingType, ...] = (
    Binding("space", "go", "Start", id="today.go", tooltip="Start, or go on with what waits"),
    Binding("enter", "go", "Start", show=False),
    _letter("h", "as_before", "As before", "No step easier after the days off"),
    _letter("o", "other", "Another", "Another session, chosen for today"),
    _letter("f", "hands_free", "Hands-free", "A session runs by itself, or by hand"),
    _letter("w", "why", "Why", "Why it is this session"),
    _letter("i", "about_me", "About you", "Experience, equipment, the week, the race"),
    _letter("j", "save_mine", "Save as mine", "Keep this session in your programmes", show=False),
    Binding("escape", "dismiss_notices", "Put notices away", show=False),
)
"""In the order of the footer; those that are not shown there are in the help."""
