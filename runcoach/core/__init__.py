"""The pure core: values in, values out.

`model` holds the vocabulary, `session` the machine that runs a plan, `history` what is computed
from records, `coach` the rules that decide what comes next, `planner` the composition of a plan,
and `merging` the union of two histories. Within these, an import goes only to the left:
model <- session <- history <- coach <- planner; `merging` imports model and coach. Begin with
`model`, then `session.machine`. `ports` declares the interfaces to the outside world.

Nothing but the standard library and msgspec may be imported here; no I/O, and no clock: the time
is always an argument.
"""
