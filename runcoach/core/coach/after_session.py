"""Afterwards: what a session leaves in the notebook, and what the coach proposes."""

from __future__ import annotations

from msgspec.structs import replace

from runcoach.core.coach.athlete import Known, rules_of
from runcoach.core.coach.decisions import Decision, Proposal, Reply
from runcoach.core.coach.evidence import moment
from runcoach.core.coach.jump_clearance import power_gate
from runcoach.core.coach.notebook import Notebook, after_session
from runcoach.core.coach.progression import Coaching, propose
from runcoach.core.coach.schedule import progress_at
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.settings import WeightUnit


def coaching_of(known: Known, lighter: bool, unit: WeightUnit = WeightUnit.KG) -> Coaching:
    """What the coach judges a session by."""
    book, day = known.notebook, known.at.date()
    gate = power_gate(known.history, known.catalogue, known.profile, day, book.checks)
    return Coaching(
        known.catalogue,
        known.profile,
        book.all_changes,
        book.decisions,
        lighter,
        gate.open or gate.why.rule == "power-week",
        unit,
    )


def after(
    record: SessionRecord, known: Known, unit: WeightUnit = WeightUnit.KG
) -> tuple[Notebook, tuple[Proposal, ...]]:
    """The notebook after a session, and what the coach proposes.

    Asked again after another answer, what was answered of the session stays as it is.
    """
    earlier = [s for s in known.history if s.id != record.id]
    known = replace(known, history=earlier)
    last = next((moment(s.started_at).date() for s in earlier if not s.rehearsal), None)
    proposals = propose(record, earlier, coaching_of(known, _was_lighter(record, known), unit))
    book = known.notebook
    if not any(d.proposal.session == record.id for d in book.decisions):
        book = after_session(book, record, last)
    answered = {d.proposal.id for d in book.decisions if d.reply is not Reply.OPEN}
    fresh = tuple(p for p in proposals if p.id not in answered)
    return book.with_decisions(Decision(p) for p in fresh), fresh


def _was_lighter(record: SessionRecord, known: Known) -> bool:
    programme = known.catalogue.programmes.get(record.programme)
    if programme is not None and programme.weeks:
        return progress_at(programme, known.done.get(programme.id, 0)).lighter
    return rules_of(known).lighter
