"""Poses: from the few numbers that a person writes to a skeleton.

`sketch.py` is the written form, `resolve.py` fills in what it leaves open, `pose.py` is the
result, `inverse_kinematics.py` solves it to a skeleton, and `transforms.py` mirrors, shifts and
turns. Begin with `pose.py`. No time and no drawing here.
"""
