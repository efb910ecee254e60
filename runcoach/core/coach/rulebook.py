"""The rule book: every rule's id, its sentence for the person, and where it is from.

Sources: `article` is one of the articles that runcoach grew from, `practice` common coaching
practice, and the rest are studies by name and year.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct


class Rule(Struct, frozen=True):
    """One rule, with the figures of a case left open as `{names}`."""

    id: str
    sentence: str
    source: str


class Why(Struct, frozen=True):
    """A rule applied: what the screen shows when asked why."""

    rule: str
    sentence: str
    source: str

    def __str__(self) -> str:
        """The sentence alone."""
        return self.sentence


_ALL = (
    # Up
    Rule("up-two", "{to}: met twice, form kept.", 'practice; "overload too soon", article'),
    Rule(
        "up-at-once",
        "{to}: far beyond the target, and easy.",
        '"15 with ease is too light", article',
    ),
    Rule("up-load", "{to}: the next load, a small step.", "ACSM 2009: loads rise by 2 to 10 %"),
    Rule("up-far-load", "{to}: a big step in load, so fewer reps.", "ACSM 2009; practice"),
    Rule("up-slow", "{to}: the next load is far off yet.", "practice"),
    # Hold
    Rule("hold-evidence", "Stays at {at}: met once more, it rises.", "practice"),
    Rule("hold-hard", "Stays at {at} until it feels right twice.", "practice"),
    Rule("hold-assumed", "Stays at {at}: not every set was answered.", "practice"),
    Rule("hold-unfinished", "Stays at {at}: not every set was done.", "practice"),
    Rule("hold-form", "Stays at {at}: form first.", '"Prioritize your form", article'),
    Rule("hold-pain", "Stays at {at}: it hurt.", '"push through pain": a don\'t, article'),
    Rule(
        "hold-turn",
        "Stays at {at}: few rise at once, its turn comes.",
        '"overload too soon", article',
    ),
    Rule("hold-first-two", "Stays at {at}: the first two sessions are easy.", "practice"),
    Rule("hold-lighter", "Stays at {at}: this is the lighter week.", "practice"),
    Rule("hold-race", "Stays at {at}: nothing new before the race.", "practice"),
    Rule(
        "hold-power",
        "Stays at {at}: jumps need a base first.",
        '"strength must be present", article',
    ),
    Rule("hold-declined", "Stays at {at}: you said not yet.", "your choice"),
    Rule("hold-top", "Stays at {at}: the top with what you own.", "practice"),
    Rule("hold-floor", "Stays at {at}: try another of its kind.", "practice"),
    Rule("hold-elsewhere", "Stays at {at}: today was at another dose.", "practice"),
    # Down
    Rule("down-two", "{to}: two sessions in a row fell short.", "practice"),
    Rule("down-form", "{to}: form was lost twice.", '"Prioritize your form", article'),
    Rule("down-failed", "{to}: every set failed.", "practice"),
    # A break
    Rule("break-same", "{days} days off: the same again.", "practice"),
    Rule("break-step", "{days} days off: one step easier today.", "practice"),
    Rule("break-start", "{days} days off: back to the tier's start.", "practice"),
    # The person's own words
    Rule("own-ill", "Ill for {days} days: {what}.", "practice"),
    Rule("own-easy", "Too easy, you said: one step up.", "your choice"),
    Rule("own-hard", "Too hard, you said: one step down.", "your choice"),
    # Pain
    Rule("pain-today", "Spared today: {area}.", "article"),
    Rule("pain-end", "That is enough for today. Save what you did?", "article"),
    Rule("pain-aside", "{area}: set aside until it is quiet.", "practice"),
    Rule("pain-professional", "{area} hurt twice: have it looked at first.", "practice"),
    Rule("pain-return", "{area} is quiet again: back, one step lower.", "practice"),
    Rule("pain-swapped", "{name} in for {out}: it spares the {area}.", "practice"),
    Rule("pain-dropped", "{out} left out: it loads the {area}.", "practice"),
    # Soreness
    Rule(
        "sore-moderate",
        "Still sore: one set of what is sore.",
        "article: soreness is normal; practice",
    ),
    Rule("sore-severe", "Very sore: mobility today.", "practice"),
    # Power
    Rule(
        "power-open",
        "Jumps: up to {contacts} landings today.",
        "practice; NSCA: 80 to 100 for beginners",
    ),
    Rule(
        "power-base",
        "Jumps later: {done} of 6 base sessions so far.",
        '"strength must be present to produce power", article',
    ),
    Rule("power-days", "Jumps later: the base needs 28 days.", "practice"),
    Rule("power-pain", "No jumps: {area} hurt in the last 14 days.", "practice"),
    Rule("power-week", "No jumps yet: seven days between them.", "practice"),
    Rule("power-careful", "No jumps: you asked for care.", "practice"),
    Rule("power-race", "No jumps in the 14 days before a race.", "practice"),
    # The week
    Rule("week-easy-run", "After the run: easy day, strength second.", "article"),
    Rule("week-free", "A free day.", "article"),
    Rule("week-run-hard", "Long or hard run today: mobility only.", "article"),
    Rule("week-run-tomorrow", "Long or hard run tomorrow: no legs.", "article"),
    Rule("week-48", "Full session less than 48 h ago: short, {what}.", "article; practice"),
    Rule("week-turns", "Short days take turns: {what} today.", "practice"),
    Rule("week-beginner", "New to this: one session of 15 min a week.", "article"),
    Rule("week-rolls", "Missed days roll forward, they never stack.", "practice"),
    Rule("race-before", "Race in {days} days: no legs.", "practice"),
    Rule("race-after", "Race {days} days ago: no legs yet.", "practice"),
    Rule("race-day", "Race day: mobility only.", "practice"),
    Rule("race-taper", "Race in {days} days: half the sets, nothing new.", "practice"),
    Rule("careful", "A wall or a chair at hand, as you asked for care.", "practice"),
    Rule("lighter-week", "The lighter week: one set less, no rises.", "practice"),
    # Composing
    Rule("focus", "{what}, as you asked.", "your choice"),
    Rule("focus-day", "{what} suits this day.", "practice"),
    Rule("first-sessions", "The first two sessions start easy.", "practice"),
    Rule("need", "{name}, for {what}: due every week.", "full-body sessions, article"),
    Rule("need-stale", "{name}, for {what}: due again.", "full-body sessions, article"),
    Rule("mobility", "{name}: easy movement, no strain.", "practice"),
    Rule("keep", "{name} again: progress needs repetition.", "practice"),
    Rule("variety", "{name} for a change, after three times.", '"Shake up your routine", article'),
    Rule("another", "{name}: another choice, as you asked.", "your choice"),
    Rule("one-leg", "{name}: running is on one leg at a time.", "article"),
    Rule("power-stand-in", "{name}: the foundation of jumps.", "article"),
    Rule("power-landings", "{name}: {value} keep the landings allowed.", "practice"),
    Rule("swap", "{name} in for {out}, the same kind.", "your choice"),
    # What gave way
    Rule("gave-equipment", "No {what}: nothing at hand fits.", "your equipment"),
    Rule("gave-spared", "No {what}: what hurts is spared.", "article"),
    Rule("gave-new", "No {what}: nothing new before the race.", "practice"),
    Rule("gave-legs", "No {what} today.", "article; practice"),
    Rule("gave-short", "{minutes} min at most: no more fits today.", "practice"),
    Rule("gave-long", "{minutes} min at least: the warm-up needs its time.", "practice"),
    Rule("gave-limit", "Less than {minutes} min: a full session was just done.", "practice"),
    Rule("gave-focus", "{what} gave way to {instead}.", "practice"),
    Rule("gave-one-leg", "{name} left out: one leg at a time first.", "article"),
    Rule("gave-warm-up", "Warm-up moves left out: they load what hurts.", "article"),
    Rule("gave-same", "No other choice fits today.", "your equipment"),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in _ALL})
"""Every rule by id."""


def why(rule: str, **figures: object) -> Why:
    """A rule with the figures of one case in its sentence; its first letter a capital."""
    found = RULES[rule]
    sentence = found.sentence.format(**figures)
    return Why(rule, sentence[:1].upper() + sentence[1:], found.source)
