"""Sound, voice, bell and wake lock of the machine: the implementation of `core.ports.Device`.

Begin with `laptop.py`: it opens everything, schedules alerts and spoken lines by their due time,
and falls back to the terminal's bell when a part is missing or fails. Below it:

- `audio/`: WAVs to samples, the mixer, and the sound device it plays on;
- `voice/`: the words for an alert, and the system's speech program that renders them;
- `bell.py` and `timer_thread.py`: what is not played as samples;
- `keep_awake.py`, `clock.py`: the wake lock and the clocks;
- `sound_check.py`: plays everything once, for `doctor --sound`.

Imports `core` only; miniaudio and wakepy are imported when they are first needed. No rules, no
wall-clock decisions and nothing of Textual: a fault here becomes one line, never an exception.
"""
