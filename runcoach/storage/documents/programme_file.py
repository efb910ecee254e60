"""Writes a programme as a TOML file into the person's folder, never over an existing file."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from runcoach.core.model.programme import Programme, SessionOutline, Slot


def write_programme(programme: Programme, folder: Path) -> Path:
    """Write a programme under its title, with a number appended where that name is taken.

    Raises:
        OSError: it can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stem = file_stem(programme.title)
    text = format_programme(programme)
    number = 1
    while True:
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}.toml"
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            number += 1
        else:
            return path


def file_stem(title: str) -> str:
    """A title as a file name without suffix; its prefix `mine-` avoids the built-in ids."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    return "-".join(["mine", *words])


def format_programme(programme: Programme) -> str:
    """A programme as TOML."""
    lines = [f"title = {_text(programme.title)}"]
    if programme.summary:
        lines.append(f"summary = {_text(programme.summary)}")
    if programme.focus:
        lines.append(f"focus = {_text(programme.focus)}")
    for name in ("weeks", "sessions_per_week"):
        value = getattr(programme, name)
        if value is not None:
            lines.append(f"{name} = {value}")
    lines.append(f"order = {programme.order}")
    if len(programme.sessions) == 1:
        lines += _session(programme.sessions[0])
    else:
        for outline in programme.sessions:
            lines += ["", "[[sessions]]", f"title = {_text(outline.title)}", *_session(outline)]
    return "\n".join(lines) + "\n"


def _session(outline: SessionOutline) -> list[str]:
    lines = [
        f"minutes = {outline.minutes}",
        f"warm_up_s = {outline.warm_up_s}",
        f"cool_down_s = {outline.cool_down_s}",
    ]
    for name in ("warm_up", "cool_down"):
        if getattr(outline, name):
            lines.append(f"{name} = {_texts(getattr(outline, name))}")
    lines += [f"tier = {_text(outline.tier)}", f"format = {_text(outline.format)}", "slots = ["]
    return [*lines, *(f"    {_slot(slot)}," for slot in outline.slots), "]"]


def _slot(slot: Slot) -> str:
    parts = [f"exercise = {_text(slot.exercise)}"]
    for name in ("sets", "value", "rest_s"):
        if getattr(slot, name) is not None:
            parts.append(f"{name} = {getattr(slot, name)}")
    if slot.tier is not None:
        parts.append(f"tier = {_text(slot.tier)}")
    if slot.pair:
        parts.append(f"pair = {slot.pair}")
    if slot.alternatives:
        parts.append(f"alternatives = {_texts(slot.alternatives)}")
    return f"{{ {', '.join(parts)} }}"


def _text(text: str) -> str:
    # A JSON string is a valid basic string of TOML.
    return json.dumps(str(text), ensure_ascii=False)


def _texts(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(_text(t) for t in texts)}]"
