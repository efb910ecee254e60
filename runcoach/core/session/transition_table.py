"""The transition table: what each event does in each phase. What is not in it is illegal."""

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
    Unskip,
)
from runcoach.core.session.plan_edits import (
    bring_back_skipped,
    drop_painful_exercise,
    end_set,
    redo_set,
    reopen_at_set,
    revise_plan,
    skip_set,
)
from runcoach.core.session.session import Phase, Session
from runcoach.core.session.transitions import (
    begin_work,
    close_on_press,
    complete_work,
    continue_on_press,
    end_wait,
    extend_rest,
    handle_press_in_work,
    hold_rest,
    ignore,
    leave,
    pause_after_sleep,
    pause_in_work,
    pause_on_press,
    pause_on_request,
    record_answer,
    record_reflection,
    resume,
    set_hands_free,
)


class RelativeOutcome(StrEnum):
    """Outcomes relative to the plan, the pause or the present phase."""

    NEXT = "next block"
    """The first phase of the next block, or FINISHED after the last one."""
    BACK = "back"
    """The phase that the pause interrupted."""
    SAME = "same"
    """The same phase as before."""


NEXT, BACK, SAME = RelativeOutcome.NEXT, RelativeOutcome.BACK, RelativeOutcome.SAME
READY, COUNT_IN, WORK, SWITCH, REST, PAUSED, FINISHED, LEFT = Phase

Transition = Callable[[Session, Any, float], Session]


class TableRow(Struct, frozen=True):
    """What an event does in a phase: a transition, and the outcomes it may have."""

    transition: Transition
    outcomes: frozenset[Phase | RelativeOutcome]


def _row(rule: Transition, *outcomes: Phase | RelativeOutcome) -> TableRow:
    return TableRow(rule, frozenset(outcomes))


TABLE: dict[tuple[Phase, type[Event]], TableRow] = {
    (READY, Elapsed): _row(end_wait, NEXT, COUNT_IN),
    (READY, Press): _row(continue_on_press, NEXT, COUNT_IN, SAME),
    (READY, Pause): _row(pause_on_request, PAUSED),
    (READY, Slept): _row(pause_after_sleep, PAUSED, SAME),
    (READY, Skip): _row(skip_set, NEXT, READY, FINISHED),
    (READY, Unskip): _row(bring_back_skipped, READY),
    (READY, Redo): _row(redo_set, READY, SAME),
    (READY, Revise): _row(revise_plan, READY, FINISHED),
    (READY, Hurt): _row(drop_painful_exercise, PAUSED, FINISHED),
    (READY, HandsFree): _row(set_hands_free, SAME),
    (READY, Answer): _row(record_answer, SAME),
    (READY, Editing): _row(ignore, SAME),
    (READY, Leave): _row(leave, LEFT),
    (COUNT_IN, Elapsed): _row(begin_work, WORK),
    (COUNT_IN, Press): _row(pause_on_press, PAUSED, SAME),
    (COUNT_IN, Pause): _row(pause_on_request, PAUSED),
    (COUNT_IN, Slept): _row(pause_after_sleep, PAUSED),
    (COUNT_IN, Skip): _row(skip_set, NEXT, READY, FINISHED),
    (COUNT_IN, Unskip): _row(bring_back_skipped, READY),
    (COUNT_IN, Redo): _row(redo_set, READY, SAME),
    (COUNT_IN, Revise): _row(revise_plan, READY, FINISHED),
    (COUNT_IN, Hurt): _row(drop_painful_exercise, PAUSED, FINISHED),
    (COUNT_IN, HandsFree): _row(set_hands_free, SAME),
    (COUNT_IN, Answer): _row(record_answer, SAME),
    (COUNT_IN, Editing): _row(ignore, SAME),
    (COUNT_IN, Leave): _row(leave, LEFT),
    (WORK, Elapsed): _row(complete_work, NEXT),
    (WORK, Press): _row(handle_press_in_work, PAUSED, NEXT, SAME),
    (WORK, Pause): _row(pause_in_work, PAUSED, FINISHED),
    (WORK, Slept): _row(pause_after_sleep, PAUSED),
    (WORK, EndSet): _row(end_set, NEXT),
    (WORK, Skip): _row(skip_set, NEXT, READY, FINISHED),
    (WORK, Redo): _row(redo_set, READY),
    (WORK, Revise): _row(revise_plan, READY, FINISHED),
    (WORK, Hurt): _row(drop_painful_exercise, PAUSED, FINISHED),
    (WORK, HandsFree): _row(set_hands_free, SAME),
    (WORK, Answer): _row(record_answer, SAME),
    (WORK, Editing): _row(ignore, SAME),
    (WORK, Leave): _row(leave, LEFT),
    (SWITCH, Elapsed): _row(end_wait, NEXT),
    (SWITCH, Press): _row(continue_on_press, NEXT, SAME),
    (SWITCH, Pause): _row(pause_on_request, PAUSED),
    (SWITCH, Slept): _row(pause_after_sleep, PAUSED),
    (SWITCH, Skip): _row(skip_set, READY, FINISHED),
    (SWITCH, Unskip): _row(bring_back_skipped, READY),
    (SWITCH, Redo): _row(redo_set, READY, SAME),
    (SWITCH, Revise): _row(revise_plan, SAME),
    (SWITCH, Hurt): _row(drop_painful_exercise, PAUSED, FINISHED),
    (SWITCH, HandsFree): _row(set_hands_free, SAME),
    (SWITCH, Answer): _row(record_answer, SAME),
    (SWITCH, Editing): _row(ignore, SAME),
    (SWITCH, Leave): _row(leave, LEFT),
    (REST, Elapsed): _row(end_wait, NEXT),
    (REST, Press): _row(continue_on_press, NEXT, SAME),
    (REST, Pause): _row(pause_on_request, PAUSED),
    (REST, Slept): _row(pause_after_sleep, PAUSED),
    (REST, Skip): _row(skip_set, READY, FINISHED),
    (REST, Unskip): _row(bring_back_skipped, READY),
    (REST, Redo): _row(redo_set, READY, SAME),
    (REST, Revise): _row(revise_plan, SAME),
    (REST, Hurt): _row(drop_painful_exercise, PAUSED, FINISHED),
    (REST, HandsFree): _row(set_hands_free, SAME),
    (REST, MoreRest): _row(extend_rest, SAME),
    (REST, Answer): _row(record_answer, SAME),
    (REST, Editing): _row(hold_rest, SAME),
    (REST, Leave): _row(leave, LEFT),
    (PAUSED, Press): _row(resume, READY, BACK),
    (PAUSED, Slept): _row(ignore, SAME),
    (PAUSED, EndSet): _row(end_set, NEXT, SAME),
    (PAUSED, Skip): _row(skip_set, NEXT, READY, FINISHED),
    (PAUSED, Unskip): _row(bring_back_skipped, SAME),
    (PAUSED, Redo): _row(redo_set, READY, SAME),
    (PAUSED, Revise): _row(revise_plan, SAME, FINISHED),
    (PAUSED, Hurt): _row(drop_painful_exercise, SAME, FINISHED),
    (PAUSED, StoppedAt): _row(reopen_at_set, SAME),
    (PAUSED, HandsFree): _row(set_hands_free, SAME),
    (PAUSED, Answer): _row(record_answer, SAME),
    (PAUSED, Editing): _row(ignore, SAME),
    (PAUSED, Leave): _row(leave, LEFT),
    (FINISHED, Press): _row(close_on_press, LEFT, SAME),
    (FINISHED, Slept): _row(ignore, SAME),
    (FINISHED, Answer): _row(record_answer, SAME),
    (FINISHED, Editing): _row(ignore, SAME),
    (FINISHED, Reflect): _row(record_reflection, SAME),
    (FINISHED, Leave): _row(leave, LEFT),
}
"""Every legal pair of phase and event; any other pair is illegal."""
