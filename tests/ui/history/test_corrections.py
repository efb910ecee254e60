"""Mending by keys: every change ends in the history, and can be taken back."""

from msgspec.structs import replace

from runcoach.core.model.plan import Side
from runcoach.core.model.records import Effort, Pain, PlannedSet, Source, Status
from tests.core.history.random_history import a_session, a_set
from tests.ui.history.browsing import lived, looking

SETS = (
    a_set("s1", side=Side.LEFT, source=Source.ASSUMED),
    a_set("s2", side=Side.RIGHT, actual=8),
)
RECORD = a_session("a", "2026-10-20T18:00:00+01:00", sets=SETS, programme="core")
DELETED = replace(RECORD, id="gone", deleted_at="2026-10-21T08:00:00+01:00", title="Legs 20")
ROWS = (
    "actual",
    "effort",
    "form",
    "load",
    "note",
    "area",
    "source",
    "target",
    "exercise",
    "tier",
    "side",
    "set",
)


def row(name):
    return ("down",) * ROWS.index(name)


def stored(look, id="a"):
    return look.history.records_by_id[id]


EDITS = (
    (("right",), {"actual": 11, "source": Source.ENTERED}),
    (("1", "4"), {"actual": 14, "source": Source.ENTERED}),
    (("0",), {"actual": 0, "skipped": True, "source": Source.ENTERED}),
    ((*row("effort"), "right", "right"), {"effort": Effort.RIGHT}),
    ((*row("form"), "right", "right"), {"form_ok": False}),
    ((*row("load"), "7", "comma", "5"), {"load_kg": 7.5, "source": Source.ENTERED}),
    ((*row("note"), "o", "k", "space", "u"), {"note": "ok u"}),
    ((*row("area"), "right"), {"pain": Pain("knee", Side.BOTH, 3)}),
    (
        (*row("area"), "right", "down", "right", "down", "5", "down", "right"),
        {"pain": Pain("knee", Side.LEFT, 5, True)},
    ),
    ((*row("source"), "left"), {"source": Source.ENTERED}),
    ((*row("target"), "1", "2"), {"target": 12}),
    ((*row("side"), "left"), {"side": Side.BOTH}),
    ((*row("set"), "right"), {"set": 2}),
)


async def test_any_value_of_a_set_can_be_put_right_and_taken_back():
    async with looking((RECORD,), "enter") as look:
        for keys, changed in EDITS:
            await look.press("enter", *keys, "enter")
            assert stored(look).sets == (replace(SETS[0], **changed), SETS[1])
            assert look.told[-1] == "Saved. u undoes it."
            await look.press("u")
            assert stored(look).sets == SETS


async def test_another_tier_is_another_movement():
    async with looking((RECORD,), "enter", "enter", *row("tier"), "right", "enter") as look:
        changed = stored(look).sets[0]
        assert (changed.tier, changed.variant, changed.name) == (
            "challenge",
            "goblet-squat",
            "Goblet squat",
        )


async def test_esc_loses_nothing_and_nothing_changed_writes_nothing():
    async with looking((RECORD,), "enter", "enter", "right", "escape") as look:
        assert stored(look).sets[0].actual == 11
        await look.press("enter", "enter")
        assert len(look.history.earlier["a"]) == 1


async def test_a_value_out_of_range_is_told_and_not_kept():
    keys = ("enter", "enter", *row("load"), *"9999", "enter")
    async with looking((RECORD,), *keys) as look:
        assert "Load: expected 0 to 500" in look.text("#sheet")
        await look.press("escape", "escape")
        assert stored(look) == RECORD


async def test_the_session_itself_can_be_put_right():
    keys = ("enter", "up", "right", "enter")
    async with looking((RECORD,), *keys) as look:
        await look.press("backspace", "backspace")
        await look.type("2x")
        await look.press("down", "left", "down", "right", "down", "2", "5", "down")
        await look.press(*("right",) * 7, "down")
        await look.type("Windy")
        await look.press("enter")
        now = stored(look)
        assert now.title == "Core 2x"
        assert now.started_at == "2026-10-19T18:05:00+01:00"
        assert now.finished_at == "2026-10-19T18:25:00+01:00"
        assert (now.active_s, now.feel, now.note) == (1500, 7, "Windy")
        assert "Windy" in look.text("#record-facts")


async def test_a_planned_set_that_was_never_reached_can_be_done_after_all():
    planned = PlannedSet("b9", "plank", "standard", "plank", 1, Side.BOTH, "seconds", 30)
    record = replace(RECORD, planned=(planned,))
    async with looking((record,), "enter", "end", "enter", "right", "enter") as look:
        added = stored(look).sets[-1]
        assert (added.exercise, added.block, added.actual) == ("plank", "b9", 31)
        assert stored(look).sets[:2] == SETS
        assert "not done" not in look.text("#sets")


async def test_notes_for_a_session_and_for_a_set():
    async with looking((RECORD,), "t") as look:
        await look.type("Left knee")
        await look.press("enter")
        assert stored(look).note == "Left knee"
        await look.press("enter", "t")
        await look.type("wobbly")
        await look.press("enter")
        assert stored(look).sets[0].note == "wobbly"
        assert "“Left knee”" in look.text("#record-facts")
        assert "wobbly" in look.text("#message")


async def test_a_forgotten_session_as_planned_takes_six_keys_at_most():
    keys = ("left", "a", "enter")
    async with looking((RECORD,), *keys) as look:
        assert len(keys) <= 6
        [added] = [r for r in look.history.records_by_id.values() if r.id != "a"]
        assert added.started_at == "2026-10-19T18:00:00+01:00"
        assert added.title == "First session 15"
        assert added.status is Status.COMPLETED
        assert all(s.actual == s.target and s.source is Source.ASSUMED for s in added.sets)
        assert [p.block for p in added.planned] == [s.block for s in added.sets]
        assert look.screen.query_one("#sessions").chosen.id == added.id
        await look.press("u")
        assert look.history.records_by_id[added.id].deleted_at is not None
        assert [e.id for e in look.screen.query_one("#sessions").items] == ["a"]


async def test_an_added_session_with_an_effort_is_confirmed():
    async with looking((RECORD,), "a", "right", *("down",) * 4, "right", "right") as look:
        await look.press("down")
        await look.type("At mum's")
        await look.press("enter")
        [added] = [r for r in look.history.records_by_id.values() if r.id != "a"]
        assert added.note == "At mum's"
        assert {(s.effort, s.source) for s in added.sets} == {(Effort.RIGHT, Source.ENTERED)}


async def test_one_exercise_alone_can_be_added():
    async with looking((), "a", *("right",) * 60, "enter") as look:
        [added] = look.history.records_by_id.values()
        assert len({s.exercise for s in added.sets}) == 1


async def test_what_was_chosen_waits_when_adding_is_left_by_esc():
    async with looking((RECORD,), "a", "right", "right", "escape") as look:
        assert list(look.history.records_by_id) == ["a"]
        await look.press("a")
        assert look.screen.form.fields[0].at == 2


async def test_a_session_still_to_come_is_refused():
    async with looking((RECORD,), *("right",) * 20, "a", "down", "down") as look:
        await look.type("2359")
        await look.press("enter")
        assert "That is in the future." in look.text("#sheet")
        assert list(look.history.records_by_id) == ["a"]


async def test_deleted_goes_to_the_trash_and_comes_back():
    async with looking((RECORD,), "delete") as look:
        assert stored(look).deleted_at is not None
        assert "No sessions yet" in look.text("#sessions")
        await look.press("u")
        assert stored(look).deleted_at is None
        await look.press("enter", "delete")
        assert type(look.screen).__name__ == "HistoryScreen"
        assert stored(look).deleted_at is not None


async def test_the_trash_shows_what_is_in_it_and_space_brings_it_back():
    keys = ("up", *("right",) * 6, "enter")
    async with looking((RECORD, DELETED), *keys) as look:
        assert "1 session in the trash" in look.text("#figure")
        assert "Legs 20" in look.text("#sessions")
        await look.press("enter")
        assert "in the trash" in look.text("#record-facts")
        await look.press("escape", "space")
        assert stored(look, "gone").deleted_at is None
        assert "The trash is empty" in look.text("#figure")
        await look.press("u")
        assert stored(look, "gone").deleted_at is not None
        await look.press("enter", "up", *("right",) * 5, "enter")
        assert stored(look, "gone").deleted_at is None


async def test_revisions_are_shown_and_restored():
    edit = ("enter", "right", "enter")
    async with looking((RECORD,), "enter", *edit, *edit, "up", *("right",) * 4, "enter") as look:
        lines = look.text("#forms").splitlines()
        assert "done 11 to 12" in lines[0]
        assert "done 10 to 11" in lines[1]
        assert "as it was logged" in lines[2]
        assert "2 earlier versions" in look.text("#figure")
        await look.press("end")
        assert "L 10" in look.text("#form-side")
        await look.press("space")
        assert stored(look).sets == SETS
        assert "done 12 to 10" in look.text("#forms").splitlines()[0]
        await look.press("u")
        assert stored(look).sets[0].actual == 12


async def test_undo_goes_back_through_every_change_across_screens():
    records = lived(6)[:3]
    async with looking(records, "delete", "enter", "enter", "right", "enter") as look:
        await look.press("escape", "a", "enter", "u", "u", "u", "u")
        assert look.told[-1] == "Nothing to undo."
        after = look.history.records_by_id
        assert {id: after[id].sets for id in after if id.startswith("made")} == {
            r.id: r.sets for r in records
        }
        assert [r.id for r in after.values() if r.deleted_at] == ["session-1"]


async def test_a_disk_that_fails_is_told_in_a_line_and_changes_nothing():
    async with looking((RECORD,)) as look:

        def full(*_):
            raise OSError("No space left on device")

        for name in ("save", "edit", "delete"):
            setattr(look.history, name, full)
        for keys in (
            ("delete",),
            ("a", "enter"),
            ("t", "x", "enter"),
            ("enter", "enter", "right", "enter"),
        ):
            look.app.clear_notifications()
            await look.press(*keys)
            assert look.told == ["Can't change the history: No space left on device"]
            assert look.history.records_by_id == {"a": RECORD}
        await look.press("u")
        assert look.told[-1] == "Nothing to undo."
