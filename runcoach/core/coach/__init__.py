"""What the coach knows of an athlete and what it decides: progression, pain, layoffs, the week.

Begin with `athlete`, which gathers the profile, notebook and history of a person at a moment, and
with `rulebook`, which has the sentence and source of every rule, the planner's included. After a
session `after_session` updates the `notebook`; `progression` judges each exercise by its
`exercise_case`, made from the `evidence`, and proposes a step on the `ladder` (`decisions`);
`forecast` repeats that for sessions ahead.
`schedule`, `pain`, `layoffs` and `jump_clearance` decide what a day allows; `training_day` hands
that to the planner.

It may import `core.model`, `core.session` and `core.history`, not the planner. No I/O and no wall
clock: moments are arguments.
"""
