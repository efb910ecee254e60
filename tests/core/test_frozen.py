"""A frozen class behaves as the standard library's own frozen dataclass with slots does."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.core.frozen import frozen


@frozen
class Ours:
    """Every kind of field, and names that the compiled text could stumble over."""

    set: int
    missing: str
    default: float | None = None
    rows: tuple[int, ...] = field(default_factory=lambda: (1, 2))

    @property
    def twice(self) -> int:
        return self.set * 2


@dataclass(frozen=True, slots=True)
class Theirs:
    set: int
    missing: str
    default: float | None = None
    rows: tuple[int, ...] = field(default_factory=lambda: (1, 2))


@frozen
class Defaults:
    """Names that the compiled text uses itself, each with a default."""

    set: int = 1
    missing: tuple[int, ...] = field(default_factory=tuple)
    default: str = "a"


@frozen
class Empty:
    """No fields at all."""


@frozen
class One:
    """A single field."""

    only: tuple[int, ...]


@frozen
class Alike:
    """The fields of `One`, another class."""

    only: tuple[int, ...]


class Outer:
    """It holds another class."""

    @frozen
    class Inner:
        """One that is held."""

        number: int


@frozen
class OwnWords:
    """What a class writes itself stays."""

    name: str

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def __hash__(self) -> int:
        return 7


ARGUMENTS = st.one_of(
    st.tuples(st.integers(), st.text()),
    st.tuples(st.integers(), st.text(), st.none() | st.floats(allow_nan=False)),
    st.tuples(st.integers(), st.text(), st.none(), st.tuples(st.integers())),
)


@given(ARGUMENTS, ARGUMENTS)
def test_equality_hash_repr_and_fields_are_those_of_a_dataclass(
    one: tuple[Any, ...], other: tuple[Any, ...]
) -> None:
    ours, theirs = Ours(*one), Theirs(*one)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert (ours == Ours(*other)) == (theirs == Theirs(*other))
    assert (hash(ours) == hash(Ours(*other))) == (hash(theirs) == hash(Theirs(*other)))
    assert [f.name for f in dataclasses.fields(ours)] == [
        f.name for f in dataclasses.fields(theirs)
    ]


@given(ARGUMENTS, st.integers())
def test_replacing_copying_and_pickling_keep_the_rest(one: tuple[Any, ...], number: int) -> None:
    ours = Ours(*one)
    assert dataclasses.asdict(replace(ours, set=number)) == {
        **dataclasses.asdict(ours),
        "set": number,
    }
    assert copy.copy(ours) == copy.deepcopy(ours) == pickle.loads(pickle.dumps(ours)) == ours


def test_a_class_within_another_keeps_its_whole_name() -> None:
    assert Ours.__qualname__ == "Ours"
    assert Outer.Inner.__qualname__ == "Outer.Inner"
    assert repr(Outer.Inner(1)) == "Outer.Inner(number=1)"


def test_a_value_never_changes() -> None:
    ours = Ours(1, "a")
    with pytest.raises(FrozenInstanceError, match="set"):
        ours.set = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="missing"):
        del ours.missing
    with pytest.raises(FrozenInstanceError):
        ours.new = 1  # type: ignore[attr-defined]
    assert ours == Ours(1, "a")
    assert not hasattr(ours, "__dict__")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda kind: kind(1), "missing 1 required positional argument: 'missing'"),
        (lambda kind: kind(1, "a", None, (), 5), "takes from 3 to 5 positional arguments"),
        (lambda kind: kind(1, "a", other=2), "unexpected keyword argument 'other'"),
        (lambda kind: kind(1, "a", set=2), "multiple values for argument 'set'"),
    ],
)
def test_wrong_arguments_are_told_as_by_a_dataclass(call: Callable[[Any], Any], said: str) -> None:
    for kind in (Ours, Theirs):
        with pytest.raises(TypeError, match=rf"{kind.__name__}\.__init__\(\).*{said}"):
            call(kind)


def test_each_value_gets_a_default_of_its_own() -> None:
    made: list[object] = []

    @frozen
    class Holder:
        """A default that is made."""

        it: list[int] = field(default_factory=lambda: made.append(1) or [])

    assert Holder().it is not Holder().it
    assert len(made) == 2
    assert Holder([3]).it == [3]
    assert len(made) == 2


def test_a_default_that_is_given_by_a_field_is_one_too() -> None:
    @frozen
    class Holder:
        """A default within a field."""

        it: tuple[int, ...] = field(default=(1,))

    assert Holder().it == (1,)
    assert Holder((2,)).it == (2,)
    assert replace(Holder((2,))).it == (2,)


def test_names_in_the_compiled_text_are_no_fields() -> None:
    assert dataclasses.asdict(Defaults()) == {"set": 1, "missing": (), "default": "a"}
    assert dataclasses.asdict(Defaults(2, (3,))) == {"set": 2, "missing": (3,), "default": "a"}


def test_no_fields_one_field_and_fields_alike() -> None:
    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())
    assert repr(Empty()) == "Empty()"
    assert One((1,)) == One((1,)) != One((1, 2))
    assert One((1,)) != Alike((1,))
    assert One((1,)) != (1,)
    assert {One((1,)): 1}[One((1,))] == 1


def test_what_a_class_writes_itself_stays() -> None:
    assert repr(OwnWords("a")) == "<a>"
    assert hash(OwnWords("a")) == 7
    assert OwnWords("a") == OwnWords("a")


def test_a_pattern_can_take_it_apart() -> None:
    match Ours(1, "a"):
        case Ours(number, text):
            assert (number, text) == (1, "a")
        case _:
            pytest.fail("no match")


def test_once_a_value_was_made_its_parameters_can_be_looked_up() -> None:
    Ours(1, "a")
    assert list(inspect.signature(Ours).parameters) == ["set", "missing", "default", "rows"]
