"""The screen of a session in progress, with its keys, its sheets and the question of each rest.

Begin with `screen`: it turns keys into events for the conductor. `view_model` is pure and holds
every word and number of one moment; `presenter` puts them on the `board`, paints them and arms the
timer for the next change. `set_question`, `answer_editor` and `question_row` are the question of a
rest: its value, its editing, its drawing. `sheets` opens the modal screens (pain, leaving, notes);
`keys` has the bindings and which of them act now.

No rule of training or of the session machine belongs here (`core`), nor anything that must run
without a screen (`runner`). No disk, sound or catalogue files: these come through `services`.
"""
