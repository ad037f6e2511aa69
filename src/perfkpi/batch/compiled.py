"""A scorecard as operations on columns."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from attrs import field, frozen

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.dependencies import needed


@frozen(eq=False)
class Compiled:
    """A scorecard as operations on columns, and where its results stand among them.

    Attributes:
        operations: what is computed.
        total: the rounded total.
        rating: the position of the rating; ``None`` without a scale.
        completeness: the share of the weights that has points.
        steps: the line of every step of the compiled card's program.
        assumed: what is taken to have a value.
        order: the operations that total, rating and completeness need.
    """

    operations: Sequence[ir.Operation]
    total: ir.Affine
    rating: ir.Affine | None
    completeness: ir.Affine
    steps: Sequence[ir.Affine]
    assumed: AbstractSet[int]
    order: Sequence[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        roots = [self.total, self.completeness, *([] if self.rating is None else [self.rating])]
        object.__setattr__(self, "order", needed(self.operations, roots))

    @property
    def sound(self) -> bool:
        """Whether everything that is taken to have a value is computed, so that a refusal is noticed."""
        return self.assumed <= set(self.order)
