"""Expressions as lists of steps, to be run many times."""

from __future__ import annotations

from typing import TypeVar

from perfkpi.language.algebra import Algebra
from perfkpi.language.expressions import Expr, Input
from perfkpi.language.lengths import Length
from perfkpi.language.trees import steps_of, values_of

T = TypeVar("T")


class Program:
    """Expressions as a list of steps in which every node stands once, after its children.

    Attributes:
        steps: each node with the positions of its children's values; the last step is the last expression itself.
    """

    __slots__ = ("steps",)

    def __init__(self, *roots: Expr) -> None:
        self.steps = steps_of(*roots)

    def run(self, algebra: Algebra[T]) -> list[T]:
        """Compute the value of every step, in order; the last one is the value of the whole."""
        return values_of(self.steps, algebra)

    def longest(self, measured: Length) -> int:
        """Tell how many binary digits the longest numerator or denominator has, where measures are that long."""
        known: list[Length] = []
        for node, slots in self.steps:
            known.append(measured if isinstance(node, Input) else node.lengthened([known[slot] for slot in slots]))
        return max(length.most for length in known)
