"""The heat map of days and the line chart of an exercise.

Each chart has a pure module that draws it into rows of `cells` (`heat_map_cells`,
`line_chart_cells` with `line_chart_scale`), and a widget with a selection that renders those rows
(`heat_map`, `line_chart`). Begin with `cells`, then either pair.

A chart knows neither the history nor the app; a test reads its axes back from the cells.
"""
