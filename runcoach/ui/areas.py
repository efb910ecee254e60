"""The areas of the app, in the order of their digits."""

from __future__ import annotations

AREA_TITLES = {
    "today": "Today",
    "history": "History",
    "library": "Library",
    "tiers": "Tiers",
    "settings": "Settings",
}
"""Title by id; the digit of an area is its place here, from 1."""
