"""After a session: the updated notebook, and the coach's proposals."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from runcoach.core.coach.athlete import Athlete
from runcoach.core.coach.decisions import Decision, Proposal, Reply
from runcoach.core.coach.exercise_case import CoachingContext
from runcoach.core.coach.jump_clearance import check_jump_clearance
from runcoach.core.coach.notebook import Notebook, record_session
from runcoach.core.coach.programme_progress import progress_after
from runcoach.core.coach.progression import make_proposals
from runcoach.core.coach.season import UNLIGHTENED
from runcoach.core.history.counting import is_training
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.settings import WeightUnit

HARD_FEEL = 8
"""Two sessions in a row that felt like this or harder: nothing rises (practice)."""
EASY_FEEL = 4
"""Two sessions in a row that felt like this or easier, with all work done: a step up (practice)."""


def make_coaching_context(
    athlete: Athlete,
    lighter: bool,
    unit: WeightUnit = WeightUnit.KG,
    feels: Sequence[int | None] = (),
) -> CoachingContext:
    """Return what the coach judges a session by.

    `lighter` if it was in a lighter week; `feels` are how the last two sessions felt.
    """
    book, day = athlete.notebook, athlete.at.date()
    block = athlete.season.block_on(day).name
    told = [feel for feel in feels if feel is not None]
    clearance = check_jump_clearance(
        athlete.history, athlete.catalogue, athlete.profile, day, book.checks
    )
    return CoachingContext(
        athlete.catalogue,
        athlete.profile,
        book.all_changes,
        book.decisions,
        lighter,
        clearance.granted or clearance.reason.rule == "power-week",
        block,
        block in UNLIGHTENED or (len(told) > 1 and min(told) >= HARD_FEEL),
        len(told) > 1 and max(told) <= EASY_FEEL,
        unit,
    )


def review_session(
    record: SessionRecord, athlete: Athlete, unit: WeightUnit = WeightUnit.KG
) -> tuple[Notebook, tuple[Proposal, ...]]:
    """Return the notebook after a session, and the proposals that are still open.

    It may be called again for the same session, as when a set's answer changes: proposals that
    were already answered stay as they are.
    """
    earlier = [s for s in athlete.history if s.id != record.id]
    athlete = replace(athlete, history=earlier)
    last = next((parse_moment(s.started_at).date() for s in earlier if is_training(s)), None)
    feels = [record.feel, *(s.feel for s in earlier[:1])]
    context = make_coaching_context(athlete, _was_lighter(record, athlete), unit, feels)
    proposals = make_proposals(record, earlier, context)
    book = athlete.notebook
    if not any(d.proposal.session == record.id for d in book.decisions):
        book = record_session(book, record, last)
    answered = {d.proposal.id for d in book.decisions if d.reply is not Reply.OPEN}
    fresh = tuple(p for p in proposals if p.id not in answered)
    return book.with_decisions(Decision(p) for p in fresh), fresh


def _was_lighter(record: SessionRecord, athlete: Athlete) -> bool:
    programme = athlete.catalogue.programmes.get(record.programme)
    if programme is not None and programme.weeks:
        return progress_after(programme, athlete.programme_sessions.get(programme.id, 0)).lighter
    return athlete.day_rules.lighter
