"""Modules that a library imports early and a start does without, loaded when they are first used.

What lazy imports (PEP 810) are for a whole program from Python 3.15 on, for named modules.
"""

from __future__ import annotations

import sys
from abc import ABC
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType, new_class
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def deferring(*modules: str) -> Iterator[None]:
    """Within, whoever imports one of these gets a stand-in, unless it is loaded already.

    A name taken from a stand-in can be called, asked for what it holds and named in `isinstance`,
    which loads the module; a class may inherit from one that itself is an `ABC` and no more. It
    can't stand after `except`. Whoever imports the module afterwards gets the module itself.
    """
    stand_ins = [StandIn(name) for name in modules if name not in sys.modules]
    sys.modules.update({stand_in.__name__: stand_in for stand_in in stand_ins})
    try:
        yield
    finally:
        for stand_in in stand_ins:
            stand_in.make_way()


class StandIn(ModuleType):
    """Stands for a module until one of its names is used."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._module: ModuleType | None = None
        self._bases: dict[type[ABC], str] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)  # The import system looks for these and does without.
        return DeferredName(self, name)

    def make_way(self) -> None:
        """Whoever imports it from now on gets the module itself."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]

    def module(self) -> ModuleType:
        """The module itself; what was to inherit from a class of it does so from now on.

        Raises:
            ImportError: there is no such module.
        """
        if self._module is None:
            self.make_way()
            self._module = import_module(self.__name__)
            for base, name in self._bases.items():
                real = getattr(self._module, name)
                for heir in base.__subclasses__():
                    bases = (real if each is base else each for each in heir.__bases__)
                    heir.__bases__ = tuple(bases)
        return self._module

    def base(self, name: str) -> type[ABC]:
        """A class to inherit from until that of the module is there."""
        # Of the real one's layout, which Python asks of a base that takes another's place.
        base: type[ABC] = new_class(name, (ABC,))
        self._bases[base] = name
        return base


class DeferredName:
    """What `from module import name` gives where a module has a stand-in."""

    def __init__(self, stand_in: StandIn, name: str) -> None:
        self._stand_in = stand_in
        self._name = name

    def named(self) -> Any:
        """What the name stands for.

        Raises:
            ImportError: there is no such module.
            AttributeError: it has no such name.
        """
        return getattr(self._stand_in.module(), self._name)

    def __call__(self, *arguments: Any, **by_name: Any) -> Any:
        """Call what it stands for."""
        return self.named()(*arguments, **by_name)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.named(), name)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, self.named())

    def __subclasscheck__(self, subclass: type) -> bool:
        return issubclass(subclass, self.named())

    def __mro_entries__(self, bases: tuple[object, ...]) -> tuple[type]:
        return (self._stand_in.base(self._name),)
