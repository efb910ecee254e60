"""The journal: the newest wins, nobody waits for the disk, what was acknowledged is there."""

import errno
import json
import queue
import shutil
import threading

import pytest
from msgspec.structs import replace

from runcoach.core.model.dose import TempoPhase, Unit
from runcoach.core.model.exercise import Kind, Position, TierName
from runcoach.core.model.plan import Block, BlockKind, Plan, Role, Side
from runcoach.core.session.machine import begin_session
from runcoach.core.session.session import Interruption, Phase
from runcoach.storage.durable.atomic_write import Disk
from runcoach.storage.journal.journal import FileJournal
from tests.storage.samples import NOW, Wall, a_record, a_set, open_test_folder

LONG = 20
"""A timeout in seconds that nothing here should reach."""


def a_session(id="one", sets=0):
    blocks = (
        Block("r1", BlockKind.READY, 12.0, name="Squat", position=Position.STANDING),
        Block(
            "b1",
            BlockKind.WORK,
            60.0,
            role=Role.MAIN,
            exercise="squat",
            tier=TierName.CHALLENGE,
            measure=Kind.REPS,
            side=Side.BOTH,
            unit=Unit.REPS,
            target=10,
            tempo=(TempoPhase("low", 3.0), TempoPhase("stand", 2.0)),
            equipment=("kettlebell",),
        ),
    )
    plan = Plan("Legs 20", blocks, 1200, ("because",), "legs", "a")
    session = begin_session(plan, id=id, started_at=NOW.isoformat(), hands_free=True)
    return replace(session, sets=tuple(a_set(f"{id}:{n}") for n in range(sets)))


class GatedDisk(Disk):
    """Blocks at each new file until the test lets it go on, or makes it fail."""

    def __init__(self):
        super().__init__(windows=False)
        self.arrived = threading.Semaphore(0)
        self.verdicts = queue.Queue()

    def create(self, path):
        if path.name == ".active.json.new":
            self.arrived.release()
            fault = self.verdicts.get(timeout=LONG)
            if fault is not None:
                raise fault
        return super().create(path)


class Bell:
    """A timer that fires when the test calls it."""

    def __init__(self):
        self.armed = []

    def __call__(self, seconds, ring):
        bell = self

        class Armed:
            def start(self):
                bell.armed.append((seconds, ring, self))

            def cancel(self):
                bell.armed = [one for one in bell.armed if one[2] is not self]

        return Armed()


class Bench:
    """A journal, and its answers in order."""

    def __init__(self, folder, disk=None, retry_s=0.0):
        self.store = open_test_folder(folder, Wall(), disk=disk)
        self.path = folder / "active.json"
        self.bell = Bell()
        self.calls = queue.Queue()
        self.journal = FileJournal(
            self.path,
            self.store.access,
            holds=self.store.history.holds,
            deliver=self.calls.put,
            timer=self.bell,
            retry_s=retry_s,
        )
        self.answers = []

    def save(self, session, name=None):
        self.journal.save(session, lambda fault: self.answers.append((name or session.id, fault)))

    def listen(self, count=1):
        for _ in range(count):
            self.calls.get(timeout=LONG)()
        return self.answers

    def close(self):
        self.journal.close()
        self.store.history.close()


def names(answers):
    return [(name, fault and str(fault)) for name, fault in answers]


def test_a_session_comes_back_equal_with_its_moment(tmp_path):
    bench = Bench(tmp_path)
    session = replace(
        a_session(sets=2),
        cursor=1,
        phase=Phase.PAUSED,
        interruption=Interruption(Phase.WORK, 31.25, 8.75),
        phase_ends_at=None,
        note="škoda ☂",
    )
    bench.save(session)
    assert bench.listen() == [("one", None)]
    bench.close()
    waiting = Bench(tmp_path).journal.waiting()
    assert waiting.session == session
    assert abs((waiting.saved_at - NOW).total_seconds()) < 60
    wrapped = json.loads((tmp_path / "active.json").read_bytes())
    assert wrapped.keys() == {"schema", "app", "saved_at", "session"}


def test_nothing_waits_where_nothing_was_kept(tmp_path):
    bench = Bench(tmp_path / "data")
    assert bench.journal.waiting() is None
    bench.journal.clear()
    bench.close()
    assert not (tmp_path / "data").exists()


def test_a_deleted_folder_is_created_again_and_reported(tmp_path):
    folder = tmp_path / "data"
    bench = Bench(folder)
    bench.save(a_session())
    assert bench.listen() == [("one", None)]
    assert bench.store.history.notices() == ()
    shutil.rmtree(folder)
    for name in ("two", "three"):
        bench.save(a_session(), name)
        assert bench.listen()[-1] == (name, None)
    bench.close()
    notices = [n.text for n in Bench(folder).store.history.notices()]
    assert notices == [
        f"{folder} has gone, and the history in it. This session is saved in a new one."
    ]


def test_the_newest_wins_and_one_waits(tmp_path):
    disk = GatedDisk()
    bench = Bench(tmp_path, disk)
    bench.save(a_session(sets=0), "0")
    assert disk.arrived.acquire(timeout=LONG)
    for count in range(1, 6):
        bench.save(a_session(sets=count), str(count))
    assert len(bench.journal.waiting().session.sets) == 5
    assert bench.calls.empty()
    disk.verdicts.put(None)
    assert bench.listen(1) == [("0", None)]
    assert disk.arrived.acquire(timeout=LONG)
    disk.verdicts.put(None)
    assert bench.listen(5)[1:] == [(str(count), None) for count in range(1, 6)]
    assert not disk.arrived.acquire(blocking=False), "the overtaken were written too"
    bench.close()
    assert len(Bench(tmp_path).journal.waiting().session.sets) == 5


def test_an_error_is_reported_once_and_the_write_retried(tmp_path):
    disk = GatedDisk()
    bench = Bench(tmp_path, disk)
    bench.save(a_session())
    for _ in range(3):
        disk.verdicts.put(OSError(errno.ENOSPC, "full"))
    disk.verdicts.put(None)
    assert names(bench.listen(2)) == [("one", "[Errno 28] full"), ("one", None)]
    bench.close()
    assert Bench(tmp_path).journal.waiting()


def test_a_newer_snapshot_answers_for_the_one_that_failed(tmp_path):
    disk = GatedDisk()
    bench = Bench(tmp_path, disk, retry_s=LONG)
    bench.save(a_session(sets=1), "first")
    disk.verdicts.put(OSError(errno.EIO, "no"))
    assert names(bench.listen(1)) == [("first", "[Errno 5] no")]
    bench.save(a_session(sets=2), "second")
    disk.verdicts.put(None)
    assert names(bench.listen(2)[1:]) == [("first", None), ("second", None)]
    bench.close()
    assert len(Bench(tmp_path).journal.waiting().session.sets) == 2


def test_a_slow_disk_is_reported_after_two_seconds_and_still_waited_for(tmp_path):
    disk = GatedDisk()
    bench = Bench(tmp_path, disk)
    bench.save(a_session(), "first")
    assert disk.arrived.acquire(timeout=LONG)
    bench.save(a_session(sets=1), "second")
    ((seconds, ring, _),) = bench.bell.armed
    assert seconds == 2.0
    ring()
    slow = "The disk is slow to write active.json. Still trying."
    assert names(bench.listen(2)) == [("first", slow), ("second", slow)]
    ring()
    assert bench.calls.empty(), "answered twice"
    disk.verdicts.put(None)
    disk.verdicts.put(None)
    assert bench.listen(2)[2:] == [("first", None), ("second", None)]
    bench.close()
    assert bench.bell.armed == []


def test_a_late_timer_reports_nothing(tmp_path):
    disk = GatedDisk()
    bench = Bench(tmp_path, disk)
    bench.save(a_session())
    assert disk.arrived.acquire(timeout=LONG)
    ((_, ring, _),) = bench.bell.armed
    disk.verdicts.put(None)
    bench.listen(1)
    bench.close()
    ring()
    assert bench.calls.empty()


def test_clear_forgets_what_is_written_and_what_waits(tmp_path):
    disk = GatedDisk()
    bench = Bench(tmp_path, disk)
    bench.save(a_session(), "first")
    assert disk.arrived.acquire(timeout=LONG)
    bench.save(a_session(sets=1), "second")
    bench.journal.clear()
    assert bench.journal.waiting() is None
    disk.verdicts.put(None)
    assert bench.listen(2) == [("first", None), ("second", None)]
    bench.close()
    assert not (tmp_path / "active.json").exists()


def test_a_session_after_a_cleared_one_is_kept(tmp_path):
    bench = Bench(tmp_path)
    bench.save(a_session("one"))
    bench.journal.clear()
    bench.save(a_session("two"))
    bench.listen(2)
    bench.close()
    assert Bench(tmp_path).journal.waiting().session.id == "two"


def test_closing_writes_what_is_pending_and_a_later_save_still_works(tmp_path):
    disk = GatedDisk()
    bench = Bench(tmp_path, disk)
    bench.save(a_session(sets=1))
    assert disk.arrived.acquire(timeout=LONG)
    bench.save(a_session(sets=2))
    disk.verdicts.put(None)
    disk.verdicts.put(None)
    bench.journal.close()
    assert len(bench.journal.waiting().session.sets) == 2
    bench.close()


def test_closing_over_a_dead_disk_ends(tmp_path):
    disk = GatedDisk()
    bench = Bench(tmp_path, disk, retry_s=LONG)
    bench.save(a_session())
    for _ in range(2):
        disk.verdicts.put(OSError(errno.EIO, "no"))
    bench.journal.close()
    assert names(bench.listen(1)) == [("one", "[Errno 5] no")]


def test_a_loop_that_is_gone_already_stops_nothing(tmp_path):
    bench = Bench(tmp_path)

    def closed(call):
        raise RuntimeError("Event loop is closed")

    bench.journal._deliver = closed
    bench.save(a_session())
    bench.close()
    assert Bench(tmp_path).journal.waiting()


def test_a_session_that_the_history_holds_is_dropped(tmp_path):
    bench = Bench(tmp_path)
    bench.save(a_session("one"))
    bench.listen()
    bench.store.history.save(a_record("one"))
    bench.close()
    again = Bench(tmp_path)
    assert again.journal.waiting() is None
    assert not again.path.exists()


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"one"',
        b'{"schema":1}',
        b'{"schema":"1"}',
        bytes(200),
        b"[" * 100_000,
        '{"schema":1}'.encode("utf-16"),
        b"\xff",
    ],
)
def test_a_damaged_journal_is_set_aside_and_reported(tmp_path, bad):
    (tmp_path / "active.json").write_bytes(bad)
    bench = Bench(tmp_path)
    assert bench.journal.waiting() is None
    (notice,) = bench.store.history.notices()
    assert notice.text == "The unfinished session was damaged; it is set aside, not lost."
    (aside,) = tmp_path.glob("active.json.damaged-*")
    assert aside.read_bytes() == bad
    bench.save(a_session())
    assert bench.listen() == [("one", None)]
    bench.close()


@pytest.mark.parametrize("place", ["saved_at", "started_at"])
def test_a_journal_with_a_moment_without_offset_is_set_aside_and_reported(tmp_path, place):
    bench = Bench(tmp_path)
    bench.save(a_session("one"))
    bench.listen()
    bench.close()
    snapshot = json.loads((tmp_path / "active.json").read_bytes())
    part = snapshot if place == "saved_at" else snapshot["session"]
    part[place] = part[place][:19]
    (tmp_path / "active.json").write_text(json.dumps(snapshot))
    again = Bench(tmp_path)
    assert again.journal.waiting() is None
    (notice,) = again.store.history.notices()
    assert notice.text == "The unfinished session was damaged; it is set aside, not lost."


def test_a_newer_journal_is_set_aside_whole(tmp_path):
    newer = b'{"schema":2,"session":{"all":"new"}}'
    (tmp_path / "active.json").write_bytes(newer)
    bench = Bench(tmp_path)
    assert bench.journal.waiting() is None
    assert "newer runcoach" in bench.store.history.notices()[0].text
    assert next(tmp_path.glob("active.json.damaged-*")).read_bytes() == newer


def test_the_journal_of_another_app_is_left_alone(tmp_path):
    first = Bench(tmp_path)
    first.save(a_session())
    first.listen()
    second = Bench(tmp_path, retry_s=LONG)
    assert second.journal.waiting() is None
    second.save(a_session("two"))
    ((name, fault),) = second.listen(1)
    assert name == "two"
    assert "open already" in str(fault)
    second.journal.close()
    first.close()
    assert Bench(tmp_path).journal.waiting().session.id == "one"


def test_what_another_app_kept_meanwhile_is_neither_overwritten_nor_cleared(tmp_path):
    first = Bench(tmp_path)
    first.save(a_session())
    first.listen()
    second = Bench(tmp_path, retry_s=LONG)
    second.save(a_session("two"))
    second.listen()
    first.close()
    second.save(a_session("two", sets=1), "again")
    assert "another unfinished session" in str(second.listen()[-1][1])
    second.journal.clear()
    second.close()
    third = Bench(tmp_path, retry_s=LONG)
    assert third.journal.waiting().session.id == "one"
    third.save(a_session("one", sets=1))
    assert third.listen() == [("one", None)]
    third.close()


def test_a_journal_that_cant_be_set_aside_stops_nothing_and_is_not_overwritten(tmp_path):
    class Stuck(Disk):
        def link(self, *_):
            raise OSError(errno.EROFS, "Read-only file system")

        create = replace = link

    (tmp_path / "active.json").write_bytes(b"{")
    bench = Bench(tmp_path, Stuck(windows=False), retry_s=LONG)
    assert bench.journal.waiting() is None
    assert "Read-only file system" in bench.store.history.notices()[0].text
    bench.save(a_session())
    assert isinstance(bench.listen()[0][1], OSError)
    bench.close()
    assert (tmp_path / "active.json").read_bytes() == b"{"
