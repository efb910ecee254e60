"""The time to compose the day's session from ten years of history, as once in every start.

Run as a program with the data folder as its argument; prints milliseconds.
"""

import gc
import sys
import time
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from runcoach.catalogue.compiled_cache import load_catalogue
from runcoach.core.coach.athlete import RECENT_SESSIONS, Athlete
from runcoach.core.coach.programme_progress import count_programme_sessions
from runcoach.core.model.profile import Experience, Load, Profile
from runcoach.core.planner.propose import propose_session
from runcoach.core.planner.request import SessionRequest
from runcoach.resources import assets_folder
from runcoach.storage.data_folder import open_history

OWNER = Profile(Experience.SOME, ("step", "band"), (Load(8, 2), Load(16, 1, "kettlebell")), 25)


def now() -> datetime:
    return datetime.now().astimezone()


def composing_s(data: Path) -> float:
    """Seconds for the first proposal: the day, the selection, its reasons and the plan."""
    history = open_history(data, wall=now, writer=False)
    known = Athlete(
        load_catalogue(assets_folder(), None),
        now(),
        OWNER,
        history=history.recent(RECENT_SESSIONS),
        programme_sessions=count_programme_sessions(history.entries()),
    )
    begun = time.perf_counter()
    propose_session(SessionRequest(), known)
    return time.perf_counter() - begun


if __name__ == "__main__":
    gc.disable()  # As in a start, until the first frame.
    print(f"{composing_s(Path(sys.argv[1])) * 1e3:.3f}")
