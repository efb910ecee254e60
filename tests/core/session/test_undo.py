"""Undo: the session after an undo equals the session before the event."""

from msgspec.structs import replace

from runcoach.core.model.records import Answer, Effort, Pain
from runcoach.core.session.events import Event, Hurt, Pause, Press, Revise
from runcoach.core.session.machine import advance
from runcoach.core.session.session import Phase, Session
from runcoach.core.session.undo import UndoEntry, inverse_events, record_event
from tests.core.session.plans import SIDES, TWO_EXERCISES, walk


class Hand:
    """Sends events and undoes them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.given: tuple[UndoEntry, ...] = ()

    def send(self, *events: Event) -> None:
        for event in events:
            before = self.session
            self.session, _ = advance(before, event, before.advanced_to)
            self.given = record_event(self.given, before, event)

    def undo(self) -> bool:
        events = inverse_events(self.given[-1], self.session)
        self.given = self.given[:-1]
        for event in events:
            self.session, _ = advance(self.session, event, self.session.advanced_to)
        return bool(events)


def test_answers_are_undone_one_by_one_with_both_sides_as_one() -> None:
    hand = Hand(walk(*SIDES).to(Phase.FINISHED).session)
    before = hand.session.sets
    left, right = (s.id for s in before[:2])
    hand.send(Answer(left, effort=Effort.HARD), Answer(right, effort=Effort.HARD))
    felt = hand.session.sets
    hand.send(*(Answer(right, actual=n) for n in (29, 28, 27)))
    assert len(hand.given) == 2
    assert hand.undo()
    assert hand.session.sets == felt
    assert hand.undo()
    assert hand.session.sets == before, "also what it was known by: timed, or assumed"


def test_pain_reported_since_is_kept() -> None:
    hand = Hand(walk(*TWO_EXERCISES).to(Phase.READY, "r2").session)
    done = hand.session.sets[-1]
    hand.send(Answer(done.id, note="well"), Hurt(Pain("knee", "left", 3), done.exercise))
    assert hand.undo()
    mended = hand.session.sets[-1]
    assert (mended.note, mended.pain) == ("", Pain("knee", "left", 3))


def easier(session: Session) -> Revise:
    tail = session.plan.blocks[session.tail_start :]
    return Revise(
        tuple(replace(b, id=f"{b.id}x", target=5) for b in tail), "Squat: easier, Low squat"
    )


def test_a_plan_edit_can_be_undone_until_one_of_its_blocks_has_begun() -> None:
    hand = Hand(walk(*TWO_EXERCISES).to(Phase.READY).session)
    before = hand.session
    hand.send(easier(before))
    assert hand.undo()
    assert hand.session.plan.blocks == before.plan.blocks
    assert hand.session.revisions == (
        "Squat: easier, Low squat",
        f"Squat: harder, {before.work.name}",
    )
    assert (hand.session.phase, hand.session.cursor) == (before.phase, before.cursor)
    hand.send(easier(hand.session), Press())
    hand.session, _ = advance(hand.session, Pause(), hand.session.advanced_to + 8)
    assert hand.session.in_work
    assert not hand.undo(), "too late"


def test_a_plan_edit_that_closed_a_set_cannot_be_undone() -> None:
    at = walk(*TWO_EXERCISES).to(Phase.WORK).session
    hand = Hand(advance(at, None, at.advanced_to + 4)[0])
    hand.send(easier(hand.session))
    assert len(hand.session.sets) == 1
    assert not hand.undo()
