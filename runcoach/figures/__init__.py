"""Figures: the moving person of an exercise, computed from a few numbers and drawn as cells.

The way of one picture, and the order to read in:

1. `body/skeleton.py`: fixed limb lengths, the joints of one moment, limbs solved to a point.
2. `pose/sketch.py`: a pose as an exercise file writes it; `pose/resolve.py` makes it a `Pose`, and
   `pose/inverse_kinematics.py` the skeleton that takes this pose.
3. `motion/motion.py`: key poses and a tempo become the skeleton at any second of a rep;
   `motion/tempo_notes.py` words what a tempo asks for.
4. `drawing/flesh.py` and `drawing/props.py`: a skeleton and its props become tapered shapes;
   `drawing/marks.py` has arrows, the ring of a hold and the notes;
   `drawing/raster.py` and `drawing/cells.py` turn shapes into quadrant characters with roles.
5. `figure.py` ties them together, begin there: `frame_figure(figure, 40, 18).frame(seconds)`.

Lengths are in body heights, angles in degrees, times in seconds. Pure: imports nothing of ours
outside this package and nothing of Textual; colours are roles, which the theme maps.
"""
