"""Known: all that is known of a person at a moment, and the day that it makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct, field

from runcoach.core.coach.evidence import moment
from runcoach.core.coach.jump_clearance import power_gate
from runcoach.core.coach.layoffs import Break, after_break, standings_today
from runcoach.core.coach.notebook import Notebook
from runcoach.core.coach.pain import Aside, asides, return_changes, spared_areas
from runcoach.core.coach.schedule import DayRules, day_rules
from runcoach.core.coach.training_day import Day, Soreness
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.profile import Profile
from runcoach.core.model.records import Entry, SessionRecord, Status
from runcoach.core.model.standing import Change, Standing, fold

RECENT = 30
"""Sessions that every rule of a day makes do with: 28 days at seven a week, and two to spare."""


class Known(Struct, frozen=True):
    """All that a plan rests on."""

    catalogue: Catalogue
    at: datetime
    """Local time with its offset."""
    said: Profile | None = None
    """The profile; None where the person has said nothing yet."""
    notebook: Notebook = field(default_factory=Notebook)
    history: Sequence[SessionRecord] = ()
    """The newest sessions, newest first; see `RECENT`."""
    done: Mapping[str, int] = field(default_factory=dict)
    """Sessions done of each programme."""

    @property
    def profile(self) -> Profile:
        """The person, as far as they have said."""
        return self.said or Profile()

    @property
    def now(self) -> str:
        """The moment as records write it."""
        return self.at.isoformat(timespec="seconds")


def counted(entries: Iterable[Entry]) -> dict[str, int]:
    """Sessions done of each programme; one with at least half of its sets counts."""
    done: dict[str, int] = {}
    for entry in entries:
        if entry.deleted or entry.rehearsal or entry.status is Status.DISCARDED:
            continue
        half = entry.sets_done > 0 and 2 * entry.sets_done >= entry.sets_planned
        if entry.programme and (entry.status is Status.COMPLETED or half):
            done[entry.programme] = done.get(entry.programme, 0) + 1
    return done


def asides_of(known: Known) -> tuple[Aside, ...]:
    """Every place that ever hurt, and where it stands."""
    book = known.notebook
    day = known.at.date()
    return asides(known.history, book.checks, book.cleared, day, book.hurt)


def break_of(known: Known) -> Break | None:
    """The break that this day ends, if it is to be said."""
    book = known.notebook
    changes = book.all_changes
    return after_break(
        known.catalogue, known.profile, fold(changes), known.history, changes, known.now
    )


def changes_today(known: Known) -> tuple[Change, ...]:
    """What a start brings with it: the days off, and what comes back after pain."""
    changes = known.notebook.all_changes
    pause = break_of(known)
    found = (pause.change,) if pause and pause.change.after else ()
    before = standings_today(known.catalogue, fold((*changes, *found)), known.history)
    back = return_changes(
        asides_of(known), known.catalogue, before, known.profile, changes, known.now
    )
    return (*found, *(c for c in back if c.after))


def standings_of(known: Known) -> dict[str, Standing]:
    """Where the person stands today on all that they have ever done."""
    changes = (*known.notebook.all_changes, *changes_today(known))
    return standings_today(known.catalogue, fold(changes), known.history)


def rules_of(known: Known) -> DayRules:
    """What the week allows."""
    since = known.notebook.training_since
    return day_rules(known.profile, known.history, known.catalogue, known.at, since)


def day_of(known: Known) -> Day:
    """The day as the composer sees it."""
    book, day = known.notebook, known.at.date()
    found = asides_of(known)
    sore = {}
    if book.sore is not None and moment(book.sore.at).date() == day:
        level = Soreness.SEVERE if book.sore.severe else Soreness.MODERATE
        sore = dict.fromkeys(sorted(book.sore.areas), level)
    return Day(
        known.catalogue,
        known.profile,
        rules_of(known),
        power_gate(known.history, known.catalogue, known.profile, day, book.checks),
        standings_of(known),
        known.history,
        spared_areas(found),
        sore,
        tuple(aside.why for aside in found if not aside.quiet),
    )
