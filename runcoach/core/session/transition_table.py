"""The machine's table: what each event does in each phase. What is not in it is illegal."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from msgspec import Struct

from runcoach.core.model.records import Answer
from runcoach.core.session.events import (
    Editing,
    Elapsed,
    EndSet,
    Event,
    HandsFree,
    Hurt,
    Leave,
    MoreRest,
    Pause,
    Press,
    Redo,
    Reflect,
    Revise,
    Skip,
    Slept,
    StoppedAt,
)
from runcoach.core.session.plan_edits import end_set, hurt, redo, revise, skip, stopped_at
from runcoach.core.session.session import Phase, Session
from runcoach.core.session.transitions import (
    begin_work,
    edit_in_rest,
    ignore,
    key_closes,
    key_goes,
    key_in_work,
    key_pauses,
    leave,
    more_rest,
    reflect,
    resume,
    set_hands_free,
    slept,
    stop_clock,
    stop_in_work,
    take_answer,
    wait_over,
    work_over,
)


class Toward(StrEnum):
    """Outcomes that are no phase by themselves."""

    NEXT = "next block"
    """The phase that the next block begins with, or finished."""
    BACK = "back"
    """The phase that was paused."""
    SAME = "same"


NEXT, BACK, SAME = Toward.NEXT, Toward.BACK, Toward.SAME
READY, COUNT_IN, WORK, SWITCH, REST, PAUSED, FINISHED, LEFT = Phase

Rule = Callable[[Session, Any, float], Session]


class Row(Struct, frozen=True):
    """What an event does in a phase: a named rule, and where it may lead."""

    rule: Rule
    outcomes: frozenset[Phase | Toward]


def _row(rule: Rule, *outcomes: Phase | Toward) -> Row:
    return Row(rule, frozenset(outcomes))


TABLE: dict[tuple[Phase, type[Event]], Row] = {
    (READY, Elapsed): _row(wait_over, NEXT, COUNT_IN),
    (READY, Press): _row(key_goes, NEXT, COUNT_IN, SAME),
    (READY, Pause): _row(stop_clock, PAUSED),
    (READY, Slept): _row(slept, PAUSED, SAME),
    (READY, Skip): _row(skip, NEXT, READY, FINISHED),
    (READY, Redo): _row(redo, READY, SAME),
    (READY, Revise): _row(revise, READY, FINISHED),
    (READY, Hurt): _row(hurt, PAUSED, FINISHED),
    (READY, HandsFree): _row(set_hands_free, SAME),
    (READY, Answer): _row(take_answer, SAME),
    (READY, Editing): _row(ignore, SAME),
    (READY, Leave): _row(leave, LEFT),
    (COUNT_IN, Elapsed): _row(begin_work, WORK),
    (COUNT_IN, Press): _row(key_pauses, PAUSED, SAME),
    (COUNT_IN, Pause): _row(stop_clock, PAUSED),
    (COUNT_IN, Slept): _row(slept, PAUSED),
    (COUNT_IN, Skip): _row(skip, NEXT, READY, FINISHED),
    (COUNT_IN, Redo): _row(redo, READY, SAME),
    (COUNT_IN, Revise): _row(revise, READY, FINISHED),
    (COUNT_IN, Hurt): _row(hurt, PAUSED, FINISHED),
    (COUNT_IN, HandsFree): _row(set_hands_free, SAME),
    (COUNT_IN, Answer): _row(take_answer, SAME),
    (COUNT_IN, Editing): _row(ignore, SAME),
    (COUNT_IN, Leave): _row(leave, LEFT),
    (WORK, Elapsed): _row(work_over, NEXT),
    (WORK, Press): _row(key_in_work, PAUSED, NEXT, SAME),
    (WORK, Pause): _row(stop_in_work, PAUSED, FINISHED),
    (WORK, Slept): _row(slept, PAUSED),
    (WORK, EndSet): _row(end_set, NEXT),
    (WORK, Skip): _row(skip, NEXT, READY, FINISHED),
    (WORK, Redo): _row(redo, READY),
    (WORK, Revise): _row(revise, READY, FINISHED),
    (WORK, Hurt): _row(hurt, PAUSED, FINISHED),
    (WORK, HandsFree): _row(set_hands_free, SAME),
    (WORK, Answer): _row(take_answer, SAME),
    (WORK, Editing): _row(ignore, SAME),
    (WORK, Leave): _row(leave, LEFT),
    (SWITCH, Elapsed): _row(wait_over, NEXT),
    (SWITCH, Press): _row(key_goes, NEXT, SAME),
    (SWITCH, Pause): _row(stop_clock, PAUSED),
    (SWITCH, Slept): _row(slept, PAUSED),
    (SWITCH, Skip): _row(skip, READY, FINISHED),
    (SWITCH, Redo): _row(redo, READY, SAME),
    (SWITCH, Revise): _row(revise, SAME),
    (SWITCH, Hurt): _row(hurt, PAUSED, FINISHED),
    (SWITCH, HandsFree): _row(set_hands_free, SAME),
    (SWITCH, Answer): _row(take_answer, SAME),
    (SWITCH, Editing): _row(ignore, SAME),
    (SWITCH, Leave): _row(leave, LEFT),
    (REST, Elapsed): _row(wait_over, NEXT),
    (REST, Press): _row(key_goes, NEXT, SAME),
    (REST, Pause): _row(stop_clock, PAUSED),
    (REST, Slept): _row(slept, PAUSED),
    (REST, Skip): _row(skip, READY, FINISHED),
    (REST, Redo): _row(redo, READY, SAME),
    (REST, Revise): _row(revise, SAME),
    (REST, Hurt): _row(hurt, PAUSED, FINISHED),
    (REST, HandsFree): _row(set_hands_free, SAME),
    (REST, MoreRest): _row(more_rest, SAME),
    (REST, Answer): _row(take_answer, SAME),
    (REST, Editing): _row(edit_in_rest, SAME),
    (REST, Leave): _row(leave, LEFT),
    (PAUSED, Press): _row(resume, READY, BACK),
    (PAUSED, Slept): _row(ignore, SAME),
    (PAUSED, EndSet): _row(end_set, NEXT, SAME),
    (PAUSED, Skip): _row(skip, NEXT, READY, FINISHED),
    (PAUSED, Redo): _row(redo, READY, SAME),
    (PAUSED, Revise): _row(revise, SAME, FINISHED),
    (PAUSED, Hurt): _row(hurt, SAME, FINISHED),
    (PAUSED, StoppedAt): _row(stopped_at, SAME),
    (PAUSED, HandsFree): _row(set_hands_free, SAME),
    (PAUSED, Answer): _row(take_answer, SAME),
    (PAUSED, Editing): _row(ignore, SAME),
    (PAUSED, Leave): _row(leave, LEFT),
    (FINISHED, Press): _row(key_closes, LEFT, SAME),
    (FINISHED, Slept): _row(ignore, SAME),
    (FINISHED, Answer): _row(take_answer, SAME),
    (FINISHED, Editing): _row(ignore, SAME),
    (FINISHED, Reflect): _row(reflect, SAME),
    (FINISHED, Leave): _row(leave, LEFT),
}
"""Every legal pair of phase and event. What is not here is illegal."""
