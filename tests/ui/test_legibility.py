"""What must be read from the mat is there, whole and large, on every screen and in every phase."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from runcoach.catalogue.figure_cache import FigureCache
from runcoach.core.model.settings import Settings
from runcoach.core.session.session import Phase
from runcoach.ui.big_type.clock import Digits
from runcoach.ui.big_type.lettering import Lettering, draw_letters
from runcoach.ui.session.cue_list import CueList
from runcoach.ui.session.progress_strip import DONE, LEFT, NOW, compute_stretches
from runcoach.ui.session.question_row import render_rows
from runcoach.ui.session.view_model import view_session
from runcoach.ui.widgets.key_bar import Key, fit_keys
from tests.core.session.plans import Walk, start
from tests.ui.session.driving import ASSETS, Drive, catalogue, driving, made, short

SIZES = [(80, 24), (120, 40), (60, 20), (40, 12)]
CLOCK_ROWS = {(80, 24): 8, (120, 40): 14, (60, 20): 6, (40, 12): 4}
STOPS = [
    (Phase.READY, "r2"),
    (Phase.COUNT_IN, "l1"),
    (Phase.WORK, "l1"),
    (Phase.SWITCH, "w1"),
    (Phase.REST, "t2"),
    (Phase.PAUSED, "l2"),
]


def ink(rows: list[str]) -> int:
    """Rows from the first that is drawn on to the last; stripes leave gaps between."""
    inked = [n for n, row in enumerate(rows) if row.strip()]
    return inked[-1] - inked[0] + 1 if inked else 0


def drawn(d: Drive, selector: str) -> list[str]:
    """The rows of a widget as they stand on the screen: what is clipped is not among them."""
    region = d.screen.query_one(selector).region.intersection(d.screen.region)
    return [line[region.x : region.right] for line in d.lines()[region.y : region.bottom]]


async def check(d: Drive, size: tuple[int, int]) -> None:
    conductor = d.screen.conductor
    shown = view_session(d.session, conductor.now(), d.app.services.catalogue, d.clock.wall())
    text = d.text()
    where = f"{d.phase} {size}"
    # The words in letters: exactly what the lettering draws for the whole of them.
    for selector, words in (("#name", shown.name), ("#side", shown.side), ("#word", shown.word)):
        if not words:
            continue
        widget = d.screen.query_one(selector, Lettering)
        assert widget.display, (selector, where)
        assert widget.text == words
        wanted = draw_letters(words, *widget.content_size)
        assert "…" not in "".join(wanted), (selector, where)
        assert ink(drawn(d, selector)) == ink(list(wanted)) > 0, (selector, where)
    clock = d.screen.query_one(Digits)
    assert (clock.text, clock.fill) == (shown.clock, shown.fill), where
    least = CLOCK_ROWS[size]
    if d.session.underlying_phase is not Phase.WORK:
        # In rest a question needs its rows.
        least -= 2
    assert ink(drawn(d, "#clock")) >= least, where
    assert shown.beside in text, where
    if d.phase is Phase.PAUSED:
        assert "Space: go on" in text
    elif size[0] >= 60:
        assert shown.then in text, where
    cueing, listed = d.screen._cues, d.screen.query_one(CueList)
    if size[0] >= 80 and listed.size.height:
        cue = cueing.cues(d.session)[cueing.focus(d.session, conductor.now())]
        assert any(line.strip(" ▸✔") in cue for line in drawn(d, "#cues") if "▸" in line), where
    row = d.lines()[-1]
    for words in (f"space {shown.space}", "x pain", "? keys", "q leave"):
        assert words in row, (words, where)
    if size[0] >= 80:
        told = {b.description for b in conductor_keys(d)}
        assert all(description in row for description in told), (told, row)
    if d.phase is Phase.REST:
        assert "1 easy" in text
        assert "4 failed" in text
        assert ("k form broke" in text) == (size[0] >= 60), where
    assert all(len(line) == size[0] for line in d.lines())


def conductor_keys(d: Drive):
    return [
        a.binding
        for a in d.app.screen.active_bindings.values()
        if a.enabled and a.binding.show and a.binding.action != "press"
    ]


async def test_every_phase_at_every_size() -> None:
    async with driving(short()) as d:
        for phase, block in STOPS:
            if phase is Phase.PAUSED:
                await d.to(Phase.WORK, block)
                await d.key("space")
            else:
                await d.to(phase, block)
            session = d.session
            for size in SIZES:
                await d.pilot.resize_terminal(*size)
                await d.pilot.pause()
                await check(d, size)
            assert (d.session.phase_ends_at, d.session.phase_began_at) == (
                session.phase_ends_at,
                session.phase_began_at,
            ), "resizing moves no deadline"


async def test_a_strip_over_the_whole_width_marks_where_exercises_begin() -> None:
    async with driving(short(), size=(120, 40)) as d:
        await d.to(Phase.WORK, "d1")
        strip, names = d.lines()[1], d.lines()[2]
        inner = strip[1:-1]
        assert len(inner) == 118
        assert set(inner) == {DONE, NOW, LEFT, " "}
        begins = [0] + [i + 1 for i, cell in enumerate(inner) if cell == " "]
        assert len(begins) == 3
        for at, name in zip(begins, ("Squat", "Side plank", "Plank"), strict=True):
            assert names[1:][at:].startswith(name)


@pytest.mark.parametrize("width", [12, 38, 58, 78, 118, 198])
def test_stretches_fill_any_width(width: int) -> None:
    session = Walk(start(*short().blocks)).to(Phase.SWITCH, "w1").session
    found = compute_stretches(session, width)
    assert [s.name for s in found] == ["Squat", "Side plank", "Plank"]
    assert sum(len(s.cells) for s in found) + len(found) - 1 == width
    cells = "".join(s.cells for s in found)
    assert cells == DONE * cells.count(DONE) + NOW * cells.count(NOW) + LEFT * cells.count(LEFT)
    pending = compute_stretches(session, width, frozenset({"l1"}))
    assert "".join(s.cells for s in pending).count(DONE) <= cells.count(DONE)


def test_a_set_is_done_on_the_strip_once_it_is_on_the_disk() -> None:
    session = Walk(start(*short().blocks)).to(Phase.REST, "t1").session
    known, waits = (compute_stretches(session, 78, frozenset(ids)) for ids in ((), ("s1",)))
    assert known[0].cells.count(DONE) > waits[0].cells.count(DONE)
    assert waits[0].cells.count(NOW) > known[0].cells.count(NOW)


def keys(*labels: str) -> list[Key]:
    return [Key(label[0], label, f"act_{label}") for label in labels]


def test_a_narrow_footer_keeps_whole_keys_and_those_that_are_needed() -> None:
    given = [*keys("go", "done now", "redo", "skip", "pain", "leave"), Key("?", "keys", "help")]
    needed = ("act_go", "act_pain", "act_leave")
    for width in range(10, 90):
        chosen = fit_keys(given, width, needed)
        assert chosen[-1][0].width + chosen[-1][1] <= width
        names = [k.label for k, _ in chosen]
        assert names == [k.label for k in given if k.label in names], "in their own order"
        if width >= 36:
            assert {"go", "pain", "leave", "keys"} <= set(names), width
        for (key, at), (_, following) in pairwise(chosen):
            assert at + key.width < following
    assert len(fit_keys(given, 80, needed)) == len(given)


@pytest.mark.parametrize("width", [38, 58, 78])
def test_a_question_is_whole_at_any_width(width: int) -> None:
    from runcoach.core.model.plan import Side
    from runcoach.ui.session.set_question import find_question
    from tests.core.session.plans import reps, walk

    for name in ("Squat", "Side plank, knees down", "Single-leg deadlift, fingertips on a wall"):
        work = reps("w", side=Side.LEFT, name=name, load_kg=12.5)
        question = find_question(walk(work).to(Phase.FINISHED).session)
        assert question is not None
        for side, on_load in ((0, False), (0, True)):
            lines = [
                "".join(w for w, _ in row) for row in render_rows(question, side, on_load, width)
            ]
            assert all(len(line) <= width for line in lines), lines
            for words in ("1 easy", "2 right", "3 hard", "4 failed"):
                assert words in lines[0]
            assert "‹ 12.5 kg ›" in lines[1] if on_load else "‹ 10 reps ›" in lines[1]


DISTANCE_ROWS = {(80, 24): 16, (120, 40): 24, (60, 20): 8, (40, 12): 6, (90, 50): 26, (200, 60): 40}
"""Rows that the clock's numerals have at least in the distance view."""


async def test_the_distance_view_is_what_is_read_from_three_metres_and_no_more() -> None:
    figures = FigureCache(catalogue(), ASSETS)
    settings = Settings(read_left=True, distance_view=True)
    blocks = [
        replace(b, equipment=("dumbbell",)) if b.exercise == "squat" else b for b in short().blocks
    ]
    async with driving(made(*blocks), figure=figures.figure, settings=settings) as d:
        assert d.screen.query_one("#cue", Lettering).text == "Fetch: dumbbell"
        for phase, block in ((Phase.WORK, "l1"), (Phase.REST, "t2")):
            await d.to(phase, block)
            for size in DISTANCE_ROWS:
                await d.pilot.resize_terminal(*size)
                await d.pilot.pause()
                where = f"{phase} {size}"
                asked = 3 if phase is Phase.REST else 0
                assert ink(drawn(d, "#clock")) >= DISTANCE_ROWS[size] - asked, where
                cue = d.screen.query_one("#cue", Lettering)
                assert cue.text in d.screen._cues.cues(d.session), where
                for selector in ("#name", "#side", "#word", "#cue"):
                    widget = d.screen.query_one(selector, Lettering)
                    wanted = draw_letters(widget.text, *widget.content_size)
                    assert "…" not in "".join(wanted), (selector, where)
                    seen = "\n".join(drawn(d, selector))
                    assert all(row.strip() in seen for row in wanted), (selector, where)
                room = size[0] >= 110 and size[1] >= 36
                assert d.screen._presenter.board.figure.seen is room, where
                assert d.screen.conductor._alerts.figure_unseen is not room, "counted aloud"
                assert "over at" not in d.text()


async def test_the_first_picture_of_a_screen_is_for_the_size_there_is() -> None:
    from runcoach.ui.help.why_sheet import WhySheet

    async with driving(size=(120, 40)) as d:
        assert {"-wide", "-tall"} <= d.app.screen.classes
        sheet = WhySheet("Why", [("Because.", "practice")])
        d.app.push_screen(sheet)
        assert sheet.classes == {"-wide", "-tall"}, "before it was laid out at all"
        await d.pilot.pause()
        assert sheet.classes == {"-wide", "-tall"}
        await d.pilot.resize_terminal(60, 20)
        await d.pilot.pause()
        assert sheet.classes == {"-narrow", "-short"}
