"""The rows of Today as a value, and the session that they request. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.athlete import Athlete
from runcoach.core.model.exercise import TierName
from runcoach.core.model.focus import Focus
from runcoach.core.model.profile import Profile
from runcoach.core.model.programme import Format, Programme
from runcoach.core.model.settings import Settings, WeightUnit
from runcoach.core.planner.propose import choose_programme
from runcoach.core.planner.request import SessionRequest
from runcoach.ui.forms.choices import ChoiceRow
from runcoach.ui.text.answer_values import SESSION_MINUTES
from runcoach.ui.today import check_in

QUESTIONS_FROM_HEIGHT = 16
FIRST_QUESTIONS = ("experience", "at-home")
"""Asked at the first start, with the length; they can be skipped by starting at once."""
FOR_TODAY = "chosen for today"
FOCUSES = ("whatever suits today", *(f.label for f in Focus))
TIERS = ("your own", *(t.value for t in TierName))
FORMATS = ("one by one", "in alternating pairs", "as a circuit")
ONLY_CHOSEN = ("focus", "format")
"""Rows that only a session chosen for today has: a programme fixes these itself."""


class TodayRows(Struct, frozen=True):
    """The rows with their values; a programme is selected, or a session chosen for today."""

    rows: tuple[ChoiceRow, ...]
    programmes: tuple[Programme, ...]
    usual: int
    """The profile's minutes a session."""

    @classmethod
    def of(
        cls, athlete: Athlete, programmes: Sequence[Programme], settings: Settings, first: bool
    ) -> TodayRows:
        """The rows at a start; at the very first, an easy session without equipment."""
        chosen = choose_programme(athlete, settings.last_programme)
        ids = ["", *(p.id for p in programmes)]
        at = ids.index(chosen.id) if chosen is not None and chosen.id in ids else 0
        session = ChoiceRow("session", "Session", (FOR_TODAY, *(p.title for p in programmes)), at)
        usual = athlete.profile.minutes
        unit = settings.weight_unit
        asked = _first_questions(athlete, unit) if first else check_in.check_in_rows(athlete)
        made = cls(
            (
                *asked,
                session,
                ChoiceRow("focus", "Focus", FOCUSES),
                ChoiceRow("minutes", "Length", ()),
                *(() if first else (ChoiceRow("tier", "Tier", TIERS),)),
                ChoiceRow("hands_free", "Hands-free", ("off", "on"), int(settings.hands_free)),
            ),
            tuple(programmes),
            usual,
        )
        return made.fitted(None if first else settings.last_minutes)

    def row(self, id: str) -> ChoiceRow | None:
        """The row with that id, if there is one."""
        return next((r for r in self.rows if r.id == id), None)

    def at(self, id: str) -> int:
        """The index of a row's value; 0 if there is no such row."""
        row = self.row(id)
        return row.at if row else 0

    def within(self, height: int) -> tuple[ChoiceRow, ...]:
        """The rows that fit a screen of that height: low ones leave the first questions out."""
        return tuple(
            r for r in self.rows if height >= QUESTIONS_FROM_HEIGHT or r.id not in FIRST_QUESTIONS
        )

    def with_first_answer(self, id: str, profile: Profile) -> Profile | None:
        """The profile with the first questions answered; None if row `id` is none of them."""
        asked = [row for row in self.rows if row.id in FIRST_QUESTIONS]
        if not asked or id not in (*FIRST_QUESTIONS, "minutes"):
            return None
        from runcoach.ui.profile import rows as profile_rows

        profile = profile_rows.apply_first_answers(profile, asked)
        return replace(profile, minutes=self.minutes or self.usual)

    @property
    def programme(self) -> Programme | None:
        """The selected programme; None for a session chosen for today."""
        at = self.at("session")
        return self.programmes[at - 1] if at else None

    @property
    def minutes(self) -> int | None:
        """The requested length; None for the session's own."""
        row = self.row("minutes")
        return int(row.value.split()[0]) if row and row.at else None

    def with_rows(self, rows: Sequence[ChoiceRow]) -> TodayRows:
        """A copy with these rows, as the person has turned them."""
        return replace(self, rows=tuple(rows))

    def turned(self, id: str, at: int) -> TodayRows:
        """A copy with row `id` at its value `at`."""
        return self.with_rows([replace(r, at=at) if r.id == id else r for r in self.rows])

    def fitted(self, minutes: int | None = None) -> TodayRows:
        """A copy whose rows suit the session: a programme has its own length and focus."""
        programme = self.programme
        own = programme.minutes if programme else self.usual
        others = tuple(m for m in SESSION_MINUTES if m != own)
        at = others.index(minutes) + 1 if minutes in others else 0
        values = (f"{own} min", *(f"{m} min" for m in others))
        rows: list[ChoiceRow] = []
        for row in self.rows:
            if row.id == "session":
                rows.append(row)
                if programme is None:
                    rows.append(self.row("focus") or ChoiceRow("focus", "Focus", FOCUSES))
            elif row.id == "minutes":
                rows.append(replace(row, values=values, at=at))
                if programme is None:
                    rows.append(self.row("format") or ChoiceRow("format", "Sets", FORMATS))
            elif row.id not in ONLY_CHOSEN:
                rows.append(row)
        return self.with_rows(rows)

    def to_request(self, settings: Settings, another: int) -> SessionRequest:
        """The request that the rows stand for.

        Args:
            settings: Give the count-in and the scale of rests.
            another: How many proposals were passed over.
        """
        focus, tier = self.at("focus"), self.at("tier") if self.row("tier") else 1
        return SessionRequest(
            minutes=self.minutes,
            focus=list(Focus)[focus - 1] if focus else None,
            format=list(Format)[self.at("format")],
            another=another,
            programme=self.programme,
            tier=list(TierName)[tier - 1] if tier else None,
            count_in_s=settings.count_in_s,
            rest_scale=settings.rest_scale,
        )


def _first_questions(athlete: Athlete, unit: WeightUnit) -> tuple[ChoiceRow, ...]:
    """Experience and equipment, the likeliest answers preselected."""
    # Only a first start needs them.
    from runcoach.ui.profile import rows as profile_rows

    asked = profile_rows.first_question_rows(athlete.profile, unit)
    return tuple(r for r in asked if r.id in FIRST_QUESTIONS)
