"""How a programme file becomes a programme."""

from collections.abc import Callable

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import TierName
from runcoach.core.model.programme import Format, Slot

ONE = """\
title = "Mine 10"
minutes = 10
order = 1
slots = [
    { exercise = "squat", sets = 1, tier = "challenge", value = 12, rest_s = 20 },
    { exercise = "plank" },
]
"""

SERIES = """\
title = "Six weeks"
summary = "Build up"
weeks = 6
sessions_per_week = 2
minutes = 15
warm_up_s = 100
format = "pairs"

[[sessions]]
slots = [{ exercise = "squat" }]

[[sessions]]
id = "second"
title = "The second"
minutes = 20
warm_up_s = 60
format = false
slots = [{ exercise = "plank" }]
"""


def test_a_file_with_slots_is_one_session(own: Callable[..., Catalogue]) -> None:
    programme = own({"programmes/mine.toml": ONE}).programmes["mine"]
    (outline,) = programme.sessions
    assert (outline.id, outline.title, outline.minutes) == ("mine", "Mine 10", 10)
    assert (outline.warm_up_s, outline.cool_down_s, outline.tier) == (150, 60, TierName.STANDARD)
    assert outline.slots == (
        Slot("squat", sets=1, tier=TierName.CHALLENGE, value=12, rest_s=20),
        Slot("plank"),
    )
    assert programme.weeks is None


def test_sessions_take_what_the_top_of_the_file_says(own: Callable[..., Catalogue]) -> None:
    programme = own({"programmes/six.toml": SERIES}).programmes["six"]
    first, second = programme.sessions
    assert (first.id, first.title, first.minutes) == ("six-1", "Six weeks", 15)
    assert (first.warm_up_s, first.format) == (100, Format.PAIRS)
    assert (second.id, second.title, second.minutes) == ("second", "The second", 20)
    assert (second.warm_up_s, second.format) == (60, Format.STRAIGHT)
    assert (programme.weeks, programme.sessions_per_week, programme.minutes) == (6, 2, 20)


def test_programmes_are_in_the_order_they_ask_for(own: Callable[..., Catalogue]) -> None:
    catalogue = own({"programmes/mine.toml": ONE, "programmes/six.toml": SERIES})
    orders = [p.order for p in catalogue.programmes.values()]
    assert orders == sorted(orders)
    assert next(iter(catalogue.programmes)) == "mine"


def test_own_programme_with_a_built_in_id_replaces_it(own: Callable[..., Catalogue]) -> None:
    catalogue = own({"programmes/legs.toml": ONE})
    assert catalogue.programmes["legs"].title == "Mine 10"
    assert catalogue.programmes["legs"].source.endswith("legs.toml")
    assert catalogue.programme("legs 20") is None
