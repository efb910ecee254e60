"""The settings of this device, read from their document; what is not ours is passed over."""

from __future__ import annotations

import dataclasses

import msgspec

from runcoach.core.ports import Documents
from runcoach.core.settings import Settings


def read_settings(documents: Documents) -> Settings:
    """The settings; a value of the wrong type or out of bounds counts as not set."""
    settings = Settings()
    stored = documents.read("settings")
    for field in dataclasses.fields(Settings):
        if field.name not in stored:
            continue
        one = {**dataclasses.asdict(settings), field.name: stored[field.name]}
        try:
            settings = msgspec.convert(one, Settings)
        except msgspec.ValidationError:
            # A hand-edited value: the default does, and the file keeps what it says.
            continue
    return settings
