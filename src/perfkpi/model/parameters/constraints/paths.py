"""``its``: the paths from a value to its attributes, and what is asked of those that are choices."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from operator import attrgetter
from typing import Self

from perfkpi.model.parameters.constraints.captions import caption_of, is_several
from perfkpi.model.parameters.constraints.comparisons import Leaf, Number
from perfkpi.model.parameters.constraints.telling import Telling, value_at
from perfkpi.model.parameters.constraints.terms import Term, read


class Choice:
    """What is asked of attributes that no row changes: whether one is given, which member of an enumeration it is.

    Args:
        holds: whether it is so of a value.
        paths: the attributes of which it is asked.
        said: how the answer is written, where that is a single member of an enumeration.
    """

    __slots__ = ("holds", "paths", "said")

    def __init__(self, holds: Callable[[object], bool], paths: tuple[Path, ...], said: str = "") -> None:
        self.holds = holds
        self.paths = paths
        self.said = said

    def __and__(self, other: Choice) -> Choice:
        one, two = self.holds, other.holds
        return Choice(lambda owner: one(owner) and two(owner), (*self.paths, *other.paths))

    def __or__(self, other: Choice) -> Choice:
        one, two = self.holds, other.holds
        return Choice(lambda owner: one(owner) or two(owner), (*self.paths, *other.paths))

    def __invert__(self) -> Choice:
        holds = self.holds
        return Choice(lambda owner: not holds(owner), self.paths)

    def iff(self, other: Choice) -> Choice:
        """Ask whether both hold or neither."""
        one, two = self.holds, other.holds
        return Choice(lambda owner: one(owner) is two(owner), (*self.paths, *other.paths))


class Path(Term, Leaf):
    """An attribute of the value that a constraint belongs to, or an attribute of that: ``its.cap``, ``its.scale.low``.

    ``given``, ``is_`` and ``is_a`` ask which choice it is; compared, it is a number.
    """

    __slots__ = ("_path", "_value")

    def __init__(self, path: str) -> None:
        self._path = path
        self._value = attrgetter(path) if path and "." not in path else partial(value_at, path)

    def __getattr__(self, name: str) -> Self:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> Self:
        """An attribute whose name a path has for itself: ``its["value"]``."""
        return type(self)(f"{self._path}.{name}" if self._path else name)

    def __str__(self) -> str:
        return self._path

    def read(self, owner: object) -> Number | None:
        return read(self._value(owner))

    def value(self, owner: object) -> object:
        return self._value(owner)

    def tell(self, owner: object, telling: Telling) -> str:
        return telling.named(caption_of(self._path), self.value(owner))

    @property
    def place(self) -> str:
        return self._path

    @property
    def is_several(self) -> bool:
        return is_several(self._path)

    @property
    def given(self) -> Choice:
        """Whether it was not left out."""
        value = self._value
        return Choice(lambda owner: value(owner) is not None, (self,))

    def is_(self, member: object) -> Choice:
        """Ask whether it is a member of an enumeration, or true."""
        value = self._value
        written = repr(member.value) if isinstance(member, Enum) else member
        return Choice(lambda owner: value(owner) is member, (self,), f"{self}={written}")

    def is_a(self, *kinds: type) -> Choice:
        """Ask whether it is a value of one of some classes."""
        value = self._value
        return Choice(lambda owner: isinstance(value(owner), kinds), (self,))


its = Path("")
"""The value that a constraint belongs to."""
