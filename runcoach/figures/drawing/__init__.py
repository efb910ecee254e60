"""Drawing: a skeleton and its props as tapered shapes, and shapes as characters with roles.

`flesh.py`, `props.py`, `held_loads.py` and `marks.py` yield shapes; `raster.py` fills quadrants
with them; `cells.py` picks a character and two roles for each cell. Begin with
`raster.rasterize`. No colours here: the theme maps each `CellRole` to one.
"""
