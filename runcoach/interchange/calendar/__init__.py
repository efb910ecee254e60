"""Sessions and the race as an iCalendar file, which every calendar imports.

Begin with `calendar.build_calendar`. An event keeps its UID from one export to the next, so that a
calendar updates it instead of adding a second one.
"""
