"""The coach as the screens use it: what it proposes, and the answers, saved as they are given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.athlete import RECENT_SESSIONS, Athlete
from runcoach.core.coach.decisions import Decision, Proposal, Reply
from runcoach.core.coach.ladder import starting_standing, step_down, step_up
from runcoach.core.coach.layoffs import ease_after_illness, step_on_request
from runcoach.core.coach.notebook import Notebook, SorenessCheck
from runcoach.core.coach.pain import MedicalClearance, PainCheck, SparedArea
from runcoach.core.coach.programme_progress import count_programme_sessions
from runcoach.core.history.counting import begun_sessions
from runcoach.core.model.exercise import Exercise, TierName, Use
from runcoach.core.model.profile import Experience, Profile
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.standing import Standing, StandingChange
from runcoach.ui.services import Services

if TYPE_CHECKING:
    from runcoach.core.session.session import Session


class LadderPosition(Struct, frozen=True):
    """The standing on one exercise, for the Tiers screen."""

    exercise: Exercise
    standing: Standing
    begun: bool
    """The exercise was done, or its standing set by hand; else the standing is where it would
    begin."""
    proposal: Proposal | None = None
    """The open one, if any."""


class Coach:
    """The profile and the notebook while the app runs; they are read at their first use."""

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

    # --- reading -----------------------------------------------------------------------------

    @property
    def notebook(self) -> Notebook:
        """The notebook, with every change of this run."""
        if self._notebook is None:
            self._notebook = self._services.coaching.notebook()
            self._said = self._services.coaching.profile()
        return self._notebook

    @property
    def saved_profile(self) -> Profile | None:
        """The profile; None until the person has answered anything."""
        _ = self.notebook
        return self._said

    @property
    def profile(self) -> Profile:
        """The profile, with defaults where nothing has been answered."""
        return self.saved_profile or Profile()

    def athlete(self, sessions: int = RECENT_SESSIONS) -> Athlete:
        """The input of every plan, at this moment."""
        services = self._services
        now = services.clock.wall()
        begun = tuple(begun_sessions(services.history.entries(), now.date()))
        return Athlete(
            services.catalogue,
            now,
            self.saved_profile,
            self.notebook,
            services.history.recent(sessions),
            count_programme_sessions(begun),
            begun,
        )

    # --- saving ------------------------------------------------------------------------------

    def keep_profile(self, profile: Profile) -> None:
        """Save a changed profile."""
        self._said = profile
        coaching = self._services.coaching
        self._services.background.run(lambda: coaching.keep_profile(profile), failed=self._failed)

    def _keep(self, notebook: Notebook) -> None:
        before = self.notebook
        if notebook == before:
            return
        self._notebook = notebook
        coaching = self._services.coaching
        self._services.background.run(
            lambda: coaching.keep_notebook(notebook, before), failed=self._failed
        )

    def _now(self) -> str:
        return self._services.clock.wall().isoformat(timespec="seconds")

    # --- before a session --------------------------------------------------------------------

    def save_day_changes(self) -> None:
        """A session begins: save the changes of standing that the day brings."""
        self._keep(self.notebook.with_changes(self.athlete().changes_today))

    def undo_layoff_step(self) -> bool:
        """Undo the easier step after a layoff; return False where there was none."""
        pause = self.athlete().layoff
        if pause is None:
            return False
        self._keep(self.notebook.with_changes([replace(pause.change, undone=True)]))
        return True

    def answer_pain_check(self, aside: SparedArea, hurts: bool) -> None:
        """Save the answer to "Left knee today?"."""
        check = PainCheck(aside.area, aside.side, self._now(), hurts)
        book = self.notebook
        self._keep(replace(book, checks=(*book.checks, check)))

    def save_clearance(self, aside: SparedArea) -> None:
        """Save that a professional has cleared the area."""
        book = self.notebook
        seen = MedicalClearance(aside.area, aside.side, self._now())
        self._keep(replace(book, cleared=(*book.cleared, seen)))

    def answer_soreness(self, where: str, severe: bool) -> None:
        """Save the answer to "Still sore?"."""
        self._keep(replace(self.notebook, sore=SorenessCheck(self._now(), where, severe)))

    # --- after a session ---------------------------------------------------------------------

    def review_session(self, record: SessionRecord) -> tuple[Proposal, ...]:
        """Evaluate a session and return its open proposals; called again after each answer."""
        # Imported when a session has ended, so that no start waits for it.
        from runcoach.core.coach.after_session import review_session

        today = self._services.clock.wall().date()
        entries = begun_sessions(self._services.history.entries(), today)
        before = count_programme_sessions(e for e in entries if e.id != record.id)
        notebook, _ = review_session(
            record, replace(self.athlete(), programme_sessions=before), self._unit()
        )
        self._keep(notebook)
        return self.open_proposals(record.id)

    def review_saved_session(self, session: Session) -> None:
        """Evaluate a session that was left early and saved."""
        from runcoach.core.session.recording import make_session_record

        self.review_session(make_session_record(session, self._now()))

    def open_proposals(self, session: str = "") -> tuple[Proposal, ...]:
        """The open proposals, of one session or of all, for exercises in the catalogue."""
        exercise = self._services.catalogue.exercise
        return tuple(
            p
            for p in self.notebook.open_proposals
            if session in ("", p.session) and exercise(p.exercise) is not None
        )

    def answer(self, proposals: Sequence[Proposal], reply: Reply) -> None:
        """Give each proposal the same answer; `OPEN` withdraws an answer."""
        at = "" if reply is Reply.OPEN else self._now()
        self._keep(self.notebook.with_decisions(Decision(p, reply, at) for p in proposals))

    def answer_with_standing(self, proposal: Proposal, standing: Standing) -> None:
        """Answer a proposal with another standing than the proposed one."""
        decision = Decision(proposal, Reply.CHANGED, self._now(), standing)
        self._keep(self.notebook.with_decisions([decision]))

    def decision_on(self, proposal: Proposal) -> Decision:
        """The decision on a proposal, an open one where there is no answer yet."""
        found = (d for d in self.notebook.decisions if d.proposal.id == proposal.id)
        return next(found, Decision(proposal))

    # --- by hand -----------------------------------------------------------------------------

    def ladder_positions(self, standings: dict[str, Standing]) -> tuple[LadderPosition, ...]:
        """Every exercise of the main part with its standing."""
        waiting = {p.exercise: p for p in self.notebook.open_proposals}
        catalogue = self._services.catalogue
        return tuple(
            LadderPosition(
                exercise,
                standings.get(exercise.id) or self.starting_standing(exercise),
                exercise.id in standings,
                waiting.get(exercise.id),
            )
            for exercise in catalogue.used_for(Use.MAIN)
        )

    def starting_standing(self, exercise: Exercise) -> Standing:
        """The standing at which this person would begin an exercise."""
        return starting_standing(exercise, self.starting_tier, self.profile)

    @property
    def starting_tier(self) -> TierName:
        """The tier at which this person begins."""
        beginner = self.profile.experience is Experience.BEGINNER
        return TierName.FOUNDATION if beginner else TierName.STANDARD

    def step(self, rung: LadderPosition, up: bool) -> str:
        """Move one step up or down; return its description, empty where there is no such step."""
        from runcoach.core.coach.dose_text import format_step

        found = (step_up if up else step_down)(rung.exercise, rung.standing, self.profile)
        if found is None:
            return ""
        move, after = found
        said = f"{rung.exercise.name}: {format_step(rung.exercise, up, move, after, self._unit())}."
        self._change({rung.exercise.id: replace(after, locked=rung.standing.locked)}, said)
        return said

    def toggle_lock(self, rung: LadderPosition) -> bool:
        """Toggle whether an exercise gets proposals; return whether it is locked now."""
        locked = not rung.standing.locked
        said = f"{rung.exercise.name}: {'locked' if locked else 'unlocked'}."
        self._change({rung.exercise.id: replace(rung.standing, locked=locked)}, said)
        return locked

    def ease_after_illness(self, days: int, standings: dict[str, Standing]) -> str:
        """Lower every standing after an illness; return the description of the change."""
        return self._changed_all(
            ease_after_illness(
                days,
                self._services.catalogue,
                self.profile,
                standings,
                self._services.new_id(),
                self._now(),
            )
        )

    def step_all(self, easy: bool, standings: dict[str, Standing]) -> str:
        """Move every exercise ever done one step; return the description of the change.

        Args:
            easy: The sessions are too easy: up; otherwise down.
            standings: The present standings; locked ones stay.
        """
        catalogue = self._services.catalogue
        free = [id for id, standing in standings.items() if not standing.locked]
        done = [e for id in free if (e := catalogue.exercises.get(id)) is not None]
        id, at = self._services.new_id(), self._now()
        return self._changed_all(step_on_request(done, easy, self.profile, standings, id, at))

    def undo(self) -> str:
        """Undo the newest change; return what it undid, empty where there is none."""
        last = self.notebook.last_change()
        if last is None:
            return ""
        self._keep(self.notebook.with_undone(last))
        return self._describe_undo(last)

    def _describe_undo(self, change: StandingChange) -> str:
        """`Squat back to 6 reps.`; the sentence of the change where it is of several exercises."""
        from runcoach.core.coach.dose_text import format_dose

        ids = list(change.after)
        exercise = self._services.catalogue.exercise(ids[0]) if len(ids) == 1 else None
        if exercise is None:
            return change.why
        undone = change.after[ids[0]]
        standing = self.athlete().standings.get(ids[0]) or self.starting_standing(exercise)
        if standing.locked != undone.locked:
            return f"{exercise.name} {'locked' if standing.locked else 'unlocked'}."
        tier = f", {standing.tier}" if standing.tier is not undone.tier else ""
        return f"{exercise.name} back to {format_dose(exercise, standing, self._unit())}{tier}."

    def _change(self, after: dict[str, Standing], why: str) -> None:
        change = StandingChange(self._services.new_id(), self._now(), after, why)
        self._keep(self.notebook.with_changes([change]))

    def _changed_all(self, change: StandingChange) -> str:
        if change.after:
            self._keep(self.notebook.with_changes([change]))
        return change.why
