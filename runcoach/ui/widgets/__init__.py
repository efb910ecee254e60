"""Widgets shared by several areas, one a module.

`row_widget` is the base of those that draw their own rows; `styled_text`, `link_row`, `key_bar` and
`virtual_list` show lines, links, keys and long lists. `figure_view` plays an exercise's figure in
step with a clock.

A widget of one area belongs in that area's package; charts, forms and big type have their own.
Widgets here get their content through `show()` and know neither services nor the app.
"""
