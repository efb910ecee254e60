"""The Settings area: what this device does, as against the profile, which is the person's.

Everything is in `screen`: `ROWS` names each field of `core.model.settings.Settings` with its label,
its help and its values. A new setting needs its field there and its row here.
"""
