"""A run as words."""

from __future__ import annotations

from runcoach.core.model.run import KindFrom, Run, format_pace


def describe_run(run: Run) -> str:
    """`run of 18.0 km, 100 min, 5:33/km, long (judged), up 210 m, heart 148`.

    What is unknown is left out; what matters least comes last, where a narrow line ends.
    """
    judged = "" if run.kind_from is KindFrom.TOLD else " (judged)"
    pace = format_pace(run)
    parts = (
        f"run of {run.km:.1f} km" if run.km else "run",
        f"{round(run.seconds / 60)} min",
        f"{pace}/km" if pace else "",
        f"{run.kind.value}{judged}",
        f"up {run.ascent_m} m" if run.ascent_m else "",
        f"heart {run.heart_rate}" if run.heart_rate else "",
    )
    return ", ".join(part for part in parts if part)
