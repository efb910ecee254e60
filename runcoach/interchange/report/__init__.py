"""The report: one page of Markdown for a physiotherapist or trainer.

`report.py` selects what goes on the page, `text.py` formats values and tables. Figures come from
`core.history`; nothing is computed here.
"""
