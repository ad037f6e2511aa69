"""What holds for every scoring rule: its points have limits, a direction, and no answer to what has no number."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import settings as Settings  # noqa: N812  # a class, in spite of its name
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.appraisal.lines import Number
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.values import fraction, pair
from perfkpi.model.spelling import cached_as_spelled
from perfkpi.testing.laws.columns import check_batch_equals_exact
from perfkpi.testing.laws.explanations import check_explains
from perfkpi.testing.laws.search import Data, search
from perfkpi.testing.laws.values import check_immutable, check_round_trips
from perfkpi.testing.strategies.cards import card_of
from perfkpi.testing.strategies.figures import inputs_of, measures_for
from perfkpi.testing.strategies.numbers import numbers
from perfkpi.testing.strategies.rules import values_for

_ABSENT: Sequence[tuple[object, pk.Status]] = (
    (None, pk.Status.NOT_MEASURED),
    (math.nan, pk.Status.NOT_MEASURED),
    (Decimal("NaN"), pk.Status.NOT_MEASURED),
    (pk.missing.Absent.NOT_MEASURED, pk.Status.NOT_MEASURED),
    (pk.missing.Absent.NOT_APPLICABLE, pk.Status.NOT_APPLICABLE),
    (pk.missing.Absent.NOT_DUE, pk.Status.NOT_DUE),
    (pk.missing.Absent.INSUFFICIENT, pk.Status.INSUFFICIENT),
)
_WRONG = (math.inf, "many", True)
"""Figures that are no numbers, for a rule that takes numbers."""

Figures = dict[str, Any]

# Hypothesis tries the same rule on many figures.
_alone, _travels = cached_as_spelled(card_of), cached_as_spelled(check_round_trips)


def _figures(data: Data, card: pk.Scorecard) -> Figures:
    """The value, and what the rule reads beside it."""
    return data.draw(measures_for(card, gaps=False))


def _points(card: pk.Scorecard, figures: Figures, value: object) -> Number | None:
    return pk.appraise(card, figures | {"value": value}).lines[0].points


def _worth(parameter: object, figures: Figures) -> Fraction | None:
    """Find a number, or what a column or a formula says in its place; ``None`` where that is no number."""
    if isinstance(parameter, pk.Field):
        parameter = figures[parameter.column]
    if isinstance(parameter, pk.Formula):
        known = {name: pair(figure) for name, figure in figures.items() if isinstance(figure, Fraction)}
        found = parameter.express().fold(Exact(known))
        return fraction(found) if isinstance(found, tuple) else None
    return parameter if isinstance(parameter, Fraction) else None


def check_bounded(rule: pk.Scoring, *, data: Data | None = None, settings: Settings | None = None) -> None:
    """Check that points lie between ``rule.lowest`` and ``rule.highest``, whatever the value.

    Args:
        rule: the rule.
        data: the ``st.data()`` of a running test, for one try; by itself the check searches.
        settings: of the search.

    Raises:
        AssertionError: it tells the value, the points and the limit.
    """
    card = _alone(rule)
    placed = rule.placed_on(rule.points_scale).under(
        card.scale, shares=False, cap=card.cap
    )  # the scale decides where a cap of SCALE_TOP is

    def law(data: Data) -> None:
        figures = _figures(data, card)
        value = figures["value"]
        points = _points(card, figures, value)
        if points is None:
            return
        for limit, sign, words in ((placed.lowest, -1, "fewer than"), (placed.highest, 1, "more than")):
            end = _worth(limit, figures)
            assert end is None or not (points < end if sign < 0 else points > end), (
                f"{rule!r} gives {points} points for {value}, {words} the {end} that it declares as its "
                f"{'lowest' if sign < 0 else 'highest'}; subclass pk.rules.BoundedScoring, or clip with Min and Max"
            )

    search(law, examples=100, data=data, settings=settings)


def check_monotone(rule: pk.Scoring, *, data: Data | None = None, settings: Settings | None = None) -> None:
    """Check that a better value never has fewer points; on target, points rise to a best value and fall behind it.

    Args:
        rule: a rule that scores numbers and promises its direction.
        data: as for ``check_bounded``.
        settings: as for ``check_bounded``.

    Raises:
        AssertionError: it tells both values and their points.
        ValueError: the rule scores categories, or makes no such promise.
    """
    if rule.takes_category or not rule.promises_direction:
        raise ValueError(f"{rule!r} promises no direction: there is nothing to check")
    card = _alone(rule)
    centre = rule.direction is pk.Direction.ON_TARGET and not hasattr(rule, "target")

    def law(data: Data) -> None:
        figures = _figures(data, card)
        values = sorted([figures["value"], *(data.draw(values_for(rule)) for _ in range(2 if centre else 1))])
        if centre:
            found = [_points(card, figures, value) for value in values]
            numbers = [each for each in found if each is not None]
            assert len(numbers) < len(values) or numbers[1] >= min(numbers[0], numbers[2]), (
                f"{rule!r} has no best value: {_told(values, found)}; points fall and rise again"
            )
            return
        worse, better = _in_order(rule, values, figures)
        low, high = _points(card, figures, worse), _points(card, figures, better)
        assert low is None or high is None or low <= high, (
            f"{rule!r} gives fewer points for a better value ({rule.direction.name}): "
            f"{_told((worse, better), (low, high))}"
        )

    search(law, examples=200, data=data, settings=settings)


def _in_order(rule: pk.Scoring, values: Sequence[Fraction], figures: Figures) -> Sequence[Fraction]:
    """Order two values: the worse one, and the better one."""
    if rule.direction is pk.Direction.ON_TARGET:
        target = _worth(getattr(rule, "target", None), figures)
        return values if target is None else sorted(values, key=lambda value: -abs(value - target))
    return values if rule.direction is pk.Direction.HIGHER_IS_BETTER else values[::-1]


def _told(values: Iterable[object], points: Iterable[object]) -> str:
    return ", ".join(f"{value} gets {found}" for value, found in zip(values, points, strict=True))


def undefined_by_rule(rule: pk.Scoring, data: Data) -> None:
    """Check that what has no number has no points: each gap keeps its status, and a zero denominator is undefined."""
    card = _alone(rule)
    figures = _figures(data, card)
    plain = [each for each in _ABSENT if each[0] is None or isinstance(each[0], pk.missing.Absent)]
    figure, status = data.draw(st.sampled_from(plain if rule.takes_category else _ABSENT))
    if not rule.takes_category:
        wrong = st.sampled_from(_WRONG).map(lambda each: (each, pk.Status.INVALID_VALUE))
        figure, status = data.draw(st.sampled_from(((figure, status), data.draw(wrong))))
        ratio = pk.appraise(
            _alone(rule, pk.Ratio("value", "below")), figures | {"value": data.draw(numbers()), "below": 0}
        )
        _no_points(rule, ratio, "a quotient by 0", pk.Status.UNDEFINED, "below")
    _no_points(rule, pk.appraise(card, figures | {"value": figure}), repr(figure), status, "value")


def _no_points(rule: pk.Scoring, result: pk.Appraisal, words: str, status: pk.Status, name: str) -> None:
    line = result.lines[0]
    assert line.points is None and line.contribution is None and result.total is None, (
        f"{rule!r} gives {line.points} points for {words}, which has no number; "
        "no points are due: neither 0 nor the cap"
    )
    if line.status > status and len(inputs_of(result.card)) > 1:
        return  # something else that the rule reads is worse, and speaks
    assert line.status is result.status is status, (
        f"{rule!r} makes {line.status.name} of {words}, which is {status.name}"
    )
    assert any(name in reason.names for reason in line.reasons), f"{rule!r} does not say why {words} has no points"


def check_rule(rule: pk.Scoring, *, data: Data | None = None, settings: Settings | None = None) -> None:
    """Check all that holds for a rule: limits, direction, gaps, columns, words, documents, pickle and immutability.

    A rule that ranks is stored without the people among whom it ranks. What costs least is asked first: it takes
    hundreds of tries to make a counterexample small.

    Args:
        rule: the rule.
        data: as for ``check_bounded``.
        settings: as for ``check_bounded``.

    Raises:
        AssertionError: the first law that does not hold, with its counterexample.
    """
    card = _alone(rule)
    check_immutable(rule)
    check_bounded(rule, data=data, settings=settings)
    if rule.promises_direction and not rule.takes_category:
        check_monotone(rule, data=data, settings=settings)
    search(lambda data: undefined_by_rule(rule, data), examples=50, data=data, settings=settings)
    _travels(attrs.evolve(rule, distribution=None) if isinstance(rule, pk.rules.PopulationRule) else rule)
    check_batch_equals_exact(card, data=data, settings=settings)
    check_explains(card, data=data, settings=settings)
