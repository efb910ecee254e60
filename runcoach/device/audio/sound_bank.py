"""The bank: one short sound for each kind of alert."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from importlib.resources.abc import Traversable

from runcoach.core.session.alerts import AlertKind
from runcoach.device.audio.pcm import PcmError, read_wav

Bank = Mapping[AlertKind, "array[int]"]


def load_bank(folder: Traversable) -> Bank:
    """Samples by kind, from `<kind>.wav` in a folder (a path will do).

    Raises:
        OSError: a file is missing or can't be read.
        PcmError: a file is no WAV; the message names it.
    """
    bank = {}
    for kind in AlertKind:
        file = folder / f"{kind}.wav"
        try:
            bank[kind] = read_wav(file.read_bytes())
        except PcmError as error:
            raise PcmError(f"{kind}.wav: {error}") from error
    return bank
