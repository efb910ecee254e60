"""The rows of Today: what is asked before a session, and what the answers ask for. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.athlete import Known
from runcoach.core.model.exercise import TierName
from runcoach.core.model.focus import Focus
from runcoach.core.model.profile import Profile
from runcoach.core.model.programme import Format, Programme
from runcoach.core.model.settings import Settings, WeightUnit
from runcoach.core.planner.propose import Ask, suits
from runcoach.core.planner.request import Wish
from runcoach.ui.forms.choices import Choice
from runcoach.ui.today import check_in

FIRST_PROGRAMME = "first-session"
ASKS_FROM = 16
FIRST_QUESTIONS = ("experience", "at-home")
"""Asked at a first start, beside the length; who passes over them begins at once."""
FOR_TODAY = "chosen for today"
FOCUSES = ("as the day asks", *(f.shown for f in Focus))
TIERS = ("your own", *(t.value for t in TierName))
MINUTES = (8, 10, 12, 15, 20, 25, 30, 45)
ORDERS = ("one by one", "in pairs, by turns", "as a circuit")
ONLY_CHOSEN = ("focus", "format")
"""Rows that only a session chosen for today has: a programme says these itself."""


class TodayRows(Struct, frozen=True):
    """The rows as they stand; a programme of the list is chosen, or a session for the day."""

    rows: tuple[Choice, ...]
    programmes: tuple[Programme, ...]
    usual: int
    """Minutes of a usual session."""

    @classmethod
    def of(
        cls, known: Known, programmes: Sequence[Programme], settings: Settings, first: bool
    ) -> TodayRows:
        """As a start shows them; on the very first, an easy session without equipment."""
        last = FIRST_PROGRAMME if first else settings.last_programme
        ids = ["", *(p.id for p in programmes)]
        at = ids.index(last) if last in ids else 0
        if at and not first and not suits(programmes[at - 1], known):
            at = 0
        session = Choice("session", "Session", (FOR_TODAY, *(p.title for p in programmes)), at)
        usual = known.profile.minutes
        unit = settings.weight_unit
        asked = _first_questions(known, unit) if first else check_in.rows(known)
        made = cls(
            (
                *asked,
                session,
                Choice("focus", "Focus", FOCUSES),
                Choice("minutes", "Length", ()),
                *(() if first else (Choice("tier", "Tier", TIERS),)),
                Choice("hands_free", "Hands-free", ("off", "on"), int(settings.hands_free)),
            ),
            tuple(programmes),
            usual,
        )
        return made.fitted(None if first else settings.last_minutes)

    def row(self, id: str) -> Choice | None:
        """The row of that id."""
        return next((r for r in self.rows if r.id == id), None)

    def at(self, id: str) -> int:
        """Where a row stands; 0 where there is none."""
        row = self.row(id)
        return row.at if row else 0

    def within(self, height: int) -> tuple[Choice, ...]:
        """The rows that a screen of so many rows has room for: the first questions give way."""
        return tuple(r for r in self.rows if height >= ASKS_FROM or r.id not in FIRST_QUESTIONS)

    def told(self, id: str, profile: Profile) -> Profile | None:
        """What the first questions say of the person; None where that row is none of them."""
        asked = [row for row in self.rows if row.id in FIRST_QUESTIONS]
        if not asked or id not in (*FIRST_QUESTIONS, "minutes"):
            return None
        from runcoach.ui.profile import rows as profile_rows

        said = profile_rows.answered(profile, asked)
        return replace(said, minutes=self.minutes or self.usual)

    @property
    def programme(self) -> Programme | None:
        """The programme that is chosen; None for a session for the day."""
        at = self.at("session")
        return self.programmes[at - 1] if at else None

    @property
    def minutes(self) -> int | None:
        """The length that is asked for; None for the session's own."""
        row = self.row("minutes")
        return int(row.value.split()[0]) if row and row.at else None

    def with_rows(self, rows: Sequence[Choice]) -> TodayRows:
        """As the person has turned them."""
        return replace(self, rows=tuple(rows))

    def turned(self, id: str, at: int) -> TodayRows:
        """With one row turned."""
        return self.with_rows([replace(r, at=at) if r.id == id else r for r in self.rows])

    def fitted(self, minutes: int | None = None) -> TodayRows:
        """The rows that fit the session: a programme has its own length and focus."""
        programme = self.programme
        own = programme.minutes if programme else self.usual
        others = tuple(m for m in MINUTES if m != own)
        at = others.index(minutes) + 1 if minutes in others else 0
        values = (f"{own} min", *(f"{m} min" for m in others))
        rows: list[Choice] = []
        for row in self.rows:
            if row.id == "session":
                rows.append(row)
                if programme is None:
                    rows.append(self.row("focus") or Choice("focus", "Focus", FOCUSES))
            elif row.id == "minutes":
                rows.append(replace(row, values=values, at=at))
                if programme is None:
                    rows.append(self.row("format") or Choice("format", "Sets", ORDERS))
            elif row.id not in ONLY_CHOSEN:
                rows.append(row)
        return self.with_rows(rows)

    def ask(self, settings: Settings, another: int) -> Ask:
        """The session that they ask for; the very first one is easy, and has no row for it."""
        focus, tier = self.at("focus"), self.at("tier") if self.row("tier") else 1
        wish = Wish(
            minutes=self.minutes,
            focus=list(Focus)[focus - 1] if focus else None,
            format=list(Format)[self.at("format")],
            another=another,
        )
        return Ask(
            wish,
            self.programme,
            list(TierName)[tier - 1] if tier else None,
            settings.count_in_s,
            settings.rest_scale,
        )


def _first_questions(known: Known, unit: WeightUnit) -> tuple[Choice, ...]:
    """Experience and equipment, the likeliest answers preselected."""
    # Only a first start needs them.
    from runcoach.ui.profile import rows as profile_rows

    asked = profile_rows.first_rows(known.profile, unit)
    return tuple(r for r in asked if r.id in FIRST_QUESTIONS)
