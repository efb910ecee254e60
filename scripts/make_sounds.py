"""Generates the alert sounds, one short WAV each, with the same bytes on every run.

    python scripts/make_sounds.py [FOLDER]

They are one family: notes of the C major pentatonic scale, struck like small wooden bars. By ear
they differ in the number of notes, their direction (up, down, level), speed and register; loudness
and timbre only help.

Two sounds may coincide and are mixed. "Ready" always begins when an exercise is done: its two soft
low notes are the bass of the other's chord, so that together they form one cadence.
"""

from __future__ import annotations

import math
import sys
import wave
from array import array
from pathlib import Path

from msgspec import Struct

RATE = 22050
FOLDER = Path(__file__).resolve().parent.parent / "assets" / "sounds"

C4, D4, G4, A4 = 261.63, 293.66, 392.00, 440.00
C5, D5, E5, G5, A5 = 523.25, 587.33, 659.26, 783.99, 880.00
C6, E6 = 1046.50, 1318.51

BAR = ((1.0, 1.0), (2.0, 0.28), (3.0, 0.10))
"""Partials of a struck bar: multiple of the pitch, strength."""
BREATH = ((1.0, 1.0), (2.0, 0.08))
"""Partials of a glide: nearly a pure tone, so that the movement of the pitch is heard."""


class Note(Struct, frozen=True):
    """One note: start and length in ms, pitch in Hz, and for a glide the pitch it ends on."""

    start: int
    length: int
    pitch: float
    to: float = 0.0
    level: float = 0.65
    attack: int = 6
    partials: tuple[tuple[float, float], ...] = BAR


def strike(pitches: tuple[float, ...], apart: int, length: int, last: int = 0) -> list[Note]:
    """Make notes `apart` ms apart; the last one may ring longer."""
    count = len(pitches)
    return [
        Note(i * apart, (last or length) if i == count - 1 else length, pitch)
        for i, pitch in enumerate(pitches)
    ]


def glide(pitch: float, to: float) -> list[Note]:
    """Make a short, soft glide: half of a rep."""
    return [Note(0, 170, pitch, to, level=0.25, attack=20, partials=BREATH)]


SOUNDS: dict[str, list[Note]] = {
    "ready": [Note(0, 420, C4, level=0.5, attack=30), Note(150, 400, G4, level=0.5, attack=30)],
    "tick": [Note(0, 70, E5)],
    "go": strike((G5, C6), 90, 110, 480),
    "halfway": strike((A4, A4), 190, 200, 240),
    "last_five": [Note(0, 90, C6, level=0.6)],
    "moment": strike((E5, A5, E5), 120, 130, 300),
    "last_set": strike((E5, E5, A5), 130, 140, 300),
    "cue": [Note(0, 480, D5, level=0.3, attack=120, partials=BREATH)],
    "rep_down": glide(A4, D4),
    "rep_up": glide(D5, A5),
    "switch": strike((A5, D5, A5, D5), 105, 120, 200),
    "rest": strike((G5, E5, C5), 170, 220, 360),
    "rest_ten": strike((C6, C6, C6), 75, 70, 110),
    "set_done": [Note(0, 380, pitch, level=0.28) for pitch in (C5, G5, E6)],
    "exercise_done": strike((C5, E5, G5), 120, 150, 360),
    "session_done": strike((C5, E5, G5, A5, C6), 95, 130, 320),
    "paused": [Note(0, 260, G4, attack=20), Note(220, 460, C4, attack=20)],
}


def render(notes: list[Note]) -> array[int]:
    """Mix notes to 16-bit samples; each one fades in and out."""
    total = max(note.start + note.length for note in notes) * RATE // 1000
    mix = [0.0] * total
    for note in notes:
        first = note.start * RATE // 1000
        count = note.length * RATE // 1000
        attack = note.attack * RATE / 1000
        release = min(count / 3, 0.03 * RATE)
        weight = sum(strength for _, strength in note.partials)
        phase = 0.0
        for i in range(min(count, total - first)):
            along = i / count
            pitch = note.pitch * (note.to / note.pitch) ** along if note.to else note.pitch
            body = 1.0 if note.partials is BREATH else math.exp(-3.5 * along)
            edge = min(1.0, i / attack, (count - 1 - i) / release)
            tone = sum(
                strength * math.sin(multiple * phase) for multiple, strength in note.partials
            )
            mix[first + i] += (
                note.level * body * (0.5 - 0.5 * math.cos(math.pi * edge)) * (tone / weight)
            )
            phase += 2 * math.pi * pitch / RATE
    return array("h", (round(32767 * max(-1.0, min(1.0, value))) for value in mix))


def write(path: Path, samples: array[int]) -> None:
    """Write a mono WAV of 16-bit little-endian samples."""
    if sys.byteorder == "big":
        samples = array("h", samples)
        samples.byteswap()
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())


def main(folder: Path = FOLDER) -> None:
    """Write every sound to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, notes in SOUNDS.items():
        write(folder / f"{name}.wav", render(notes))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
