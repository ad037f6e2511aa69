"""How two numbers may stand to each other: what a comparison asks, and the intervals that it tells apart."""

from __future__ import annotations

from enum import unique

from perfkpi.errors import Choice
from perfkpi.language.sorted_multiset import EdgeSide


@unique
class Relation(Choice):
    """What a comparison asks of its left side.

    Attributes:
        sides: to which side of the right number each edge belongs at which the answer changes; both are at that number.
        holds: the answer in each interval between those edges, ascending.
    """

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    EQUAL = "equal"
    UNEQUAL = "unequal"

    @property
    def sides(self) -> tuple[EdgeSide, ...]:  # the class says it
        return _INTERVALS[self][0]

    @property
    def holds(self) -> tuple[bool, ...]:  # as above
        return _INTERVALS[self][1]

    @property
    def opposite(self) -> Relation:
        """The relation that holds where this one does not."""
        return _OPPOSITES[self]


_INTERVALS = {
    Relation.AT_LEAST: ((EdgeSide.ABOVE,), (False, True)),
    Relation.MORE_THAN: ((EdgeSide.BELOW,), (False, True)),
    Relation.AT_MOST: ((EdgeSide.BELOW,), (True, False)),
    Relation.LESS_THAN: ((EdgeSide.ABOVE,), (True, False)),
    Relation.EQUAL: ((EdgeSide.ABOVE, EdgeSide.BELOW), (False, True, False)),
    Relation.UNEQUAL: ((EdgeSide.ABOVE, EdgeSide.BELOW), (True, False, True)),
}

_OPPOSITES = {
    one: other
    for pair in (
        (Relation.AT_LEAST, Relation.LESS_THAN),
        (Relation.MORE_THAN, Relation.AT_MOST),
        (Relation.EQUAL, Relation.UNEQUAL),
    )
    for one, other in (pair, pair[::-1])
}
