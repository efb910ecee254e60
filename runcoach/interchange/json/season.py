"""A season as JSON: the document of `season --json`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from runcoach.core.coach.demands import find_parts
from runcoach.core.coach.rulebook import RULES
from runcoach.core.coach.run_days import list_run_kinds
from runcoach.core.history.counting import is_training
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dates import local_day
from runcoach.core.model.focus import Need, need_of
from runcoach.core.model.plan import Block, BlockKind, Plan, Role, Side
from runcoach.core.model.profile import Profile
from runcoach.core.model.records import Entry
from runcoach.core.model.run import Run
from runcoach.core.model.season import Season, TrainingBlock
from runcoach.core.planner.projection import ProjectedSession, ProjectedWeek

SCHEMA = 1
GROUPS: Mapping[Need, str] = {
    Need.QUADS: "quads",
    Need.HIPS: "hips",
    Need.CALF: "calf-straight",
    Need.CALF_BENT: "calf-bent",
    Need.TRUNK: "trunk-front",
    Need.TRUNK_SIDE: "trunk-side",
    Need.PUSH: "push",
    Need.PULL: "pull",
}
HAMSTRINGS = "hamstrings"


def describe_block(block: TrainingBlock) -> str:
    """Return why a block is there, in one sentence."""
    sentence = RULES[block.reason.value].sentence
    return sentence.format(block=block.name.value.capitalize())


def build_season_document(
    season: Season,
    weeks: Iterable[ProjectedWeek],
    catalogue: Catalogue,
    entries: Sequence[Entry],
    runs: Sequence[Run],
    expected: Mapping[date, str],
) -> dict[str, Any]:
    """Build the document; `expected` are the kinds of run by day, done ones included."""
    done = [e for e in entries if is_training(e)]
    race = season.race
    return {
        "schema": SCHEMA,
        "race": {"date": race.day.isoformat(), "km": race.km} if race else None,
        "blocks": [
            {
                "name": b.name.value,
                "from": b.start.isoformat(),
                "to": b.end.isoformat(),
                "why": describe_block(b),
            }
            for b in season.blocks
        ],
        "weeks": [_week(week, catalogue, done, runs, expected) for week in weeks],
    }


def _week(
    week: ProjectedWeek,
    catalogue: Catalogue,
    done: Sequence[Entry],
    runs: Sequence[Run],
    expected: Mapping[date, str],
) -> dict[str, Any]:
    days = [week.week.start + timedelta(days=n) for n in range(7)]
    sessions = [_done_session(e) for e in reversed(done) if local_day(e.started_at) in days]
    sessions += [_session(s, catalogue) for s in week.sessions]
    sets_by_group = dict.fromkeys([*GROUPS.values(), HAMSTRINGS], 0)
    hard = 0
    for projected in week.sessions:
        for id, blocks in _by_exercise(projected.session.plan).items():
            sets = len({b.set for b in blocks})
            groups = _groups(id, catalogue)
            for group in groups:
                sets_by_group[group] += sets
            hard += sets if groups else 0
    return {
        "from": week.week.start.isoformat(),
        "block": week.week.block.name.value,
        "lighter": week.week.lighter,
        "runs": list_runs(days, runs, expected),
        "sessions": sorted(sessions, key=lambda s: str(s["date"])),
        "sets_by_group": sets_by_group,
        "hard_sets": hard,
    }


def list_runs(
    days: Sequence[date], runs: Sequence[Run], expected: Mapping[date, str]
) -> list[dict[str, Any]]:
    """Return the runs of days: those done, else those expected by weekday."""
    found: list[dict[str, Any]] = []
    for day in days:
        own = [r for r in runs if r.day == day and not r.deleted]
        found += [
            {"date": day.isoformat(), "kind": r.kind.value, "km": r.km, "planned": False}
            for r in own
        ]
        if not own and day in expected:
            found.append(
                {"date": day.isoformat(), "kind": expected[day], "km": None, "planned": True}
            )
    return found


def _done_session(entry: Entry) -> dict[str, Any]:
    return {
        "date": local_day(entry.started_at).isoformat(),
        "title": entry.title,
        "minutes": round(entry.active_s / 60),
        "done": True,
        "contacts": None,
        "exercises": [],
    }


def _session(projected: ProjectedSession, catalogue: Catalogue) -> dict[str, Any]:
    plan = projected.session.plan
    parts = find_parts((b.exercise for b in plan.work), catalogue)
    exercises = []
    for role in Role:
        for id, blocks in _by_exercise(plan, role).items():
            exercises.append(_exercise(id, blocks, plan, catalogue, _part(id, role, parts)))
    return {
        "date": projected.day.isoformat(),
        "title": plan.title,
        "minutes": round(plan.estimated_s / 60),
        "done": False,
        "contacts": sum(b.landings * b.target for b in plan.work),
        "exercises": exercises,
    }


def _part(id: str, role: Role, parts: Mapping[str, Any]) -> str:
    if role is not Role.MAIN:
        return role.value
    if id not in parts:
        return "jump"
    return "lift" if parts[id].is_lift else "accessory"


def _by_exercise(plan: Plan, role: Role = Role.MAIN) -> dict[str, list[Block]]:
    found: dict[str, list[Block]] = {}
    for block in plan.blocks:
        if block.kind is BlockKind.WORK and block.role is role:
            found.setdefault(block.exercise, []).append(block)
    return found


def _exercise(
    id: str, blocks: Sequence[Block], plan: Plan, catalogue: Catalogue, part: str
) -> dict[str, Any]:
    first = blocks[0]
    sided = first.side in (Side.LEFT, Side.RIGHT)
    return {
        "exercise": id,
        "tier": first.tier.value,
        "variant": first.variant,
        "name": first.name,
        "part": part,
        "sets": len({b.set for b in blocks}),
        "sides": "each" if sided else first.side.value,
        "unit": first.unit.value,
        "target": first.target,
        "load_kg": first.load_kg,
        "rest_s": _rest_s(blocks, plan),
        "groups": _groups(id, catalogue) if part in ("lift", "accessory") else [],
    }


def _rest_s(blocks: Sequence[Block], plan: Plan) -> int:
    """Seconds from the end of a set until the same exercise comes again; 0 with one set."""
    last = {b.set: b.id for b in blocks}
    first: dict[int, str] = {}
    for block in blocks:
        first.setdefault(block.set, block.id)
    numbers = sorted(last)
    if len(numbers) < 2:
        return 0
    ids = [b.id for b in plan.blocks]
    start, end = ids.index(last[numbers[0]]), ids.index(first[numbers[1]])
    return round(sum(b.seconds for b in plan.blocks[start + 1 : end]))


def _groups(id: str, catalogue: Catalogue) -> list[str]:
    exercise = catalogue.exercise(id)
    if exercise is None:
        return []
    need = need_of(exercise)
    groups = [GROUPS[need]] if need in GROUPS else []
    if groups and "hamstrings" in exercise.tiers[0].muscles.main:
        groups.append(HAMSTRINGS)
    return groups


def expected_kinds(
    profile: Profile, runs: Sequence[Run], first: date, days: int
) -> dict[date, str]:
    """Return the kind of run of each day that has one."""
    return {d: k.value for d, k in list_run_kinds(profile, runs, first, days).items()}
