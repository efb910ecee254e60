"""The sound bank: one short sound for each kind of alert."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from importlib.resources.abc import Traversable

from runcoach.core.session.alerts import AlertKind
from runcoach.device.audio.pcm import PcmError, read_wav

SoundBank = Mapping[AlertKind, "array[int]"]


def load_sound_bank(folder: Traversable) -> SoundBank:
    """Load the samples of each kind of alert from `<kind>.wav` in a folder.

    Raises:
        OSError: a file is missing or can't be read.
        PcmError: a file is not a WAV; the message names it.
    """
    bank = {}
    for kind in AlertKind:
        file = folder / f"{kind}.wav"
        try:
            bank[kind] = read_wav(file.read_bytes())
        except PcmError as error:
            raise PcmError(f"{kind}.wav: {error}") from error
    return bank
