"""Lines of speech ready ahead of time: rendered in a thread, kept in memory and on the disk."""

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

from runcoach.device.audio.pcm import RATE, PcmError, read_wav
from runcoach.device.voice.engines import Speaker, VoiceError

FAULTS_ALLOWED = 2
"""After so many lines in a row that failed, the voice is given up."""
FILES_KEPT = 600
"""Lines on the disk; the oldest go first. About 40 MB at the most."""

Ready = Callable[["array[int]"], None]


class Lines:
    """Asks a speaker for lines, one after another, and hands each out as samples."""

    def __init__(self, speaker: Speaker, folder: Path, give_up: Callable[[str], None]) -> None:
        self._speaker = speaker
        self._folder = folder
        self._give_up = give_up
        self._known: dict[str, array[int]] = {}
        self._wanted: deque[str] = deque()
        self._asked: dict[str, list[Ready]] = {}
        self._changed = Condition()
        self._thread: Thread | None = None
        self._faults = 0
        self._closed = False

    def prepare(self, texts: Sequence[str]) -> None:
        """Render these when there is time, in this order."""
        with self._changed:
            self._wanted.extend(t for t in texts if t and t not in self._known)
            self._wake()

    def ask(self, text: str, ready: Ready) -> None:
        """Hand over a line: at once when it is known, else from the thread, as soon as it is.

        It goes before all that was only to be prepared.
        """
        with self._changed:
            samples = self._known.get(text)
            if samples is None:
                self._asked.setdefault(text, []).append(ready)
                self._wanted.appendleft(text)
                self._wake()
        if samples is not None:
            ready(samples)

    def close(self) -> None:
        """End the thread, and the program that it may wait for."""
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
            if text not in self._known:
                samples = self._make(text)
                if samples is None:
                    continue
                self._known[text] = samples
            with self._changed:
                asked = self._asked.pop(text, [])
            for ready in asked:
                ready(self._known[text])

    def _next(self) -> str | None:
        with self._changed:
            while not self._wanted and not self._closed:
                self._changed.wait()
            return None if self._closed else self._wanted.popleft()

    def _make(self, text: str) -> array[int] | None:
        """The line, from the disk or the voice; None where neither gives it."""
        path = self._folder / file_name(self._speaker.voice.name, text)
        samples = _kept(path)
        if samples is None:
            try:
                samples = self._speaker.render(text)
            except (VoiceError, OSError) as error:
                self._fault(error)
                return None
            _keep(path, samples)
        self._faults = 0
        return samples

    def _fault(self, error: Exception) -> None:
        with self._changed:
            self._faults += 1
            if self._closed or self._faults < FAULTS_ALLOWED:
                return
            self._closed = True
            self._wanted.clear()
            self._asked.clear()
        self._give_up(str(error))

    def _prune(self) -> None:
        try:
            files = sorted(self._folder.glob("*.wav"), key=lambda file: file.stat().st_mtime)
            for file in files[:-FILES_KEPT]:
                file.unlink(missing_ok=True)
        except OSError:
            return  # another app may tidy at the same time; the next start tries again


def file_name(voice: str, text: str) -> str:
    """Where a line is kept: a name made of the voice and the words."""
    return hashlib.sha256(f"{voice}\n{text}".encode()).hexdigest()[:24] + ".wav"


def _kept(path: Path) -> array[int] | None:
    try:
        return read_wav(path.read_bytes())
    except (OSError, PcmError):
        return None


def _keep(path: Path, samples: array[int]) -> None:
    """Write a line as a whole or not at all; a full disk only costs rendering it again."""
    if sys.byteorder == "big":
        samples = array("h", samples)
        samples.byteswap()
    data = io.BytesIO()
    with wave.open(data, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())
    temporary = path.with_suffix(f".{os.getpid()}.part")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data.getvalue())
        temporary.replace(path)
