"""Scoring rules of any kind, also of your own, and the values that try them hardest."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import product
from typing import TypeVar, overload

import attrs
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.language import Const, Input, Kind, Program
from perfkpi.model.spelling import cached_as_spelled
from perfkpi.testing.strategies import edges, pieces
from perfkpi.testing.strategies.conditions import comparisons, conditions
from perfkpi.testing.strategies.derived import Known, derived, named_classes
from perfkpi.testing.strategies.numbers import FROM_ZERO, SCALES, letters, listed_points, numbers, parameters

R = TypeVar("R", bound=pk.Scoring)

_OTHERS = ("baseline", "baseline_2")
"""Measures that a rule reads beside its value."""

_PARAMETER = Fraction | pk.Field | pk.Formula
_FEW = 5


@overload
def rules(
    kind: None = None, *, scale: pk.Scale = SCALES[0], known: Known | None = None
) -> st.SearchStrategy[pk.Scoring]: ...


@overload
def rules(kind: type[R], *, scale: pk.Scale = SCALES[0], known: Known | None = None) -> st.SearchStrategy[R]: ...


def rules(
    kind: type[pk.Scoring] | None = None, *, scale: pk.Scale = SCALES[0], known: Known | None = None
) -> st.SearchStrategy[pk.Scoring]:
    """Draw scoring rules of one class, from the types of its attributes; of any class of ``perfkpi`` if none is named.

    Args:
        kind: a concrete subclass of ``pk.Scoring``, also one of your own.
        scale: on which most of the rules are; some are drawn on a scale that begins at 0.
        known: a strategy for each type or annotation of an attribute that is to be drawn otherwise, or that is not
            known: numbers, texts (names of other measures), enums, attrs classes, tuples, frozensets and unions are.
    """
    if kind is None:
        anyone = named_classes(pk.Scoring).values()
        return st.one_of([rules(each, scale=scale, known=known) for each in anyone])
    return _drawn(kind, {**_types(scale), **known}, scale) if known else _rules(kind, scale)


@cached_as_spelled
def _rules(kind: type[pk.Scoring], scale: pk.Scale) -> st.SearchStrategy[pk.Scoring]:
    return _drawn(kind, _types(scale), scale)


def _drawn(kind: type[pk.Scoring], known: Known, scale: pk.Scale) -> st.SearchStrategy[pk.Scoring]:
    if kind is pk.rules.PayoutMatrix:  # edges and cells that fit are rarely met by chance
        return edges.grids(scale).flatmap(lambda grid: derived(kind, known, _around(grid, scale), check=_placed))
    return derived(kind, known, check=_placed)


def _placed(rule: pk.Scoring) -> pk.Scoring:
    """Place the rule on a card that allows whatever it declares, which refuses what can never count."""
    return rule.placed_on(rule.points_scale).under(
        attrs.evolve(rule.points_scale, up_to=pk.UNLIMITED), shares=False, cap=None
    )


def _around(grid: tuple[tuple[Fraction, ...], ...], scale: pk.Scale) -> Known:
    """Fit the cells of a matrix: their scale, so many edges, the directions in which points rise, a cap above."""
    rising = {True: pk.Direction.HIGHER_IS_BETTER, False: pk.Direction.LOWER_IS_BETTER}
    highest = max(max(row) for row in grid)
    return {
        "points": st.just(grid),
        "scale": st.just(scale),
        "floor": st.none() | st.just(scale.low),
        "cap": st.none() | st.just(highest + 1),
        "row_edges": edges.boundaries(len(grid) - 1),
        "column_edges": edges.boundaries(len(grid[0]) - 1),
        "direction": st.just(rising[grid[0][0] <= grid[-1][0]]),
        "second_direction": st.just(rising[grid[0][0] <= grid[0][-1]]),
    }


@cache
def numeric_rules() -> st.SearchStrategy[pk.Scoring]:
    """Draw any rule of ``perfkpi`` that scores numbers, on any scale."""
    return st.sampled_from(SCALES).flatmap(_anyone).map(_of_numbers)


def _anyone(scale: pk.Scale) -> st.SearchStrategy[pk.Scoring]:
    return rules(scale=scale)


def _of_numbers(rule: pk.Scoring) -> pk.Scoring:
    """Return the rule, or where it scores letters one that takes what is rated as it is."""
    return pk.DirectPoints(scale=rule.scale) if rule.takes_category else rule


@cached_as_spelled
def _types(scale: pk.Scale) -> Known:
    """Tell what the attributes of rules mean by their types."""
    return {
        Fraction: parameters(),
        int: st.integers(1, 4),
        str: st.sampled_from(_OTHERS),
        tuple[_PARAMETER, ...]: st.integers(1, 4).flatmap(lambda count: listed_points(count, scale)),
        tuple[tuple[_PARAMETER, ...], ...]: edges.grids(scale),
        tuple[pk.rules.Tier, ...]: edges.tiers(scale),
        tuple[pk.rules.RateTier, ...]: edges.rate_tiers(),
        tuple[pk.rules.Knot | pk.rules.Cliff, ...]: edges.knots(scale),
        tuple[pk.rules.Boundary, ...]: edges.boundaries(),
        tuple[tuple[Fraction, Fraction], ...]: edges.rank_rows(scale),
        tuple[pk.rules.Event, ...]: pieces.events(),
        tuple[pk.rules.DescribedCase, ...]: pieces.described_cases(scale),
        tuple[pk.rules.Alternative, ...]: _alternatives(scale),
        tuple[tuple[str, Fraction], ...]: letters(scale) | letters(FROM_ZERO),
        tuple[Fraction, ...]: st.sampled_from(pieces.COEFFICIENTS),
        tuple[pk.conditions.Condition, ...]: comparisons(_OTHERS),
        pk.conditions.Condition: conditions(*_OTHERS),
        pk.Formula: st.sampled_from(_OTHERS).map(pk.Actual),
        pk.Scoring: st.deferred(lambda: _rules(pk.Attainment, scale)),
        pk.Scale | None: st.sampled_from(  # some rules need a scale that begins at 0; one left out is that of the card
            (scale, scale, FROM_ZERO, None) if scale == pk.Scale(0, 100) else (scale, scale, FROM_ZERO)
        ),
        pk.Label: st.just(pk.Label(zh="标签", en="label")),
        pk.rules.Distribution | None: pieces.distributions(),
        pk.rules.FiveStandards: pieces.standards(),
        pk.Rounding: st.builds(pk.Rounding, st.integers(-1, 4), mode=st.sampled_from(pk.choices.RoundingMode)),
        str | pk.Expr: st.sampled_from(pieces.POINTS),
    }


_ALTERNATIVES = (pk.Attainment, pk.rules.Deductions, pk.MetOrNot, pk.DirectPoints, pk.TargetDelta, pk.Tiers)


@cached_as_spelled
@st.composite
def _alternatives(draw: st.DrawFn, scale: pk.Scale) -> tuple[pk.rules.Alternative, ...]:
    """Draw two rules for one indicator."""
    kinds = draw(st.permutations(_ALTERNATIVES))
    return tuple(
        pk.rules.Alternative(code, draw(rules(kind, scale=scale))) for code, kind in zip(_OTHERS, kinds, strict=False)
    )


@st.composite
def values_for(draw: st.DrawFn, rule: pk.Scoring) -> Fraction:
    """Draw a number for a rule: where its points may turn, just beside, between two such places, or anywhere.

    The places are what the rule says it compares values with, or else the constants of its expression.
    """
    compared = [(each, step) for _, each, step in rule.in_units_of_the_value() if isinstance(each, Fraction)]
    anchors = [number for number, step in compared if not step]
    if isinstance(rule, pk.rules.PopulationRule):
        anchors = list(rule.among.values)
    steps = [number for number, step in compared if step] or [Fraction(1), Fraction(1, 100)]
    where = draw(st.integers(0, 3))
    if where == 0:
        return draw(numbers())
    if isinstance(rule, pk.rules.AllMet):
        return Fraction(draw(st.integers(-1, rule.of + 1)))
    if not anchors:
        anchors = _constants(rule)
        if not anchors or draw(st.booleans()):
            return (
                rule.points_scale.low
                + (rule.points_scale.high - rule.points_scale.low) * draw(st.integers(-1, 21)) / 20
            )
    anchor = anchors[draw(st.integers(0, len(anchors) - 1))]
    if where == 1:
        # between what the rule compares with, and a little beyond; from 0 where that is one figure
        other = anchors[0] if anchor != anchors[0] else Fraction(0)
        return other + (anchor - other) * draw(st.integers(-5, 30)) / 10
    return anchor + steps[draw(st.integers(0, len(steps) - 1))] * draw(st.integers(-40, 40)) / 4


@cached_as_spelled
def _constants(rule: pk.Scoring) -> list[Fraction]:
    """Collect the numbers of a rule's expression, and their quotients: where lines of which they are slopes cross."""
    kind = Kind.CATEGORY if rule.takes_category else Kind.NUMBER
    steps = Program(rule.express(Input("value", kind=kind))).steps
    found = list(dict.fromkeys(node.value for node, _ in steps if isinstance(node, Const)))[:_FEW]
    return list(dict.fromkeys([*found, *(one / other for one, other in product(found, found) if other)]))
