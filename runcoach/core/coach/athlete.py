"""All that is known of a person at a moment, and what follows from it for that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct, field

from runcoach.core.coach.jump_clearance import check_jump_clearance
from runcoach.core.coach.layoffs import Layoff, complete_standings, find_layoff
from runcoach.core.coach.notebook import Notebook
from runcoach.core.coach.pain import (
    SparedArea,
    ease_returning_areas,
    find_spared_areas,
    names_to_spare,
)
from runcoach.core.coach.schedule import DayRules, find_day_rules
from runcoach.core.coach.season import SeasonFacts, derive_season
from runcoach.core.coach.training_day import Soreness, TrainingDay
from runcoach.core.history.counting import is_training
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dates import local_day, parse_moment
from runcoach.core.model.profile import Profile
from runcoach.core.model.records import Entry, SessionRecord
from runcoach.core.model.run import Run
from runcoach.core.model.season import Season
from runcoach.core.model.standing import Standing, StandingChange, fold_changes

RECENT_SESSIONS = 30
"""Sessions that the rules of a day need: 28 days at seven a week, and two in reserve."""


class Athlete(Struct, frozen=True):
    """The profile, notebook and history of a person at a moment: the input of every plan.

    The properties are computed at each access.
    """

    catalogue: Catalogue
    at: datetime
    """Local time with its offset."""
    saved_profile: Profile | None = None
    """The profile; None until the person has answered anything."""
    notebook: Notebook = field(default_factory=Notebook)
    history: Sequence[SessionRecord] = ()
    """The newest sessions, newest first; see `RECENT_SESSIONS`."""
    programme_sessions: Mapping[str, int] = field(default_factory=dict)
    """Sessions done of each programme, by its id."""
    entries: Sequence[Entry | SessionRecord] = ()
    """The light index, newest first; where it is empty, `history` stands for it."""
    runs: Sequence[Run] = ()
    """The runs of the last weeks, newest first."""

    @property
    def training_days(self) -> tuple[date, ...]:
        """The days with a session that counts, oldest first."""
        logged = self.entries or self.history
        return tuple(sorted({local_day(e.started_at) for e in logged if is_training(e)}))

    @property
    def season(self) -> Season:
        """The season, derived; it reaches half a year ahead."""
        return derive_season(
            SeasonFacts(
                self.profile,
                self.training_days,
                self.notebook.season,
                self.at.date(),
                self.profile.body_needs,
            )
        )

    @property
    def profile(self) -> Profile:
        """The profile, with defaults where nothing has been answered."""
        return self.saved_profile or Profile()

    @property
    def now(self) -> str:
        """`at` as records write it: ISO 8601 with its offset, to the second."""
        return self.at.isoformat(timespec="seconds")

    @property
    def spared_areas(self) -> tuple[SparedArea, ...]:
        """Every place that ever hurt, with its state today; see `find_spared_areas`."""
        book = self.notebook
        return find_spared_areas(self.history, book.checks, book.cleared, self.at.date(), book.hurt)

    @property
    def layoff(self) -> Layoff | None:
        """The layoff that ends today; None where there is none, or its change is kept already."""
        changes = self.notebook.all_changes
        return find_layoff(
            self.catalogue,
            self.profile,
            fold_changes(changes),
            self.history,
            changes,
            self.now,
            self.season,
        )

    @property
    def changes_today(self) -> tuple[StandingChange, ...]:
        """The changes that starting a session today brings: after a layoff, and after pain."""
        changes = self.notebook.all_changes
        layoff = self.layoff
        eased = (layoff.change,) if layoff and layoff.change.after else ()
        before = complete_standings(
            self.catalogue, fold_changes((*changes, *eased)), self.history, self.season
        )
        returns = ease_returning_areas(
            self.spared_areas, self.catalogue, before, self.profile, changes, self.now
        )
        return (*eased, *(c for c in returns if c.after))

    @property
    def standings(self) -> dict[str, Standing]:
        """Today's standing on every exercise ever done, `changes_today` included."""
        changes = (*self.notebook.all_changes, *self.changes_today)
        return complete_standings(self.catalogue, fold_changes(changes), self.history, self.season)

    @property
    def day_rules(self) -> DayRules:
        """What the runs, the race and the last sessions allow today."""
        week = self.season.week_of(self.at.date())
        return find_day_rules(self.profile, self.history, self.catalogue, self.at, week, self.runs)

    @property
    def training_day(self) -> TrainingDay:
        """Today as the planner sees it."""
        book, day = self.notebook, self.at.date()
        areas = self.spared_areas
        sore = {}
        if book.sore is not None and parse_moment(book.sore.at).date() == day:
            level = Soreness.SEVERE if book.sore.severe else Soreness.MODERATE
            sore = dict.fromkeys(sorted(book.sore.areas), level)
        return TrainingDay(
            self.catalogue,
            self.profile,
            self.day_rules,
            check_jump_clearance(self.history, self.catalogue, self.profile, day, book.checks),
            self.standings,
            self.history,
            names_to_spare(areas),
            sore,
            tuple(area.reason for area in areas if not area.quiet),
            self.season,
        )
