"""The app in a terminal with a clock that is set by hand, driven and queried over a socket.

`python tests/terminal/stage.py SOCKET` shows Today. Each line sent is a JSON list, the name of a
command and its arguments; each line that comes back is the state after it.
"""

import asyncio
import json
import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from textual.widgets import Input, OptionList

from runcoach.core.model.profile import Profile
from runcoach.core.session.session import Phase
from runcoach.ui.app import RunCoach
from runcoach.ui.big_type.clock import Digits
from runcoach.ui.big_type.lettering import Lettering
from runcoach.ui.forms.choices import ChoiceList
from runcoach.ui.session.view_model import view_session
from runcoach.ui.widgets.key_bar import KeyBar
from tests.core.session.plans import hold, interval, ready, reps, rest, switch
from tests.fakes import ManualClock, MemoryHistory, MemoryJournal, services
from tests.storage.samples import a_record
from tests.ui.session.driving import (
    SIDE_PLANK,
    SQUAT,
    Drive,
    Side,
    TierName,
    catalogue,
    made,
)

LEFT, RIGHT = {"side": Side.LEFT, **SIDE_PLANK}, {"side": Side.RIGHT, **SIDE_PLANK}
LONGEST = max((t.name for e in catalogue().exercises.values() for t in e.tiers), key=len)
LONG = {**SQUAT, "name": LONGEST}
BURPEE = {"variant": "burpee", "name": "Burpee", "tier": TierName.STANDARD}
PLAN = made(
    ready("r1", "squat", **SQUAT),
    reps("s1", "squat", **SQUAT),
    rest("t1", "squat", **SQUAT),
    interval("i1", **BURPEE),
    ready("r2", "side-plank", **LEFT),
    hold("l1", "side-plank", **LEFT),
    switch("w1", "side-plank", **RIGHT),
    hold("d1", "side-plank", **RIGHT),
    rest("t2", "squat", **LONG),
    reps("p1", "squat", side=Side.RIGHT, **LONG),
)
SETTLED_S = 0.02


class Settling:
    """Replaces Textual's pilot: waits until the screen is drawn."""

    def __init__(self, app):
        self._app = app

    async def pause(self):
        await asyncio.sleep(SETTLED_S)
        drawn = asyncio.Event()
        self._app.screen.call_after_refresh(drawn.set)
        await asyncio.wait_for(drawn.wait(), 5.0)


def shown_pieces(app):
    """What is drawn of the session: the text, region and rows of each piece."""
    pieces = []
    for widget in app.screen.query("Lettering, Digits"):
        if widget.display and widget.text and widget.region.area:
            assert isinstance(widget, Lettering | Digits)
            lines = [line.ljust(widget.content_size.width) for line in widget._current_lines()]
            pieces.append([widget.id, widget.text, list(widget.content_region), lines])
    return pieces


def read_state(drive):
    """The state: what a resize may not change, and what is drawn."""
    app = drive.app
    screen = app.screen
    focused = app.focused
    session = next((s for s in app.screen_stack if hasattr(s, "conductor")), None)
    asked = getattr(session, "_answering", None)
    conductor = getattr(session, "conductor", None)
    kept = {
        "shown": type(screen).__name__,
        "focus": repr((type(focused).__name__, focused.id)) if focused else "",
        "typed": [i.value for i in screen.query(Input)],
        "chosen": [o.highlighted for o in screen.query(OptionList)],
        "rows": [repr(c.rows) + c.selected.id for c in screen.query(ChoiceList)],
        "question": repr(asked.question) if asked else "",
        "session": repr(conductor.session) if conductor else "",
        "deadline": round(alarm.at, 3) if (alarm := getattr(conductor, "_alarm", None)) else None,
    }
    words = {}
    if session is not None and not screen.is_modal and screen is session:
        now = session.conductor.now()
        seen = view_session(session.session, now, app.services.catalogue, drive.clock.wall())
        words = {"name": seen.name, "side": seen.side, "word": seen.word, "clock": seen.clock}
    keys = [bar.text() for bar in screen.query(KeyBar)]
    answers = [str(option.prompt) for o in screen.query(OptionList) for option in o.options]
    return {
        "size": list(app.size),
        "kept": kept,
        "words": words,
        "pieces": shown_pieces(app),
        "keys": keys[0] if keys else "",
        "answers": answers if screen.is_modal else [],
    }


async def perform(drive, name, *arguments):
    match name:
        case "begin":
            await drive.begin(PLAN)
        case "to":
            await drive.to(Phase(arguments[0]), arguments[1])
        case "move":
            await drive.wait(arguments[0])
        case "size":
            for _ in range(200):
                if list(drive.app.size) == list(arguments):
                    break
                await asyncio.sleep(0.005)
        case "leave":
            drive.app.exit(0)
    if name != "leave":
        await drive.pilot.pause()
    return read_state(drive)


async def main(path: str) -> int:
    clock, journal, history = ManualClock(), MemoryJournal(), MemoryHistory([a_record()])
    app = RunCoach(services(catalogue(), clock=clock, journal=journal, history=history))
    app.coach.keep_profile(Profile())
    drive = Drive(app, Settling(app), clock, journal, history)

    async def answer(reader, writer):
        while line := await reader.readline():
            try:
                # Tasks of the socket's server run outside the app's context.
                with app._context():
                    state = await perform(drive, *json.loads(line))
            except Exception:
                # Sent to the test: nobody would see it here.
                state = {"failed": traceback.format_exc()}
            writer.write(json.dumps(state).encode() + b"\n")
            await writer.drain()
        writer.close()

    server = await asyncio.start_unix_server(answer, path, limit=2**20)
    try:
        await app.run_async()
    finally:
        server.close()
    if app.defect is not None:
        raise app.defect
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1])))
