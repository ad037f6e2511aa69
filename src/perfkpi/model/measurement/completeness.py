"""How complete the figures of an item are: which shares of it are there."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple

from perfkpi.language import Add, Const, Defined, Div, Edge, Expr, Mul, decide


class Completeness(NamedTuple):
    """What completeness counts of an item.

    Attributes:
        pieces: shares that sum to 1, each with an expression that is 1 where the piece is there and 0 where it is not.
    """

    pieces: tuple[tuple[Fraction, Expr], ...]

    @classmethod
    def undivided(cls, points: Expr) -> Completeness:
        """Count an item of which no piece may be left out: all of it, where it has points."""
        return cls(((Fraction(1), Defined(points)),))

    @classmethod
    def weighted(cls, members: Iterable[tuple[Fraction, Completeness]]) -> Completeness:
        """Count what is made of several members, each by its share of the whole."""
        return cls(tuple((share * part, there) for share, member in members for part, there in member.pieces))

    def where(self, points: Expr) -> Completeness:
        """Count the same where there are points, and nothing where there are none."""
        return self.each(lambda there: decide(Defined(points), [Edge(Const(1))], [Const(0), there]))

    def each(self, change: Callable[[Expr], Expr]) -> Completeness:
        """Count the same shares by other expressions."""
        return Completeness(tuple((share, change(there)) for share, there in self.pieces))

    def express(self) -> Expr:
        """Express the share that is there: whole shares are added and divided once, so that no double is off."""
        common = math.lcm(*(share.denominator for share, _ in self.pieces))
        return Div(Add([Mul((Const(share * common), there)) for share, there in self.pieces]), Const(common))
