"""The history as a table for spreadsheets: one row a set, UTF-8 with a byte order mark.

`writer.py` has the columns and writes them, `reader.py` reads them back, also after a spreadsheet
has saved the file with semicolons; `plan_columns.py` holds the columns of the plan. To add a
column, begin in `writer.py`, and list it in `reader.OPTIONAL_COLUMNS` so that older files still
open. Column names are a public format and never change.
"""
