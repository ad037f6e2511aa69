"""A scorecard, compiled once for columns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from attrs import field, frozen

from perfkpi.appraisal.layout import Layout, layout
from perfkpi.batch.compiled import Compiled
from perfkpi.batch.plans import Plans
from perfkpi.language import Status
from perfkpi.meanings.columns.lowering import Lowering, OpaqueError
from perfkpi.meanings.columns.operations import Line, vocabulary
from perfkpi.model.indicators import Indicator
from perfkpi.model.scorecards import Scorecard

__all__ = ["Kernel", "kernel"]

_GAPS = frozenset(Status) - {Status.OK}


@frozen(eq=False)
class Kernel:
    """Everything that scoring a table with one scorecard needs.

    Attributes:
        layout: the same scorecard for one person.
        careful: the same for any row; ``None`` where columns do not cover the scorecard.
        whole: the same for blocks in which every figure is there.
        gaps: the same for blocks in which some are not.
        names: for each category, the positions of the names that its rules know.
    """

    layout: Layout
    careful: Compiled | None = None
    whole: Plans | None = None
    gaps: Plans | None = None
    names: Mapping[str, dict[str, int]] = field(factory=dict)


@lru_cache(maxsize=256)
def kernel(card: Scorecard) -> Kernel:
    """The kernel of a scorecard; cached, because a scorecard never changes."""
    plan = layout(card)
    try:
        careful = _compiled(plan, Lowering(plan.program))
        whole = _compiled(plan, Lowering(plan.program, whole=True))
    except OpaqueError:
        return Kernel(plan)
    return Kernel(plan, careful, Plans(whole, gaps=False), Plans(careful, gaps=True), vocabulary(careful.operations))


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
