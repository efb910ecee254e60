"""The keys of a session, and the event that each of them needs to be legal."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from runcoach.core.events import (
    EndSet,
    Event,
    HandsFree,
    Hurt,
    Leave,
    MoreRest,
    Redo,
    Revise,
    Skip,
)


def _letter(key: str, action: str, label: str, told: str, *, show: bool = True) -> Binding:
    """A letter, whatever Caps Lock says."""
    return Binding(
        f"{key},{key.upper()}",
        action,
        label,
        show=show,
        key_display=key,
        tooltip=told,
        id=f"session.{action.partition('(')[0]}",
    )


KEYS: list[BindingType] = [
    Binding(
        "space",
        "press",
        "Go",
        tooltip="What the screen shows biggest",
        key_display="space",
        id="session.press",
    ),
    _letter("d", "end_set", "done now", "End the set with what was done so far"),
    _letter("b", "redo", "redo", "Do the last set again"),
    _letter("s", "skip", "skip", "Leave the set out"),
    _letter("m", "rest(1)", "+10 s", "10 s more rest"),
    _letter("n", "rest(-1)", "-10 s", "10 s less rest"),
    _letter("e", "tier(-1)", "easier", "The easier tier of this exercise"),
    _letter("h", "tier(1)", "harder", "The harder tier of this exercise"),
    _letter("x", "pain", "pain", "Something hurts: stop, and spare it"),
    _letter("k", "form", "form broke", "Form broke in the last set", show=False),
    _letter("f", "hands_free", "hands-free", "By itself, or by hand", show=False),
    _letter("v", "distance", "distance", "The distance view", show=False),
    _letter("t", "note", "note", "A note for the last set", show=False),
    _letter("c", "tick", "tick", "Tick the cue in focus", show=False),
    Binding(
        "question_mark", "help", "keys", key_display="?", tooltip="Every key", id="session.help"
    ),
    _letter("q", "leave", "leave", "Leave: keep, save or throw away"),
    Binding("escape", "leave", "Leave", show=False),
    Binding("down", "row(1)", "Next row", show=False),
    Binding("up", "row(-1)", "Row before", show=False),
    Binding("left", "value(-1)", "Less", show=False),
    Binding("right", "value(1)", "More", show=False),
    Binding("1,plus,ampersand", "effort(1)", "easy", show=False),
    Binding("2,ě,é", "effort(2)", "right", show=False),
    Binding("3,š,quotation_mark", "effort(3)", "hard", show=False),
    Binding("4,č,apostrophe", "effort(4)", "failed", show=False),
]
"""In the order of the footer; those that are not shown there are in the help."""

NEEDS: dict[str, type[Event]] = {
    "end_set": EndSet,
    "redo": Redo,
    "skip": Skip,
    "rest": MoreRest,
    "tier": Revise,
    "pain": Hurt,
    "hands_free": HandsFree,
    "leave": Leave,
}
ASKING: frozenset[str] = frozenset({"row", "value", "effort", "form", "note"})
