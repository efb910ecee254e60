"""Vectors in the figures' space: x to the right, y up, z towards the viewer; body heights."""

from __future__ import annotations

import math

Vec = tuple[float, float, float]

ORIGIN: Vec = (0.0, 0.0, 0.0)
UP: Vec = (0.0, 1.0, 0.0)


def plus(a: Vec, b: Vec) -> Vec:
    """The sum of two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def minus(a: Vec, b: Vec) -> Vec:
    """The vector from b to a."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def along(a: Vec, direction: Vec, distance: float) -> Vec:
    """The point at a distance from a, in a direction."""
    return (
        a[0] + direction[0] * distance,
        a[1] + direction[1] * distance,
        a[2] + direction[2] * distance,
    )


def mix(a: Vec, share_a: float, b: Vec, share_b: float) -> Vec:
    """The weighted sum of two vectors."""
    return (
        a[0] * share_a + b[0] * share_b,
        a[1] * share_a + b[1] * share_b,
        a[2] * share_a + b[2] * share_b,
    )


def dot(a: Vec, b: Vec) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """The vector product."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def length(a: Vec) -> float:
    """The length of a vector."""
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec, instead: Vec = UP) -> Vec:
    """The direction of a vector, or another one where it has none."""
    size = length(a)
    if size < 1e-9:
        return instead
    return (a[0] / size, a[1] / size, a[2] / size)


def across(direction: Vec, axis: Vec, instead: Vec) -> Vec:
    """The part of a direction that is square to an axis, as a direction."""
    return unit(along(direction, axis, -dot(direction, axis)), instead)


def between(a: Vec, b: Vec, share: float) -> Vec:
    """The point at a share (0 to 1) of the straight way from a to b."""
    return mix(a, 1.0 - share, b, share)


def swung(a: Vec, b: Vec, share: float) -> Vec:
    """The vector at a share of the way from a to b on an arc; its length changes evenly."""
    size_a, size_b = length(a), length(b)
    if size_a < 1e-9 or size_b < 1e-9:
        return between(a, b, share)
    cosine = max(-1.0, min(1.0, dot(a, b) / (size_a * size_b)))
    angle = math.acos(cosine)
    if angle < 1e-4 or angle > math.pi - 1e-3:
        return between(a, b, share)
    size = size_a + (size_b - size_a) * share
    sine = math.sin(angle)
    return mix(
        a,
        math.sin((1.0 - share) * angle) / sine * size / size_a,
        b,
        math.sin(share * angle) / sine * size / size_b,
    )
