"""The content of the session screen at one moment, as a value. Pure, so that it can be tested."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Kind, Tier
from runcoach.core.model.plan import Block, BlockKind, Role
from runcoach.core.model.settings import WeightUnit
from runcoach.core.session.session import Phase, Session
from runcoach.core.session.timing import END_S, total_length_s
from runcoach.ui.big_type.fills import Fill
from runcoach.ui.session import up_next
from runcoach.ui.session.clock_text import seconds_until_work, show_clock
from runcoach.ui.session.moments import moment_ends_in_s, moment_word
from runcoach.ui.text import formatting

LAST_SECONDS = 5


class SessionView(Struct, frozen=True):
    """Every word and number of one moment."""

    phase: Phase
    word: str
    """The phase in capitals: `HOLD`, `REST`."""
    moment: str
    """The word of a moment, which for two seconds takes the place of the name: `HALFWAY`."""
    side: str
    """`LEFT`, `RIGHT` or empty."""
    name: str
    """The current exercise, or the next one."""
    clock: str
    fill: Fill
    counts_down: bool
    """Whether the clock counts the phase's seconds down, so that it ends by itself."""
    beside: str
    """What the clock counts: `of 10 reps`, `target 35 s`."""
    fraction: float
    """How much of this phase has passed, 0 to 1."""
    space: str
    """What Space does now."""
    line: str
    """The moment in plain words: `SWITCH. RIGHT side, 35 s. Starts in 8`."""
    then: str
    """What comes next."""
    set_line: str
    """`set 5 of 14`."""
    left_line: str
    """`9 min left, over at 18:42`."""
    title: str
    tier: str
    equipment: str
    """The equipment to fetch; empty if none."""

    @property
    def window_title(self) -> str:
        """Phase, time left and name, for the terminal's title: `HOLD 19, Side plank LEFT`."""
        if self.phase is Phase.LEFT:
            return self.title
        what = " ".join(p for p in (self.name, self.side) if p)
        return f"{self.word} {self.clock}".strip() + f", {what}"


def tier_of(catalogue: Catalogue, block: Block | None) -> Tier | None:
    """The catalogue's tier of a block; None if it is no longer in the catalogue."""
    return None if block is None else catalogue.tier(block.exercise, block.tier)


def remaining_s(session: Session, now: float) -> float:
    """Seconds until the summary, if nothing is paused from now on."""
    blocks = session.plan.blocks
    block = session.block
    if block is None:
        return 0.0
    later = total_length_s(blocks[session.cursor + 1 :], session.count_in_s) + END_S
    phase = session.underlying_phase
    if block.kind is BlockKind.WORK:
        later += max(0.0, block.seconds - session.worked_s(now))
        if phase in (Phase.READY, Phase.COUNT_IN):
            later += session.remaining_s(now) or 0.0
        return later + (session.count_in_s if phase is Phase.READY else 0.0)
    # The count-in of the work that follows is in `later`.
    left = session.remaining_s(now)
    return later + (block.seconds if left is None else left)


def view_session(
    session: Session,
    now: float,
    catalogue: Catalogue,
    wall: datetime,
    weights: WeightUnit = WeightUnit.KG,
    *,
    speed: float = 1.0,
) -> SessionView:
    """What the screen shows.

    Args:
        session: As it is now.
        now: The moment on the session's own clock.
        catalogue: Gives the stand-ins for equipment.
        wall: Local time, from which the end is computed.
        weights: The unit of loads.
        speed: How many times as fast as real time the session's clock runs.
    """
    work = session.work
    clock, beside, fraction, fill = show_clock(session, now, weights)
    remaining = remaining_s(session, now)
    end = wall + timedelta(seconds=remaining / speed)
    tier = tier_of(catalogue, work)
    return SessionView(
        phase=session.phase,
        word=_word(session),
        moment=moment_word(session, now),
        side=formatting.format_side(work.side) if work else "",
        name=work.name if work else session.plan.title,
        clock=clock,
        fill=fill,
        counts_down=session.phase is not Phase.PAUSED and session.remaining_s(now) is not None,
        beside=beside,
        fraction=fraction,
        space=_space(session),
        line=_line(session, now, weights),
        then=up_next.describe_next(session),
        set_line=_set_line(session),
        left_line=f"{formatting.format_length(remaining)} left, over at {end:%H:%M}",
        title=session.plan.title,
        tier=work.tier.value if work and work.role is Role.MAIN else "",
        equipment=up_next.describe_equipment(work, tier),
    )


def figure_position(session: Session, now: float) -> tuple[float | None, bool]:
    """The figure's position, in seconds from its first rep, and whether it moves.

    In work it is the work's own time, so that a rep of the figure is a rep on the clock. Before
    work it demonstrates the movement; in the count-in it holds the starting pose. None: the
    position does not change.
    """
    if session.phase is Phase.WORK:
        return session.worked_s(now), True
    if session.phase is Phase.COUNT_IN or session.underlying_phase is Phase.WORK:
        return session.carried_work_s, False
    if session.phase in (Phase.READY, Phase.SWITCH, Phase.REST):
        return now - session.phase_began_at, True
    return None, False


def next_change_s(session: Session, now: float) -> float | None:
    """Session seconds until the clock shows something else; None while nothing runs."""
    if session.phase in (Phase.PAUSED, Phase.FINISHED, Phase.LEFT):
        return None
    ends = moment_ends_in_s(session, now)
    part = _until_clock_changes_s(session, now)
    return part if ends is None else min(part, ends)


def _until_clock_changes_s(session: Session, now: float) -> float:
    left = session.remaining_s(now)
    if left is None:
        return 1.0 - (now - session.phase_began_at) % 1.0
    part = left % 1.0 or 1.0
    if session.phase is Phase.WORK and session.paced and session.block is not None:
        cycle = session.block.cycle_s
        # The rep number changes with the figure's rep, whatever the tempo.
        part = min(part, cycle - session.worked_s(now) % cycle) if cycle > 0 else part
    return part


def _set_line(session: Session) -> str:
    work = session.work
    if work is not None and work.role is Role.WARM_UP:
        return "warm-up"
    if work is not None and work.role is Role.COOL_DOWN:
        return "cool-down"
    number, planned = formatting.find_set_number(session)
    if work is not None and work.group:
        rounds = (b.round for b in session.plan.blocks if b.group == work.group)
        return f"round {work.round} of {max(rounds)}, set {number} of {planned}"
    return f"set {number} of {planned}"


def _line(session: Session, now: float, weights: WeightUnit) -> str:
    work = session.work
    word = _word(session)
    if work is None:
        done, planned = formatting.count_sets(session)
        return f"{word}. {done} of {planned} sets in {formatting.format_time_taken(session)}."
    dose = formatting.format_dose(work, weights)
    what = f"{work.name}{up_next.side_suffix(work)}, {dose}"
    match session.phase:
        case Phase.READY if session.phase_ends_at is None:
            return f"{word}. {what}. Space: go"
        case Phase.SWITCH:
            starts = formatting.format_countdown(seconds_until_work(session, now))
            side = formatting.format_side(work.side)
            return f"{word}. {side} side, {dose}. Starts in {starts}"
        case Phase.REST:
            return f"{word}. Next: {what}"
        case Phase.PAUSED:
            back = "   Down: I stopped back there" if formatting.started_blocks(session) else ""
            return f"{word}. Space: go on{back}"
        case _:
            return f"{word}. {what}"


def _word(session: Session) -> str:
    work = session.work
    match session.phase:
        case Phase.READY:
            return "GET READY"
        case Phase.COUNT_IN:
            return "READY"
        case Phase.WORK:
            if work is not None and work.measure is Kind.HOLD:
                return "MAX HOLD" if work.open else "HOLD"
            return "GO"
        case Phase.FINISHED | Phase.LEFT:
            return "DONE"
        case other:
            return other.value.upper()


def _space(session: Session) -> str:
    match session.phase:
        case Phase.READY | Phase.SWITCH | Phase.REST:
            return "go"
        case Phase.COUNT_IN:
            return "pause"
        case Phase.WORK:
            block = session.block
            ends = session.phase_ends_at is None or (block is not None and block.open)
            return "set done" if ends else "pause"
        case Phase.PAUSED:
            return "go on"
        case _:
            return "close"
