"""The word of a moment: `HALFWAY`, `LAST FIVE`, `LAST SET`, or a cue that has its time. Pure."""

from __future__ import annotations

from runcoach.core.session.alerts import AlertKind
from runcoach.core.session.session import Session
from runcoach.core.session.timing import LAST_FIVE_S, MOMENT_SHOWN_S, alert_times

MOMENT_KINDS = frozenset(
    {AlertKind.HALFWAY, AlertKind.MOMENT, AlertKind.LAST_FIVE, AlertKind.LAST_SET}
)
"""Kinds of alert that have a word; of the last five seconds only the first has one."""


def moment_word(session: Session, now: float) -> str:
    """The word that stands for two seconds after its moment; empty at other times."""
    return _latest(session, now)[0]


def moment_ends_in_s(session: Session, now: float) -> float | None:
    """Session seconds until the word goes away; None if there is none."""
    word, began = _latest(session, now)
    return began + MOMENT_SHOWN_S - now if word else None


def _latest(session: Session, now: float) -> tuple[str, float]:
    found = "", 0.0
    if session.block is None or session.interruption is not None:
        return found
    for at, kind, value in alert_times(session):
        if kind in MOMENT_KINDS and at <= now < at + MOMENT_SHOWN_S and at >= found[1]:
            found = (_word(session, kind, value) or found[0], at)
    return found


def _word(session: Session, kind: AlertKind, value: int) -> str:
    match kind:
        case AlertKind.HALFWAY:
            return "HALFWAY"
        case AlertKind.LAST_SET:
            return "LAST SET"
        case AlertKind.LAST_FIVE if value == LAST_FIVE_S:
            return "LAST FIVE"
        case AlertKind.MOMENT if session.block is not None:
            return session.block.timed_cues[value].text.upper()
        case _:
            return ""
