"""Vectors in the space of figures: x right, y up, z towards the viewer, in body heights."""

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
    """The dot product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """The cross product."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def length(a: Vec) -> float:
    """The length of a vector."""
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec, instead: Vec = UP) -> Vec:
    """The direction of a vector, or `instead` if its length is zero."""
    size = length(a)
    if size < 1e-9:
        return instead
    return (a[0] / size, a[1] / size, a[2] / size)


def perpendicular(direction: Vec, axis: Vec, instead: Vec) -> Vec:
    """The component of a direction perpendicular to an axis, normalized."""
    return unit(along(direction, axis, -dot(direction, axis)), instead)


def lerp(a: Vec, b: Vec, share: float) -> Vec:
    """Linear interpolation from a to b; `share` is 0 to 1."""
    return mix(a, 1.0 - share, b, share)


def slerp(a: Vec, b: Vec, share: float) -> Vec:
    """Spherical interpolation from a to b; the length changes linearly, `share` is 0 to 1."""
    size_a, size_b = length(a), length(b)
    if size_a < 1e-9 or size_b < 1e-9:
        return lerp(a, b, share)
    cosine = max(-1.0, min(1.0, dot(a, b) / (size_a * size_b)))
    angle = math.acos(cosine)
    if angle < 1e-4 or angle > math.pi - 1e-3:
        return lerp(a, b, share)
    size = size_a + (size_b - size_a) * share
    sine = math.sin(angle)
    return mix(
        a,
        math.sin((1.0 - share) * angle) / sine * size / size_a,
        b,
        math.sin(share * angle) / sine * size / size_b,
    )
