"""The key bindings of a session, and the event that each of them sends."""

from __future__ import annotations

from collections.abc import Callable

from textual.binding import Binding, BindingType

from runcoach.core.model.plan import Role
from runcoach.core.session.events import (
    EndSet,
    Event,
    HandsFree,
    Hurt,
    Leave,
    MoreRest,
    Pause,
    Redo,
    Revise,
    Skip,
)
from runcoach.core.session.session import Session


def _letter(key: str, action: str, label: str, tooltip: str, *, show: bool = True) -> Binding:
    """A letter key, with or without Caps Lock."""
    return Binding(
        f"{key},{key.upper()}",
        action,
        label,
        show=show,
        key_display=key,
        tooltip=tooltip,
        id=f"session.{action.partition('(')[0]}",
    )


EFFORT_KEYS: tuple[Binding, ...] = (
    Binding("1,plus,ampersand", "effort(1)", "easy", show=False, tooltip="It was easy"),
    Binding("2,ě,Ě,é,É", "effort(2)", "right", show=False, tooltip="It was right"),
    Binding("3,š,Š,quotation_mark", "effort(3)", "hard", show=False, tooltip="It was hard"),
    Binding("4,č,Č,apostrophe", "effort(4)", "failed", show=False, tooltip="It failed"),
)
"""A digit, or what the digit's key gives unshifted on a Czech or a French keyboard."""

SESSION_KEYS: list[BindingType] = [
    Binding(
        "space",
        "press",
        "Go",
        tooltip="What the screen shows biggest",
        key_display="space",
        id="session.press",
    ),
    Binding(
        "pagedown",
        "press",
        "Go",
        show=False,
        tooltip="Space, on a presenter's clicker",
        key_display="pgdn",
    ),
    Binding(
        "pageup",
        "pause",
        "Pause",
        show=False,
        tooltip="Pause, on a presenter's clicker",
        key_display="pgup",
    ),
    _letter("d", "end_set", "done now", "End the set with what was done so far"),
    _letter("b", "redo", "redo", "Do the last set again"),
    _letter("s", "skip", "skip", "Leave the set out"),
    _letter("m", "rest(1)", "+10 s", "10 s more rest"),
    _letter("n", "rest(-1)", "-10 s", "10 s less rest"),
    _letter("e", "tier(-1)", "easier", "The easier tier of this exercise"),
    _letter("h", "tier(1)", "harder", "The harder tier of this exercise"),
    _letter(
        "o", "another", "another", "Another exercise of the same kind, from here on", show=False
    ),
    _letter("x", "pain", "pain", "Something hurts: stop, and spare it"),
    _letter("k", "form", "form broke", "Form broke in the last set", show=False),
    _letter("g", "show_me", "show me", "How the movement is done", show=False),
    _letter("f", "hands_free", "hands-free", "By itself, or by hand", show=False),
    _letter("v", "distance", "distance", "The distance view", show=False),
    _letter("t", "note", "note", "A note for the last set", show=False),
    _letter("u", "undo", "undo", "Take back the last answer or change of tier", show=False),
    _letter(
        "w", "why", "why", "What this exercise gives a runner, and why the plan is this", show=False
    ),
    Binding("enter", "tick", "tick", show=False, tooltip="Tick the cue in focus"),
    Binding(
        "question_mark", "help", "keys", key_display="?", tooltip="Every key", id="session.help"
    ),
    _letter("q", "leave", "leave", "Leave: keep, save or throw away"),
    Binding("escape", "back", "Leave", show=False),
    Binding(
        "down",
        "row(1)",
        "Down",
        show=False,
        tooltip="The next number to correct; paused: I stopped back there",
    ),
    Binding(
        "ctrl+p",
        "app.command_palette",
        "Commands",
        show=False,
        tooltip="Sound off or on, louder, quieter, and everything else",
    ),
    Binding("up", "row(-1)", "Up", show=False, tooltip="The number before"),
    Binding("left", "value(-1)", "Less", show=False, tooltip="Fewer reps or seconds, less weight"),
    Binding("right", "value(1)", "More", show=False, tooltip="More reps, seconds or weight"),
    *EFFORT_KEYS,
]
"""In the order of the footer; keys that are not there are in the help."""
FOOTER_FIRST = ("press", "pain", "leave")
"""Actions that a narrow footer keeps before all others."""

EVENT_OF_ACTION: dict[str, type[Event]] = {
    "end_set": EndSet,
    "redo": Redo,
    "skip": Skip,
    "rest": MoreRest,
    "tier": Revise,
    "another": Revise,
    "pain": Hurt,
    "hands_free": HandsFree,
    "leave": Leave,
    "pause": Pause,
}


def is_active(action: str, session: Session, takes: Callable[[type[Event]], bool]) -> bool:
    """Whether an action of the session does anything now: only those that do are in the footer.

    `takes` says whether an event of that type is legal now.
    """
    if action not in EVENT_OF_ACTION:
        return True
    if not takes(EVENT_OF_ACTION[action]):
        return False
    match action:
        case "end_set":
            return session.in_work
        case "redo":
            return session.in_work or bool(session.sets)
        case "tier" | "another":
            return session.work is not None and session.work.role is Role.MAIN
        case _:
            return True


QUESTION_ACTIONS: frozenset[str] = frozenset({"value", "effort", "form"})
"""Actions that answer the question of a rest."""
