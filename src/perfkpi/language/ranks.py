"""The node that counts: how many numbers of a fixed list another number has reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.language.algebra import Algebra
from perfkpi.language.among import Among, Belongs
from perfkpi.language.expressions import Expr
from perfkpi.language.lengths import Length

__all__ = ["Rank"]

T = TypeVar("T")


def _among(value: Among) -> Among:
    if isinstance(value, Among):
        return value
    raise DefinitionError(
        Code.EXPRESSION,
        en=f"Rank counts among a list of numbers, not {shown(value)}; write Among([Fraction(1), Fraction(2)])",
        zh=f"Rank 需要一组数，而不是 {shown(value)}；请写 Among([Fraction(1), Fraction(2)])",
        value=value,
    )


@frozen(cache_hash=True, eq=False, unsafe_hash=True, repr=False)
class Rank(Expr):
    """How many members of a list ``on`` has reached: the branch that a ``Choose`` with an edge at each would take.

    A member that equals ``on`` is reached where members belong ABOVE, and is not where they belong BELOW.
    """

    on: Expr
    among: Among = field(converter=_among)
    belongs: Belongs = Belongs.ABOVE

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.on,)

    @property
    def parameters(self) -> tuple[object, ...]:
        return (self.among, self.belongs)

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return Length(self.among.count.bit_length(), 1)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.rank(values[0], self.among, self.belongs)
