"""The history in and out of other formats, one package a format.

Begin with `exporter.py` (writes JSON, CSV or the report) and `importer.py` (recognizes a file by
its content and reads it). Each format is a package of its own: `json/` for the documents that
other programs read, `csv/` for spreadsheets, `report/` for the Markdown page; `text_table.py` is
the plain table of `runcoach history`. `import_result.py` holds what an import yields and the one
error, `BadFileError`, that every reader raises: one line with file, place and fault.

Imports `core` only: values come in as records and go out as text or bytes. No screens, no
storage, no wall clock, and no existing file is ever overwritten (`new_file.py`).
"""
