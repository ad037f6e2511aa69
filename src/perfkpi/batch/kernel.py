"""A scorecard, compiled once for columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from attrs import field, frozen

from perfkpi.appraisal.layout import Layout, layout
from perfkpi.language import Status
from perfkpi.meanings.columns.lowering import Lowering, OpaqueError
from perfkpi.meanings.columns.operations import Line, Matched, Operation, Read, needed
from perfkpi.model.indicators import Indicator
from perfkpi.model.scorecards import Scorecard

__all__ = ["Compiled", "Kernel", "kernel"]

_GAPS = frozenset(Status) - {Status.OK}


@frozen(eq=False)
class Compiled:
    """A scorecard as operations on columns, and where its results stand among them.

    Attributes:
        operations: what is computed.
        total: the rounded total.
        rating: the position of the rating; ``None`` without a scale.
        completeness: the share of the weights that has points.
        steps: the line of every step of the layout's program.
        order: the operations that total, rating and completeness need.
    """

    operations: Sequence[Operation]
    total: Line
    rating: Line | None
    completeness: Line
    steps: Sequence[Line]
    order: Sequence[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        roots = [self.total, self.completeness, *([] if self.rating is None else [self.rating])]
        object.__setattr__(self, "order", needed(self.operations, roots))


@frozen(eq=False)
class Kernel:
    """Everything that scoring a table with one scorecard needs.

    Attributes:
        layout: the same scorecard for one person.
        compiled: the same for columns; ``None`` where these do not cover it.
        names: for each category, the positions of the names that its rules know.
    """

    layout: Layout
    compiled: Compiled | None
    names: Mapping[str, dict[str, int]]


@lru_cache(maxsize=256)
def kernel(card: Scorecard) -> Kernel:
    """The kernel of a scorecard; cached, because a scorecard never changes."""
    plan = layout(card)
    try:
        lowering = Lowering(plan.program)
        compiled = _compiled(plan, lowering)
    except OpaqueError:
        return Kernel(plan, None, {})
    return Kernel(plan, compiled, _names(compiled.operations))


def _compiled(plan: Layout, lowering: Lowering) -> Compiled:
    lines = lowering.lines
    shares: list[Line] = []
    for leaf in plan.leaves:
        if isinstance(leaf.item, Indicator):
            present = lowering.defined(lines[leaf.points], _GAPS)
            shares.append(lowering.mul((lowering.const(leaf.nominal), present)))
    completeness = lowering.add(shares)
    return Compiled(
        operations=tuple(lowering.operations),
        total=lines[plan.total],
        rating=None if plan.rating is None else lines[plan.rating],
        completeness=completeness,
        steps=tuple(lines),
    )


def _names(operations: Sequence[Operation]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for operation in operations:
        if isinstance(operation, Matched):
            category = operations[operation.on]
            names = found.setdefault(category.name if isinstance(category, Read) else "", {})
            for name, _ in operation.cases:
                names.setdefault(name, len(names))
    return found
