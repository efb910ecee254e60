"""Coaching: what the screens ask the coach, and what the person answers; kept as it is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.athlete import RECENT, Known, break_of, changes_today, counted
from runcoach.core.coach.decisions import Decision, Proposal, Reply
from runcoach.core.coach.ladder import start_of, step_down, step_up
from runcoach.core.coach.layoffs import own_step, was_ill
from runcoach.core.coach.notebook import Notebook, Sore
from runcoach.core.coach.pain import Aside, Cleared, PainCheck
from runcoach.core.model.exercise import Exercise, TierName, Use
from runcoach.core.model.profile import Experience, Profile
from runcoach.core.model.programme import Programme, SessionOutline
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.standing import Change, Standing
from runcoach.ui.services import Services

if TYPE_CHECKING:
    from runcoach.core.session.session import Session


class Rung(Struct, frozen=True):
    """Where a person stands on one exercise, for the Tiers screen."""

    exercise: Exercise
    standing: Standing
    begun: bool
    """It was done, or moved by hand; else this is where it would begin."""
    proposal: Proposal | None = None
    """The one that waits for an answer."""


class Coach:
    """The profile and the notebook while the app runs. Reads them when they are first asked for."""

    def __init__(
        self,
        services: Services,
        failed: Callable[[OSError], None],
        unit: Callable[[], WeightUnit] = lambda: WeightUnit.KG,
    ) -> None:
        self._services = services
        self._failed = failed
        self._unit = unit
        self._said: Profile | None = None
        self._notebook: Notebook | None = None

    # --- what is known -----------------------------------------------------------------------

    @property
    def notebook(self) -> Notebook:
        """The notebook as it stands."""
        if self._notebook is None:
            self._notebook = self._services.coaching.notebook()
            self._said = self._services.coaching.profile()
        return self._notebook

    @property
    def said(self) -> Profile | None:
        """The profile; None where the person has said nothing yet."""
        _ = self.notebook
        return self._said

    @property
    def profile(self) -> Profile:
        """The person, as far as they have said."""
        return self.said or Profile()

    def known(self, sessions: int = RECENT) -> Known:
        """All that a plan rests on, at this moment."""
        services = self._services
        return Known(
            services.catalogue,
            services.clock.wall(),
            self.said,
            self.notebook,
            services.history.recent(sessions),
            counted(services.history.entries()),
        )

    # --- keeping -----------------------------------------------------------------------------

    def keep_profile(self, profile: Profile) -> None:
        """The person said so."""
        self._said = profile
        coaching = self._services.coaching
        self._services.background.run(lambda: coaching.keep_profile(profile), self._kept)

    def _keep(self, notebook: Notebook) -> None:
        before = self.notebook
        if notebook == before:
            return
        self._notebook = notebook
        coaching = self._services.coaching
        self._services.background.run(lambda: coaching.keep_notebook(notebook, before), self._kept)

    def _kept(self, error: OSError | None) -> None:
        if error is not None:
            self._failed(error)

    def save_as_mine(
        self, outline: SessionOutline, programme: Programme | None, then: Callable[[str], None]
    ) -> None:
        """Write a session, or the whole programme that it is of, into the person's folder.

        Tiers and doses of a session for a day are left out: there they go on with the standing.
        """
        slots = tuple(replace(s, tier=None, value=None) for s in outline.slots)
        own = replace(outline, slots=slots, tier=self._begins_at)
        mine = programme or Programme("", outline.title, "Chosen for a day, and kept", (own,))
        coaching = self._services.coaching
        saved: list[str] = []

        def done(error: OSError | None) -> None:
            if error is not None:
                self._failed(error)
            else:
                then(f"Saved as {saved[0]}. It is in the list from the next start on.")

        self._services.background.run(
            lambda: saved.append(str(coaching.save_programme(mine))), done
        )

    def _now(self) -> str:
        return self._services.clock.wall().isoformat(timespec="seconds")

    # --- before a session --------------------------------------------------------------------

    def started(self) -> None:
        """A session begins: what the day brought with it stands from here on."""
        self._keep(self.notebook.with_changes(changes_today(self.known())))

    def as_before(self) -> bool:
        """No step easier after the days off; False where there was nothing to take back."""
        pause = break_of(self.known())
        if pause is None:
            return False
        self._keep(self.notebook.with_changes([replace(pause.change, undone=True)]))
        return True

    def hurts(self, aside: Aside, hurts: bool) -> None:
        """The answer to "Left knee today?"."""
        check = PainCheck(aside.area, aside.side, self._now(), hurts)
        book = self.notebook
        self._keep(replace(book, checks=(*book.checks, check)))

    def looked_at(self, aside: Aside) -> None:
        """A professional has looked at it."""
        book = self.notebook
        seen = Cleared(aside.area, aside.side, self._now())
        self._keep(replace(book, cleared=(*book.cleared, seen)))

    def sore(self, where: str, severe: bool) -> None:
        """The answer to "Still sore?"."""
        self._keep(replace(self.notebook, sore=Sore(self._now(), where, severe)))

    # --- after a session ---------------------------------------------------------------------

    def finished(self, record: SessionRecord) -> tuple[Proposal, ...]:
        """What the coach proposes after a session; asked again after each answer of its own."""
        # Imported where a session has ended: no start waits for it.
        from runcoach.core.coach.after_session import after

        entries = self._services.history.entries()
        before = counted(e for e in entries if e.id != record.id)
        notebook, _ = after(record, replace(self.known(), done=before), self._unit())
        self._keep(notebook)
        return self.proposals(record.id)

    def saved(self, session: Session) -> None:
        """A session was left and saved: the coach makes of it what can be made."""
        from runcoach.core.session.recording import session_record

        self.finished(session_record(session, self._now()))

    def proposals(self, session: str = "") -> tuple[Proposal, ...]:
        """Those that wait for an answer, of one session or of all; of exercises there are."""
        exercise = self._services.catalogue.exercise
        return tuple(
            p
            for p in self.notebook.open
            if session in ("", p.session) and exercise(p.exercise) is not None
        )

    def answer(self, proposals: Sequence[Proposal], reply: Reply) -> None:
        """The same answer to each of these; `OPEN` takes one back."""
        at = "" if reply is Reply.OPEN else self._now()
        self._keep(self.notebook.with_decisions(Decision(p, reply, at) for p in proposals))

    def choose(self, proposal: Proposal, standing: Standing) -> None:
        """Something else than was proposed."""
        decision = Decision(proposal, Reply.CHANGED, self._now(), standing)
        self._keep(self.notebook.with_decisions([decision]))

    def reply_to(self, proposal: Proposal) -> Decision:
        """How a proposal stands."""
        found = (d for d in self.notebook.decisions if d.proposal.id == proposal.id)
        return next(found, Decision(proposal))

    # --- by hand -----------------------------------------------------------------------------

    def rungs(self, standings: dict[str, Standing]) -> tuple[Rung, ...]:
        """Every exercise of the main part with where the person stands on it."""
        waiting = {p.exercise: p for p in self.notebook.open}
        catalogue = self._services.catalogue
        return tuple(
            Rung(
                exercise,
                standings.get(exercise.id) or self.start(exercise),
                exercise.id in standings,
                waiting.get(exercise.id),
            )
            for exercise in catalogue.used_for(Use.MAIN)
        )

    def start(self, exercise: Exercise) -> Standing:
        """Where this person begins with an exercise."""
        return start_of(exercise, self._begins_at, self.profile)

    @property
    def _begins_at(self) -> TierName:
        beginner = self.profile.experience is Experience.BEGINNER
        return TierName.FOUNDATION if beginner else TierName.STANDARD

    def step(self, rung: Rung, up: bool) -> str:
        """One step up or down; the words for it, empty where there is none."""
        from runcoach.core.coach.dose_text import move_words

        found = (step_up if up else step_down)(rung.exercise, rung.standing, self.profile)
        if found is None:
            return ""
        move, after = found
        said = f"{rung.exercise.name}: {move_words(rung.exercise, up, move, after, self._unit())}."
        self._change({rung.exercise.id: replace(after, locked=rung.standing.locked)}, said)
        return said

    def lock(self, rung: Rung) -> bool:
        """No proposals for an exercise, or again; whether it is locked now."""
        locked = not rung.standing.locked
        said = f"{rung.exercise.name}: {'locked' if locked else 'unlocked'}."
        self._change({rung.exercise.id: replace(rung.standing, locked=locked)}, said)
        return locked

    def ill(self, days: int, standings: dict[str, Standing]) -> str:
        """One change for all after an illness; what it did."""
        return self._changed_all(
            was_ill(
                days,
                self._services.catalogue,
                self.profile,
                standings,
                self._services.new_id(),
                self._now(),
            )
        )

    def too(self, easy: bool, standings: dict[str, Standing]) -> str:
        """One step up or down for all that was ever done; what it did."""
        catalogue = self._services.catalogue
        free = [id for id, standing in standings.items() if not standing.locked]
        done = [e for id in free if (e := catalogue.exercises.get(id)) is not None]
        id, at = self._services.new_id(), self._now()
        return self._changed_all(own_step(done, easy, self.profile, standings, id, at))

    def undo(self) -> str:
        """Take the newest change back; its words, empty where there is none."""
        last = self.notebook.last_own()
        if last is None:
            return ""
        self._keep(self.notebook.without(last))
        return last.why

    def _change(self, after: dict[str, Standing], why: str) -> None:
        change = Change(self._services.new_id(), self._now(), after, why)
        self._keep(self.notebook.with_changes([change]))

    def _changed_all(self, change: Change) -> str:
        if change.after:
            self._keep(self.notebook.with_changes([change]))
        return change.why
