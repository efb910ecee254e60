"""The speech programs of the systems: finding one, and rendering a line with it."""

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

from runcoach.device.audio.pcm import PcmError, normalize_level, read_wav, trim_silence

RENDER_LIMIT_S = 6.0
"""A program that takes longer for one short line is considered hung, and killed."""
WAV = "line.wav"
"""The file that a program writes, in its working directory: no path to quote."""
PEAK_LEVEL = 0.6
"""Peak level of every line, so that all voices are equally loud against the sounds."""
SAPI_SCRIPT = (
    "Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$form = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo 22050, Sixteen, Mono; "
    f"$voice.SetOutputToWaveFile((Join-Path (Get-Location) '{WAV}'), $form); "
    "$voice.Speak([Console]::In.ReadToEnd()); $voice.Dispose()"
)


class VoiceError(Exception):
    """A line could not be rendered or spoken: the program failed, hung, or wrote no sound."""


class Voice(Struct, frozen=True):
    """A speech program and its arguments. The words go to its standard input."""

    name: str
    command: tuple[str, ...]
    renders: bool = True
    """Writes `line.wav`; otherwise it speaks directly and takes the words as its last argument."""


def find_voice(which: Callable[[str], str | None], platform: str = sys.platform) -> Voice | None:
    """Find the best voice of this system, or None. Voices that render are preferred.

    Args:
        which: the path of a program, as `shutil.which`.
        platform: as `sys.platform`.
    """
    if platform == "darwin":
        candidates = [
            ("say", Voice("say", ("-o", WAV, "--data-format=LEI16@22050", "-f", "-"))),
        ]
    elif platform == "win32":
        flags = ("-NoProfile", "-NonInteractive", "-Command", SAPI_SCRIPT)
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


class VoiceRunner:
    """Runs a voice's program for one line at a time, without output, and kills it if it hangs."""

    def __init__(self, voice: Voice, limit_s: float = RENDER_LIMIT_S) -> None:
        self.voice = voice
        self._limit_s = limit_s
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def render(self, text: str) -> array[int]:
        """Render a line to samples, trimmed and levelled.

        Raises:
            VoiceError: the program failed, hung, or wrote no sound.
            OSError: the temporary file could not be created.
        """
        with TemporaryDirectory(prefix="runcoach-", ignore_cleanup_errors=True) as folder:
            self._run(self.voice.command, text, folder)
            try:
                samples = trim_silence(read_wav((Path(folder) / WAV).read_bytes()))
            except (FileNotFoundError, PcmError) as error:
                raise VoiceError(f"{self.voice.name} wrote no sound") from error
        if not samples:
            raise VoiceError(f"{self.voice.name} wrote silence")
        return normalize_level(samples, PEAK_LEVEL)

    def speak(self, text: str) -> None:
        """Speak a line now, with a voice that can't render.

        Raises:
            VoiceError: the program failed or hung.
        """
        self._run((*self.voice.command, text), "", None)

    def close(self) -> None:
        """Kill the running program and start no more."""
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
                    start_new_session=True,  # to kill it with its children
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
        return  # it has just exited on its own
