"""Value objects: what looks like its attributes, and is the same as another one where these are."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from reprlib import recursive_repr
from typing import Any

import attrs

from perfkpi.memo import Memoised


class ValueObject(Memoised):
    """The base of classes that are shown, compared and hashed by their attributes, as attrs would do it.

    attrs compiles three methods for each class, which takes longer than all their use. So those of the library are
    decorated with ``frozen(eq=False)``: what attrs leaves out is inherited. A class below may have its own.
    """

    __slots__ = ("_hash",)

    _hash: int

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "__repr__" not in vars(cls):
            shows: object = cls.__repr__
            setattr(cls, "__repr__", shows)  # noqa: B010  # so that attrs writes none; type checkers let nobody assign

    @recursive_repr()
    def __repr__(self) -> str:
        kind: Any = type(self)
        values = ((each, getattr(self, each.name)) for each in attrs.fields(kind) if each.repr)
        texts = (f"{each.name}={each.repr(held) if callable(each.repr) else repr(held)}" for each, held in values)
        return f"{_name_of(kind)}({', '.join(texts)})"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        kind: Any = type(self)
        compared = _compared(kind)
        return compared(self) == compared(other)

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            kind: Any = type(self)
            found = hash(_compared(kind)(self))
            object.__setattr__(self, "_hash", found)
            return found


@cache
def _compared(kind: type[Any]) -> Callable[[object], object]:
    """What makes values of a class the same; with its name, so that values of two classes seldom share a hash."""
    return attrgetter("__class__.__qualname__", *(each.name for each in attrs.fields(kind) if each.eq))


def _name_of(kind: type) -> str:
    """The name of a class as attrs writes it: of one that was made in a function without the function's."""
    return kind.__qualname__.rsplit(">.", 1)[-1]
