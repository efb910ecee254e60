"""The catalogue: exercise and programme files in TOML, as core's values, every mistake named.

Begin with `loader`, which reads the built-in files and the person's own over them, and
`compiled_cache`, which saves that work at most starts. `exercise_file` and `programme_file` turn
one file into its value, `schema` has the keys of an exercise file, `toml_tables` merges tables,
`problems` words the mistakes. Figures are read only when shown: `figure_table` and `figure_cache`.
`exercises_json` is the document of `runcoach exercises --json`.

A file with a mistake is left out and becomes one `Problem`; it never stops the app. Nothing here
writes, except the cache. Of ours it imports only `core` and `figures`.
"""
