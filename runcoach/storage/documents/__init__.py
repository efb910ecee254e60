"""The small JSON documents beside the history, and the values in them.

Begin with `documents`, which implements the port `Documents`: reading and patching by name.
`settings` and `coach` turn documents into core's values; a mistake in a file written by hand costs
one value and gives one clear line. `profile_checks` has the checks of `profile.json`,
`programme_file` writes the person's own programmes as TOML.
"""
