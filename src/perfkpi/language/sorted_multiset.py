"""A fixed list of numbers among which others are counted, and which side of it an equal number stands on."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from enum import unique
from fractions import Fraction
from itertools import pairwise, repeat
from typing import Any

from attrs import frozen

from perfkpi.doubles import division
from perfkpi.errors import Choice, Code, expected
from perfkpi.numbers import Numeric, exact


@unique
class EdgeSide(Choice):
    """Which side an edge itself belongs to: 以上 (90 and more) is ABOVE, 超过 (more than 90) leaves 90 BELOW."""

    ABOVE = "above"
    BELOW = "below"


def _in_order(numbers: Sequence[Fraction], counts: Iterable[int]) -> Iterator[tuple[float, Fraction, int]]:
    """Sort numbers ascending, each with its double; doubles decide the order of all but a few, and are compared sooner.

    A larger number never has a smaller double.
    """
    if not numbers:  # there is nothing to divide
        return iter(())
    double = division()
    doubles = array("d", (double(*number.as_integer_ratio()) for number in numbers))
    often = list(counts)
    order = sorted(range(len(numbers)), key=doubles.__getitem__)
    if any(doubles[one] == doubles[two] for one, two in pairwise(order)):
        order.sort(key=lambda place: (doubles[place], numbers[place]))
    return ((doubles[place], numbers[place], often[place]) for place in order)


def _fixed(numbers: array[Any]) -> memoryview[Any]:
    """Copy the numbers to memory that nobody can write to."""
    held: memoryview[Any] = memoryview(numbers.tobytes())
    if not numbers:
        return held  # no view of nothing can be cast
    cast: Any = held.cast
    fixed: memoryview[Any] = cast(numbers.typecode)
    return fixed


@frozen(init=False, eq=False, repr=False)
class Among:
    """A list of numbers, put in order once: each different one, and how often it stands there.

    It may have millions of members, so it is handed on and never copied, its hash is computed once, and equal lists are
    told from their doubles first.

    Args:
        numbers: in any order; those that are equal count together.
        counts: how often each of them stands there; once, where nothing is given.

    Attributes:
        values: every different number, ascending.
        before: how many members stand before each of the values, and at the end how many there are; whole numbers in
            memory that nobody can write to.
        doubles: the double nearest to each of the values, in such memory; exact fractions that are close may share one.
    """

    values: tuple[Fraction, ...]
    before: Sequence[int]
    doubles: Sequence[float]
    _hash: int

    def __init__(self, numbers: Iterable[Numeric], counts: Iterable[int] | None = None) -> None:
        given = [number if type(number) is Fraction else Fraction(exact(number)) for number in numbers]
        often = repeat(1, len(given)) if counts is None else counts
        values: list[Fraction] = []
        before, doubles = array("q", [0]), array("d")
        for double, number, count in _in_order(given, often):
            if count < 1:
                asked = "a number stands in a list at least once", "列表中的数至少出现一次"
                raise expected(*asked, count, code=Code.EXPRESSION)
            if values and double == doubles[-1] and number == values[-1]:
                before[-1] += count
            else:
                values.append(number)
                doubles.append(double)
                before.append(before[-1] + count)
        self._set(tuple(values), before, doubles)

    def _set(self, values: tuple[Fraction, ...], before: array[int], doubles: array[float]) -> None:
        fixed = _fixed(before), _fixed(doubles)
        hashed = hash(tuple(part.obj for part in fixed))
        for name, part in (("values", values), ("before", fixed[0]), ("doubles", fixed[1]), ("_hash", hashed)):
            object.__setattr__(self, name, part)

    @property
    def count(self) -> int:
        """How many members there are."""
        return self.before[-1]

    def counts(self) -> list[int]:
        """Count how often each of the values stands there."""
        return [after - before for before, after in zip(self.before, self.before[1:], strict=False)]

    def distinct(self) -> Among:
        """List the values, each of them once."""
        if self.count == len(self.values):
            return self
        found = Among.__new__(Among)
        found._set(self.values, array("q", range(len(self.values) + 1)), array("d", self.doubles))  # noqa: SLF001  # one of its own
        return found

    def reached(self, top: int, bottom: int, belongs: EdgeSide) -> int:
        """Count the members that ``top / bottom`` has reached: those below it, and with ABOVE those that equal it."""
        double = division()(top, bottom)
        place = bisect_left(self.doubles, double)
        while place < len(self.values) and self.doubles[place] == double:
            number = self.values[place]
            beyond = top * number.denominator - number.numerator * bottom
            if beyond < 0 or (beyond == 0 and belongs is EdgeSide.BELOW):
                break
            place += 1
        return self.before[place]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Among):
            return NotImplemented
        if self is other:
            return True
        same = self._hash == other._hash and self.before == other.before
        return same and (self.values is other.values or self.values == other.values)

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"<{self.count} numbers>"

    def __reduce__(self) -> tuple[object, ...]:
        tops, bottoms = [value.numerator for value in self.values], [value.denominator for value in self.values]
        return _restored, (tops, bottoms, self.counts())


def _restored(tops: Sequence[int], bottoms: Sequence[int], counts: Sequence[int]) -> Among:
    return Among(map(Fraction, tops, bottoms), counts)
