"""The session machine: sans-I/O, after the manner of h11.

`machine.advance(session, event, now)` is the whole interface: it returns the next session and the
alerts since the last call. A `Session` is a frozen value that holds deadlines, never counters;
nothing here reads a clock, so one late call gives the same result as many early ones.

Reading order: `session` (the state) and `events` (what can happen), `machine` (theory of
operation), `transition_table` (every legal pair of phase and event), then the transitions
themselves: `transitions` (keys, clock, pauses, answers) and `plan_edits` (skip, redo, revise,
pain). They use `cursor` (entering blocks, pausing) and `recording` (set and session records);
`timing` holds every duration, `alerts` the kinds of alert, `undo` the inverse events, and
`block_layout` builds blocks from tiers. Imports `core.model` alone; no I/O and no clock.
"""
