"""The node that stands for another part of a whole until the whole is put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from attrs import frozen

from perfkpi.language.algebra import Algebra, Role
from perfkpi.language.expressions import Expr
from perfkpi.language.lengths import MEASURED, Length
from perfkpi.language.trees import nodes_of

T = TypeVar("T")


@frozen(eq=False, repr=False)
class Reference(Expr):
    """The part of a role and a code; ``substitute`` puts it in its place, and nothing else knows what it is."""

    role: Role
    code: str

    def __hash__(self) -> int:  # wanted before all of it stands, for it is in a set of its own
        return hash((self.role, self.code))

    def _referred(self, children: Sequence[Expr]) -> frozenset[Expr]:
        return frozenset((self,))

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return MEASURED

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda _: algebra.reference(self.role, self.code)


def references(expression: Expr) -> tuple[Reference, ...]:
    """List every reference that an expression still has, in the order of first use."""
    if not expression.refers:
        return ()
    return tuple(dict.fromkeys(node for node in nodes_of(expression) if isinstance(node, Reference)))
