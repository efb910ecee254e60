"""Session plans for a request: what to do today, at which tier, for how long, and why.

Begin with `propose`, which answers a `request` for an athlete with a plan and its reasons: a
programme's session, or one that `selection` makes for the day from `picks` among `candidates`,
with as many sets as `time_fit` allows. `prescriptions` gives each slot its tier and dose, and
`compose` and `warm_up` turn the outline into blocks. During a session `replan` and `substitutes`
build the new tail of a changed plan.

It may import every other package of `core` except `merging`. No I/O and no wall clock: the same
request, athlete and moment always give the same plan.
"""
