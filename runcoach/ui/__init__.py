"""The Textual app: one package an area or subject, with its screens, texts and styles together.

Begin with `app` (areas and messages), `areas` (the table of the areas) and `app_shell` (what every
screen may ask of the app). A screen opens one of another subject by posting `messages.Open` with a
destination, which `navigation` resolves; it never imports it. `services` holds the ports to the
outside, `coach` the coach as the screens use it. Shared by all: `widgets`, `forms`, `charts`,
`big_type`, `text` and `help`. Every use of a private name of Textual is in `textual_internals`.

Nothing here imports storage, catalogue, device, interchange or tinydb: the command line passes
them in, wired, as `services`.
"""
