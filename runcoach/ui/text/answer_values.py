"""Values that several screens offer as answers."""

from __future__ import annotations

from runcoach.core.model.body import AREAS

NOT_GIVEN = "not given"
"""The first value of a question that nobody has to answer."""
ANY = "any"
"""The value of a filter that lets everything pass."""
SESSION_MINUTES = (8, 10, 12, 15, 20, 25, 30, 45)
"""The lengths of a session that can be chosen."""
PAIN_AREAS = ("knee", *(area for area in AREAS if area != "knee"), "elsewhere")
"""The areas that exercises declare as loaded, so that they can be spared, the knee first."""
