"""Generations bring back a day as it ended."""

from datetime import timedelta

from runcoach.storage.durable.generations import list_generations
from tests.storage.samples import NOW, Wall, a_record, month_file, open_test_folder


def test_yesterday_is_brought_back_whole(tmp_path):
    wall = Wall(NOW.replace(day=3))
    ends = {}
    for day in range(3, 15):
        history = open_test_folder(tmp_path, wall).history
        for count in range(3):
            history.save(a_record(f"d{day}-{count}", wall.now))
        ends[f"2026-11-{day:02}"] = month_file(tmp_path).read_bytes()
        history.close()
        wall.now += timedelta(days=1)
    kept = {g.day: g.path.read_bytes() for g in list_generations(month_file(tmp_path)) if g.day}
    assert len(kept) == 7
    for day in range(8, 15):
        assert kept[f"2026-11-{day:02}"] == ends[f"2026-11-{day - 1:02}"]
