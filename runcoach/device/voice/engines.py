"""The system's voice: which one there is, and one line of it rendered by its program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from array import array
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from msgspec import Struct

from runcoach.device.audio.pcm import PcmError, normal, read_wav, trimmed

LIMIT_S = 6.0
"""A program that needs longer for one short line hangs, and is killed."""
WAV = "line.wav"
"""What a program is to write, in the folder it is started in: no path to quote."""
LEVEL = 0.6
"""The loudest sample of a line, so that every voice stands equally well over the sounds."""
SAPI = (
    "Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$form = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo 22050, Sixteen, Mono; "
    f"$voice.SetOutputToWaveFile((Join-Path (Get-Location) '{WAV}'), $form); "
    "$voice.Speak([Console]::In.ReadToEnd()); $voice.Dispose()"
)


class VoiceError(Exception):
    """A line could not be rendered or spoken: the program failed, hung, or wrote no sound."""


class Voice(Struct, frozen=True):
    """One program that speaks. The words go to its standard input."""

    name: str
    command: tuple[str, ...]
    renders: bool = True
    """Writes `line.wav`; otherwise it speaks by itself, and its words are its last argument."""


def find_voice(which: Callable[[str], str | None], platform: str = sys.platform) -> Voice | None:
    """The best voice of this system, or None. One that renders goes before one that can't."""
    if platform == "darwin":
        candidates = [
            ("say", Voice("say", ("-o", WAV, "--data-format=LEI16@22050", "-f", "-"))),
        ]
    elif platform == "win32":
        flags = ("-NoProfile", "-NonInteractive", "-Command", SAPI)
        candidates = [("powershell", Voice("SAPI", flags))]
    else:
        espeak = ("-v", "en", "-s", "160", "-w", WAV, "--stdin")
        candidates = [
            ("espeak-ng", Voice("espeak-ng", espeak)),
            ("espeak", Voice("espeak", espeak)),
            ("spd-say", Voice("spd-say", ("--language", "en", "--"), renders=False)),
        ]
    for program, voice in candidates:
        path = which(program)
        if path is not None:
            return Voice(voice.name, (path, *voice.command), voice.renders)
    return None


class Speaker:
    """Runs a voice's program for one line at a time, quietly, and ends what hangs."""

    def __init__(self, voice: Voice, limit_s: float = LIMIT_S) -> None:
        self.voice = voice
        self._limit_s = limit_s
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def render(self, text: str) -> array[int]:
        """Samples of a line, trimmed and levelled.

        Raises:
            VoiceError: the program failed, hung, or wrote no sound.
            OSError: there is no room for a temporary file.
        """
        with TemporaryDirectory(prefix="runcoach-", ignore_cleanup_errors=True) as folder:
            self._run(self.voice.command, text, folder)
            try:
                samples = trimmed(read_wav((Path(folder) / WAV).read_bytes()))
            except (FileNotFoundError, PcmError) as error:
                raise VoiceError(f"{self.voice.name} wrote no sound") from error
        if not samples:
            raise VoiceError(f"{self.voice.name} wrote silence")
        return normal(samples, LEVEL)

    def speak(self, text: str) -> None:
        """Let a voice that can't render speak now.

        Raises:
            VoiceError: the program failed or hung.
        """
        self._run((*self.voice.command, text), "", None)

    def close(self) -> None:
        """End the program that runs, and start no more."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                _kill(self._process)

    def _run(self, command: tuple[str, ...], text: str, folder: str | None) -> None:
        with self._lock:
            if self._closed:
                raise VoiceError("closed")
            try:
                process = self._process = subprocess.Popen(
                    command,
                    cwd=folder,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,  # so that it dies with whatever it started
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            except OSError as error:
                raise VoiceError(f"{self.voice.name} does not start") from error
        try:
            process.communicate(text.encode(), timeout=self._limit_s)
        except subprocess.TimeoutExpired as error:
            raise VoiceError(f"{self.voice.name} hangs") from error
        finally:
            with self._lock:
                self._process = None
                if process.poll() is None:
                    _kill(process)
            process.wait()
            if process.stdin is not None:
                process.stdin.close()
        if process.returncode != 0:
            raise VoiceError(f"{self.voice.name} failed")


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # it has just ended by itself
