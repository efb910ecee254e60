"""Movement: the skeleton at any moment between key poses.

`motion.py` builds the key poses of a whole cycle from a tempo; `interpolation.py` has the pose
between two of them. Begin with `motion.Motion.at`. No drawing here.
"""
