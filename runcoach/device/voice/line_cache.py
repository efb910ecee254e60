"""Rendered lines of speech: made ahead in a thread, kept in memory and on the disk."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import sys
import wave
from array import array
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Condition, Thread

from runcoach.device.audio.pcm import SAMPLE_RATE, PcmError, read_wav
from runcoach.device.voice.engines import VoiceError, VoiceRunner

MAX_FAULTS = 2
"""The voice is given up after so many consecutive failures."""
MAX_FILES = 600
"""Lines kept on the disk; the oldest are deleted first. About 40 MB at most."""

OnReady = Callable[["array[int]"], None]


class LineCache:
    """Renders lines one after another in a thread, and hands them out as samples."""

    def __init__(self, speaker: VoiceRunner, folder: Path, give_up: Callable[[str], None]) -> None:
        self._speaker = speaker
        self._folder = folder
        self._give_up = give_up
        self._rendered: dict[str, array[int]] = {}
        self._wanted: deque[str] = deque()
        self._asked: dict[str, list[OnReady]] = {}
        self._changed = Condition()
        self._thread: Thread | None = None
        self._faults = 0
        self._closed = False

    def prepare(self, texts: Sequence[str]) -> None:
        """Render lines when there is time, in this order."""
        with self._changed:
            self._wanted.extend(t for t in texts if t and t not in self._rendered)
            self._wake()

    def request(self, text: str, ready: OnReady) -> None:
        """Call `ready` with a line: at once if it is cached, else from the thread once rendered.

        Requested lines are rendered before those that are only prepared.
        """
        with self._changed:
            samples = self._rendered.get(text)
            if samples is None:
                self._asked.setdefault(text, []).append(ready)
                self._wanted.appendleft(text)
                self._wake()
        if samples is not None:
            ready(samples)

    def close(self) -> None:
        """End the thread and the program it may be waiting for."""
        with self._changed:
            self._closed = True
            self._wanted.clear()
            self._asked.clear()
            self._changed.notify()
        self._speaker.close()
        if self._thread is not None:
            self._thread.join(1.0)

    def _wake(self) -> None:
        if self._closed or not self._wanted:
            return
        if self._thread is None:
            self._thread = Thread(target=self._run, name="lines", daemon=True)
            self._thread.start()
        self._changed.notify()

    def _run(self) -> None:
        self._prune()
        while (text := self._next()) is not None:
            if text not in self._rendered:
                samples = self._make(text)
                if samples is None:
                    continue
                self._rendered[text] = samples
            with self._changed:
                asked = self._asked.pop(text, [])
            for ready in asked:
                ready(self._rendered[text])

    def _next(self) -> str | None:
        with self._changed:
            while not self._wanted and not self._closed:
                self._changed.wait()
            return None if self._closed else self._wanted.popleft()

    def _make(self, text: str) -> array[int] | None:
        """Get a line from the disk or the voice; None if neither has it."""
        path = self._folder / line_file_name(self._speaker.voice.name, text)
        samples = _read_cached(path)
        if samples is None:
            try:
                samples = self._speaker.render(text)
            except (VoiceError, OSError) as error:
                self._fault(error)
                return None
            _write_cached(path, samples)
        self._faults = 0
        return samples

    def _fault(self, error: Exception) -> None:
        with self._changed:
            self._faults += 1
            if self._closed or self._faults < MAX_FAULTS:
                return
            self._closed = True
            self._wanted.clear()
            self._asked.clear()
        self._give_up(str(error))

    def _prune(self) -> None:
        try:
            files = sorted(self._folder.glob("*.wav"), key=lambda file: file.stat().st_mtime)
            for file in files[:-MAX_FILES]:
                file.unlink(missing_ok=True)
        except OSError:
            return  # another instance may be pruning too; the next start tries again


def line_file_name(voice: str, text: str) -> str:
    """The name of the file a line is kept in, derived from the voice and the words."""
    return hashlib.sha256(f"{voice}\n{text}".encode()).hexdigest()[:24] + ".wav"


def _read_cached(path: Path) -> array[int] | None:
    try:
        return read_wav(path.read_bytes())
    except (OSError, PcmError):
        return None


def _write_cached(path: Path, samples: array[int]) -> None:
    """Write a line completely or not at all; if the disk is full it is rendered again next time."""
    if sys.byteorder == "big":
        samples = array("h", samples)
        samples.byteswap()
    data = io.BytesIO()
    with wave.open(data, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)
        out.writeframes(samples.tobytes())
    temporary = path.with_suffix(f".{os.getpid()}.part")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data.getvalue())
        temporary.replace(path)
