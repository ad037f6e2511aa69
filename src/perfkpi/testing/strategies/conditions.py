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
def _typed(draw: st.DrawFn, names: Sequence[str]) -> pk.conditions.Condition:
    """Draw one to three comparisons, typed as text."""
    terms = st.tuples(st.sampled_from(names), st.sampled_from((">=", ">", "≤", "<")), numbers(-30, 120))
    asked = [f"{name} {sign} {number}" for name, sign, number in draw(st.lists(terms, min_size=1, max_size=3))]
    return pk.conditions.ComputedCondition(draw(st.sampled_from((" and ", " 或 "))).join(asked))


@st.composite
def conditions(draw: st.DrawFn, *operands: str | pk.Formula) -> pk.conditions.Condition:
    """Draw a condition on some measures or formulas: a comparison, or several put together, or typed as text.

    Args:
        operands: measures by name, or formulas; one at least.
    """
    names = [each for each in operands if isinstance(each, str) and each.isidentifier()]
    if names and draw(st.integers(0, 3)) == 0:
        return draw(_typed(names))
    simple = draw(comparisons(operands))
    if len(simple) == 1:
        return pk.conditions.Not(simple[0]) if draw(st.booleans()) else simple[0]
    joined = draw(st.sampled_from((pk.conditions.AllOf, pk.conditions.AnyOf)))(simple)
    return pk.conditions.Not(joined) if draw(st.booleans()) else joined
