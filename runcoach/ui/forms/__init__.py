"""Forms: rows with a value to turn or to type, and the sheets that hold them.

`fields` are the values (pure: a number, a date, a choice, text), `form` is the widget that edits
them, and `form_sheet` the modal screen around it. `choices` is the simpler widget for rows that are
only turned. `sheet` asks one question with a list of answers, `note_sheet` for one line of text.

Nothing here knows what it asks about: labels, values and results come from the caller.
"""
