"""What a value looks like and what it is equal to: as attrs would write it, by methods that all classes share."""

from __future__ import annotations

from copy import copy
from itertools import product
from typing import Any

import attrs
import pytest
from attrs import field, frozen
from public import EVERYTHING

import perfkpi as pk
from perfkpi.errors import shown
from perfkpi.value_objects import ValueObject


@frozen(eq=False)
class Shown(ValueObject):
    """A class with everything that attrs knows of showing and comparing an attribute."""

    plain: int
    _private: object = None
    hidden: int = field(default=3, repr=False)
    own: str = field(default="abc", repr=str.upper)
    aside: int = field(default=0, eq=False, repr=False)


@frozen
class Generated:
    """The same, by attrs."""

    plain: int
    _private: object = None
    hidden: int = field(default=3, repr=False)
    own: str = field(default="abc", repr=str.upper)
    aside: int = field(default=0, eq=False, repr=False)


VALUES = [kind for kind in EVERYTHING.values() if isinstance(kind, type) and issubclass(kind, ValueObject)]

GIVEN: list[dict[str, Any]] = [
    {"plain": 1},
    {"plain": 2},
    {"plain": 1, "private": "x"},
    {"plain": 1, "hidden": 4},
    {"plain": 1, "own": "x"},
    {"plain": 1, "aside": 1},
]


def test_it_is_what_attrs_writes() -> None:
    """Attributes that are hidden or have a way of their own are shown as by attrs."""
    assert repr(Shown(1, private="x")).removeprefix("Shown") == repr(Generated(1, private="x")).removeprefix(
        "Generated"
    )
    assert repr(Shown(1)) == "Shown(plain=1, _private=None, own=ABC)"


def test_a_class_of_a_function_is_called_by_its_own_name() -> None:
    """The name of the function does not stand before it."""

    @frozen(eq=False)
    class Inner(ValueObject):
        number: int

    assert repr(Inner(1)) == "Inner(number=1)"


def test_what_contains_itself_ends() -> None:
    """A list may hold the value that holds it."""
    inside: list[object] = []
    value = Shown(1, private=inside)
    inside.append(value)
    assert repr(value) == "Shown(plain=1, _private=[...], own=ABC)"


def test_a_class_may_show_itself() -> None:
    """Its own ``__repr__`` wins, also for what is below it, and a quotation uses it."""

    class Own(Shown):
        __slots__ = ()

        def __repr__(self) -> str:
            return f"own {self.plain}"

    class Below(Own):
        __slots__ = ()

    assert [repr(Own(1)), repr(Below(2)), shown(Below(3))] == ["own 1", "own 2", "own 3"]


def test_a_quotation_looks_at_no_more_than_it_shows() -> None:
    """A message calls a value by its class and its name, and looks at nothing else of it."""
    assert shown(pk.Scale(0, 100)) == "0..100"
    assert shown(Shown(1, private=list(range(1000)))) == "a Shown"


@pytest.mark.parametrize(("one", "other"), list(product(GIVEN, GIVEN)))
def test_it_is_compared_as_by_attrs(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Two values are equal where attrs finds them equal, and then they share their hash."""
    same = Generated(**one) == Generated(**other)
    assert (Shown(**one) == Shown(**other)) is same
    assert (hash(Shown(**one)) == hash(Shown(**other))) is same


def test_values_of_two_classes_differ() -> None:
    """Also where one class is below the other, and nothing is added."""

    @frozen(eq=False)
    class Below(Shown):
        pass

    assert Below(1) == Below(1) != Shown(1) != Below(1)
    assert Shown(1) != Generated(1)
    assert hash(Below(1)) != hash(Shown(1))


def test_a_class_may_have_what_attrs_writes() -> None:
    """A rule of somebody's own is a value whichever way it is decorated; all its attributes are compared."""

    @frozen(cache_hash=True)
    class Own(Shown):
        more: int = 0

    @frozen(eq=False)
    class Inherited(Shown):
        more: int = 0

    for kind in (Own, Inherited):
        assert kind(1, more=2) == kind(1, more=2) != kind(1, more=3)
        assert hash(kind(1, more=2)) == hash(kind(1, more=2)) != hash(kind(1, more=3))


def test_a_hash_is_computed_once_and_does_not_travel() -> None:
    """Another process hashes texts otherwise, so a copy computes its own."""

    class Counted:
        asked = 0

        def __hash__(self) -> int:
            self.asked += 1
            return 7

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Counted)

    counted = Counted()
    value = Shown(1, private=counted)
    assert hash(value) == hash(value)
    assert counted.asked == 1
    assert hash(copy(value)) == hash(value)
    assert counted.asked == 2
    assert "_hash" not in value.__reduce_ex__(4)[2]


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_nothing_is_compiled_for_a_class(kind: type) -> None:
    """Attrs generates no ``__repr__``, ``__eq__`` and ``__hash__`` for any of the model's values."""
    for name in ("__repr__", "__eq__", "__hash__"):
        made = getattr(getattr(kind, name), "__code__", None)
        assert attrs.has(kind) <= (made is not None and not made.co_filename.startswith("<attrs generated")), name
