"""What a value looks like: as attrs would write it, by one ``__repr__`` for all classes."""

from __future__ import annotations

import attrs
import pytest
from attrs import field, frozen

import perfkpi as pk
from perfkpi.errors import ShownByAttributes, shown


@frozen
class Shown(ShownByAttributes):
    """A class with everything that attrs knows of showing an attribute."""

    plain: int
    _private: object = None
    hidden: int = field(default=3, repr=False)
    own: str = field(default="abc", repr=str.upper)


@frozen
class Generated:
    """The same, shown by attrs."""

    plain: int
    _private: object = None
    hidden: int = field(default=3, repr=False)
    own: str = field(default="abc", repr=str.upper)


VALUES = [
    kind for name in pk.__all__ if isinstance(kind := getattr(pk, name), type) and issubclass(kind, ShownByAttributes)
]


def test_it_is_what_attrs_writes() -> None:
    """Attributes that are hidden or have a way of their own are shown as by attrs."""
    assert repr(Shown(1, private="x")).removeprefix("Shown") == repr(Generated(1, private="x")).removeprefix(
        "Generated"
    )
    assert repr(Shown(1)) == "Shown(plain=1, _private=None, own=ABC)"


def test_a_class_of_a_function_is_called_by_its_own_name() -> None:
    """The name of the function does not stand before it."""

    @frozen
    class Inner(ShownByAttributes):
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
    """A message quotes numbers as people write them, and stops in time."""
    assert shown(pk.Scale(0, 100)) == "Scale(low=0, high=100, up_to=None)"
    assert len(shown(Shown(1, private=list(range(1000))))) == 80


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_nothing_is_compiled_for_a_class(kind: type) -> None:
    """Attrs generates a ``__repr__`` for none of the model's values."""
    made = getattr(kind.__repr__, "__code__", None)
    assert attrs.has(kind) <= (made is not None and not made.co_filename.startswith("<attrs generated"))
