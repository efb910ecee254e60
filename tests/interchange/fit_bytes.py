"""FIT files for tests, byte by byte: fast, and able to be as crooked as those of devices."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

EPOCH = 631065600
START = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
CRC = (
    0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
    0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
)  # fmt: skip
TYPES = {
    "enum": (0x00, "B"), "u8": (0x02, "B"), "s32": (0x85, "i"), "u16": (0x84, "H"),
    "u32": (0x86, "I"), "u32z": (0x8C, "I"),
}  # fmt: skip
FILE_ID, SPORT, SESSION, LAP, RECORD, ACTIVITY = 0, 12, 18, 19, 20, 34
RUNNING, CYCLING = 1, 2


def crc16(data: bytes) -> int:
    crc = 0
    for byte in data:
        for nibble in (byte & 15, byte >> 4):
            crc = (crc >> 4) & 0xFFF ^ CRC[crc & 15] ^ CRC[nibble]
    return crc


def stamp(moment: datetime) -> int:
    return int(moment.timestamp()) - EPOCH


class FitBytes:
    def __init__(self) -> None:
        self.body = bytearray()
        self._definitions: dict[int, bytes] = {}

    def add(self, number: int, *fields: tuple[int, str, int]) -> None:
        """Fields are (number, type, raw value); a definition is written when it changes."""
        definition = bytearray([0x40, 0, 0]) + struct.pack("<HB", number, len(fields))
        values = bytearray([0])
        for field, kind, value in fields:
            code, form = TYPES[kind]
            raw = struct.pack(f"<{form}", value)
            definition += bytes([field, len(raw), code])
            values += raw
        if self._definitions.get(0) != bytes(definition):
            self._definitions[0] = bytes(definition)
            self.body += definition
        self.body += values

    def to_bytes(self) -> bytes:
        header = struct.pack("<BBHI4s", 14, 0x20, 2132, len(self.body), b".FIT")
        header += struct.pack("<H", crc16(header))
        whole = header + bytes(self.body)
        return whole + struct.pack("<H", crc16(whole))


def a_fit_run(
    start: datetime = START,
    *,
    minutes: int = 60,
    km: float | None = 12.0,
    sport: int = RUNNING,
    sub_sport: int = 0,
    local: timedelta | None = timedelta(hours=1),
    clock_jump: timedelta = timedelta(),
    pause_s: int = 0,
    every_s: int = 10,
    points: bool = True,
    session: bool = True,
    file_type: int = 4,
    place: tuple[float, float] | None = (50.08, 14.43),
) -> bytes:
    """A run at an even pace. The jump is how far the clock was behind for the first minute."""
    fit = FitBytes()
    first = start - clock_jump
    fit.add(
        FILE_ID, (0, "enum", file_type), (1, "u16", 255), (3, "u32z", 7), (4, "u32", stamp(first))
    )
    seconds = minutes * 60
    fit.add(SPORT, (0, "enum", sport), (1, "enum", sub_sport))
    for at in range(0, seconds + 1, every_s) if points else ():
        moment = start + timedelta(seconds=at + (pause_s if at > seconds // 2 else 0))
        fields = [(253, "u32", stamp(moment - clock_jump if at < 60 else moment))]
        if km is not None:
            fields.append((5, "u32", round(km * 1000 * 100 * at / seconds)))
        if place is not None:
            north = place[0] + (km or 0) / 111.2 * at / seconds
            fields += [
                (0, "s32", round(north * 2**31 / 180)),
                (1, "s32", round(place[1] * 2**31 / 180)),
            ]
        fields += [(2, "u16", (200 + 500) * 5), (3, "u8", 150)]
        fit.add(RECORD, *fields)
    end = start + timedelta(seconds=seconds + pause_s)
    if session:
        elapsed = max(seconds + pause_s, int((end - first).total_seconds()))
        fields = [
            (253, "u32", stamp(end)), (2, "u32", stamp(first)), (7, "u32", elapsed * 1000),
            (8, "u32", (seconds + (elapsed - seconds - pause_s)) * 1000),
            (5, "enum", sport), (6, "enum", sub_sport), (16, "u8", 150), (17, "u8", 171),
            (22, "u16", 85),
        ]  # fmt: skip
        if km is not None:
            fields.append((9, "u32", round(km * 100_000)))
        fit.add(SESSION, *fields)
        activity = [(253, "u32", stamp(end)), (0, "u32", seconds * 1000), (1, "u16", 1)]
        if local is not None:
            activity.append((5, "u32", stamp(end + local)))
        fit.add(ACTIVITY, *activity)
    return fit.to_bytes()
