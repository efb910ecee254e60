"""The rulebook: every rule's id, its sentence for the person, and its source.

Sources: `article` is one of the articles that runcoach grew from, `practice` common coaching
practice, `your choice` and `your equipment` the person's own answers; the rest are studies by
name and year. Ids are stored in coach.json and never change; sentences may.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct


class CoachingRule(Struct, frozen=True):
    """One rule; its sentence has a `{name}` for each figure that depends on the case."""

    id: str
    sentence: str
    source: str


class Reason(Struct, frozen=True):
    """A rule applied to a case: the answer to "why?"."""

    rule: str
    sentence: str
    source: str

    def __str__(self) -> str:
        """The sentence alone."""
        return self.sentence


_ALL = (
    # Up
    CoachingRule("up-two", "{to}: met twice, form kept.", 'practice; "overload too soon", article'),
    CoachingRule(
        "up-at-once",
        "{to}: far beyond the target, and easy.",
        '"15 with ease is too light", article',
    ),
    CoachingRule(
        "up-load", "{to}: the next load, a small step.", "ACSM 2009: loads rise by 2 to 10 %"
    ),
    CoachingRule("up-far-load", "{to}: a big step in load, so fewer reps.", "ACSM 2009; practice"),
    CoachingRule("up-feel", "{to}: two sessions felt easy, with all work done.", "practice"),
    CoachingRule("up-slow", "{to}: the next load is still too heavy.", "practice"),
    # Hold
    CoachingRule("hold-evidence", "Stays at {at}: once more like this and it rises.", "practice"),
    CoachingRule("hold-hard", "Stays at {at} until it feels right twice.", "practice"),
    CoachingRule("hold-assumed", "Stays at {at}: not every set was answered.", "practice"),
    CoachingRule("hold-unfinished", "Stays at {at}: not every set was done.", "practice"),
    CoachingRule("hold-form", "Stays at {at}: form first.", '"Prioritize your form", article'),
    CoachingRule("hold-pain", "Stays at {at}: it hurt.", '"push through pain": a don\'t, article'),
    CoachingRule(
        "hold-turn",
        "Stays at {at}: only a few rise at once.",
        '"overload too soon", article',
    ),
    CoachingRule("hold-first-two", "Stays at {at}: the first two sessions are easy.", "practice"),
    CoachingRule("hold-lighter", "Stays at {at}: this is a lighter week.", "practice"),
    CoachingRule("hold-race", "Stays at {at}: nothing new before the race.", "practice"),
    CoachingRule(
        "hold-power",
        "Stays at {at}: jumps need a base first.",
        '"strength must be present", article',
    ),
    CoachingRule("hold-declined", "Stays at {at}: you said not yet.", "your choice"),
    CoachingRule("hold-top", "Stays at {at}: your equipment allows no more.", "practice"),
    CoachingRule(
        "hold-done", "Stays at {at}: this one is done, another comes next block.", "practice"
    ),
    CoachingRule("hold-resting", "Stays at {at}: nothing rises now.", "practice"),
    CoachingRule("hold-floor", "Stays at {at}: try a similar exercise.", "practice"),
    CoachingRule("hold-elsewhere", "Stays at {at}: today's dose was different.", "practice"),
    # Down
    CoachingRule("down-two", "{to}: two sessions in a row fell short.", "practice"),
    CoachingRule("down-form", "{to}: form was lost twice.", '"Prioritize your form", article'),
    CoachingRule("down-failed", "{to}: every set failed.", "practice"),
    # The season
    CoachingRule("season-new", "Learn: movements and tendons first.", "practice"),
    CoachingRule("season-layoff", "Learn for two weeks, after 28 days or more off.", "practice"),
    CoachingRule("season-race", "{block}: counted back from your race.", "practice"),
    CoachingRule("season-after-race", "{block}: after the race.", "practice"),
    CoachingRule("season-follows", "{block}: the next block in turn.", "practice"),
    CoachingRule("season-held", "{block}: you hold this block.", "your choice"),
    CoachingRule("season-needs", "{block}: ask the professional who looks after you.", "practice"),
    CoachingRule("season-week", "{block}, week {number} of {weeks}{lighter}.", "practice"),
    CoachingRule("season-next", "Done for today. The next one: {day}.", "practice"),
    CoachingRule(
        "season-lighter", "Lighter week: the same lifts and loads, about half the sets.", "practice"
    ),
    CoachingRule(
        "season-taper",
        "Taper: the same loads, half the sets.",
        "borrowed from endurance (Bosquet 2007)",
    ),
    # Layoffs
    CoachingRule("break-same", "{days} days off: the same again.", "practice"),
    CoachingRule("break-step", "{days} days off: one step easier today.", "practice"),
    CoachingRule("break-start", "{days} days off: back to the tier's start.", "practice"),
    # The person's own requests
    CoachingRule("own-ill", "Ill for {days} days: {what}.", "practice"),
    CoachingRule("own-easy", "You said too easy: one step up.", "your choice"),
    CoachingRule("own-hard", "You said too hard: one step down.", "your choice"),
    # Pain
    CoachingRule("pain-today", "Spared today: {area}.", "article"),
    CoachingRule("pain-end", "That is enough for today. Save what you did?", "article"),
    CoachingRule("pain-aside", "{area}: spared until free of pain.", "practice"),
    CoachingRule("pain-professional", "{area} hurt twice: have it checked first.", "practice"),
    CoachingRule("pain-return", "{area} is free of pain: back one step lower.", "practice"),
    CoachingRule("pain-swapped", "{name} replaces {out}: it spares the {area}.", "practice"),
    CoachingRule("pain-dropped", "{out} left out: it loads the {area}.", "practice"),
    # Soreness
    CoachingRule(
        "sore-moderate",
        "Still sore: one set for sore areas.",
        "article: soreness is normal; practice",
    ),
    CoachingRule("sore-severe", "Very sore: mobility today.", "practice"),
    # Jumps
    CoachingRule(
        "power-open",
        "Jumps: up to {contacts} landings today.",
        "practice; NSCA: 80 to 100 for beginners",
    ),
    CoachingRule(
        "power-base",
        "Jumps later: {done} of 6 base sessions so far.",
        '"strength must be present to produce power", article',
    ),
    CoachingRule("power-days", "Jumps later: the base needs 28 days.", "practice"),
    CoachingRule("power-pain", "No jumps: {area} hurt in the last 14 days.", "practice"),
    CoachingRule("power-week", "No jumps yet: keep them seven days apart.", "practice"),
    CoachingRule("power-careful", "No jumps: you asked for care.", "practice"),
    CoachingRule("power-race", "No jumps in the 14 days before a race.", "practice"),
    # The week
    CoachingRule("week-easy-run", "Easy day: run first, then strength.", "article"),
    CoachingRule("week-free", "A free day.", "article"),
    CoachingRule("week-run-hard", "Long or hard run today: mobility only.", "article"),
    CoachingRule("week-run-long", "Long run today: mobility only.", "practice"),
    CoachingRule("run-yesterday", "A long or hard run yesterday: legs, but not heavy.", "practice"),
    CoachingRule(
        "run-after-hard", "Heavy legs the day after a hard run: no other day.", "practice"
    ),
    CoachingRule(
        "run-half-legs", "After the hard run, six hours later: half the leg sets.", "practice"
    ),
    CoachingRule(
        "run-hard-days-hard", "Hard days hard: legs six hours after the run.", "your choice"
    ),
    CoachingRule("run-easy-stays-easy", "Easy days stay easy: legs, but not heavy.", "your choice"),
    CoachingRule("week-run-tomorrow", "Long or hard run tomorrow: no legs.", "article"),
    CoachingRule("week-48", "Full session under 48 h ago: short {what} only.", "article; practice"),
    CoachingRule("week-turns", "Short days alternate: {what} today.", "practice"),
    CoachingRule("week-beginner", "New to this: one session of 15 min a week.", "article"),
    CoachingRule("week-rolls", "Missed days move on, they never stack.", "practice"),
    CoachingRule("race-before", "Race in {days} days: no legs.", "practice"),
    CoachingRule("race-after", "Race {days} days ago: no legs yet.", "practice"),
    CoachingRule("race-day", "Race day: mobility only.", "practice"),
    CoachingRule("race-taper", "Race in {days} days: half the sets, nothing new.", "practice"),
    CoachingRule("careful", "Keep a wall or a chair at hand: you asked for care.", "practice"),
    CoachingRule("lighter-week", "Lighter week: one set fewer, nothing rises.", "practice"),
    # Selecting a session
    CoachingRule("focus", "{what}, as you asked.", "your choice"),
    CoachingRule("focus-day", "{what} suits this day.", "practice"),
    CoachingRule("first-sessions", "The first two sessions start easy.", "practice"),
    CoachingRule("need", "{name}, for {what}: due every week.", "full-body sessions, article"),
    CoachingRule("need-stale", "{name}, for {what}: due again.", "full-body sessions, article"),
    CoachingRule("mobility", "{name}: easy movement, no strain.", "practice"),
    CoachingRule("keep", "{name} again: progress needs repetition.", "practice"),
    CoachingRule(
        "variety", "{name} for a change, after three sessions.", '"Shake up your routine", article'
    ),
    CoachingRule("another", "{name}: another choice, as you asked.", "your choice"),
    CoachingRule("one-leg", "{name}: you run on one leg at a time.", "article"),
    CoachingRule("power-stand-in", "{name}: the foundation of jumps.", "article"),
    CoachingRule("power-landings", "{name}: {value}, to limit the landings.", "practice"),
    CoachingRule("swap", "{name} replaces {out}, a similar exercise.", "your choice"),
    # What gave way
    CoachingRule("gave-equipment", "Nothing for {what} fits your equipment.", "your equipment"),
    CoachingRule("gave-spared", "Nothing for {what}: what hurts is spared.", "article"),
    CoachingRule("gave-new", "Nothing for {what}: nothing new before the race.", "practice"),
    CoachingRule("gave-legs", "No leg work today: nothing for {what}.", "article; practice"),
    CoachingRule("gave-short", "{minutes} min at most: no more fits today.", "practice"),
    CoachingRule("gave-long", "{minutes} min at least: the warm-up takes time.", "practice"),
    CoachingRule(
        "gave-limit", "Less than {minutes} min: your last full session is recent.", "practice"
    ),
    CoachingRule("gave-hard-day", "Less than {minutes} min: a hard run today.", "practice"),
    CoachingRule("gave-budget", "Less than {minutes} min: nothing fills a light week.", "practice"),
    CoachingRule("gave-focus", "{what} gave way to {instead}.", "practice"),
    CoachingRule("gave-one-leg", "{name} left out: one-leg work comes first.", "article"),
    CoachingRule("gave-warm-up", "Warm-up moves left out: they load what hurts.", "article"),
    CoachingRule("gave-same", "No other choice fits today.", "your equipment"),
)

RULES: Mapping[str, CoachingRule] = MappingProxyType({rule.id: rule for rule in _ALL})
"""Every rule by id."""


def cite_rule(rule: str, **figures: object) -> Reason:
    """Return a rule with the figures of a case in its sentence, which starts with a capital.

    Raises:
        KeyError: there is no rule with this id, or a figure of its sentence is missing.
    """
    template = RULES[rule]
    sentence = template.sentence.format(**figures)
    return Reason(rule, sentence[:1].upper() + sentence[1:], template.source)
