"""Conditions on measures, and on what stands in their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.testing.strategies.numbers import numbers

_KINDS: tuple[Callable[[str | pk.Formula, Fraction], pk.conditions.Condition], ...] = (
    pk.conditions.AtLeast,
    pk.conditions.MoreThan,
    pk.conditions.AtMost,
    pk.conditions.LessThan,
)


@st.composite
def comparisons(
    draw: st.DrawFn, operands: Sequence[str | pk.Formula], count: int | None = None
) -> tuple[pk.conditions.Condition, ...]:
    """Draw so many comparisons of some measures with numbers, or one to three."""
    wanted = draw(st.integers(1, 3)) if count is None else count
    return tuple(
        draw(st.sampled_from(_KINDS))(draw(st.sampled_from(operands)), draw(numbers(-30, 120))) for _ in range(wanted)
    )


@st.composite
def conditions(draw: st.DrawFn, *operands: str | pk.Formula) -> pk.conditions.Condition:
    """Draw a condition on some measures or formulas: a comparison, or several put together.

    Args:
        operands: measures by name, or formulas; one at least.
    """
    simple = draw(comparisons(operands))
    if len(simple) == 1:
        return pk.conditions.Not(simple[0]) if draw(st.booleans()) else simple[0]
    joined = draw(st.sampled_from((pk.conditions.AllOf, pk.conditions.AnyOf)))(simple)
    return pk.conditions.Not(joined) if draw(st.booleans()) else joined
