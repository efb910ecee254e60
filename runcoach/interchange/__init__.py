"""The history in and out of other formats, one package a format.

Begin with `exporter.py` (writes a text in any format), `importer.py` (reads a file of sessions) and
`activities/` (finds runs in files, folders and archives). Each format is a package of its own:
`json/` for the documents that other programs read, `csv/` for spreadsheets, `report/` for the
Markdown page, `fit/` for watches, `tracks/` for GPX and TCX, `calendar/` for iCalendar, `apps/` for
the tables of other apps; `recordings/` is what the readers of runs share. `text_table.py` and
`runs_table.py` are the plain tables of `runcoach history` and `runcoach runs`.
`import_result.py` holds what an import yields and the one
error, `BadFileError`, that every reader raises: one line with file, place and fault.

Imports `core` only: values come in as records and go out as text or bytes. No screens, no
storage, no wall clock, and no existing file is ever overwritten (`new_file.py`).
"""
