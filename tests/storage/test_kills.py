"""Kills at random moments, and a real limit on the size of files, in subprocesses."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.samples import a_record, month_file, open_test_folder

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and resource limits")

FULL = """
import resource, sys
from pathlib import Path
from tests.storage.samples import a_record, open_test_folder
history = open_test_folder(Path(sys.argv[1])).history
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
saved = 0
try:
    for number in range(100):
        history.save(a_record(f"s{number}"))
        saved += 1
except OSError as fault:
    print(saved, fault.errno, len(history.entries()))
"""


def test_a_dozen_kills_lose_nothing_acknowledged():
    outcome = subprocess.run(
        [sys.executable, "tests/bench/kills.py", "--kills", "14", "--within", "0.04"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert "14 kills" in outcome.stdout


def test_a_full_disk_leaves_the_last_good_file(tmp_path):
    outcome = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    saved, _, listed = map(int, outcome.stdout.split())
    assert saved == listed > 0
    assert month_file(tmp_path).stat().st_size <= 4096
    history = open_test_folder(tmp_path).history
    assert {entry.id for entry in history.entries()} == {f"s{n}" for n in range(saved)}
    history.save(a_record("after"))
    assert history.notices() == ()
