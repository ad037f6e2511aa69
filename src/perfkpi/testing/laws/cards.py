"""What holds for every scorecard: weights are relative, contributions add up, gaps stay gaps."""

from __future__ import annotations

from fractions import Fraction

import attrs
from hypothesis import settings as Settings  # noqa: N812  # a class, in spite of its name

import perfkpi as pk
from perfkpi.model.card.sections import Items
from perfkpi.testing.laws.rules import undefined_by_rule
from perfkpi.testing.laws.search import Data, search
from perfkpi.testing.strategies.figures import measures_for
from perfkpi.testing.strategies.numbers import numbers


def check_undefined_stays_undefined(
    rule_or_card: pk.Scoring | pk.Scorecard, *, data: Data | None = None, settings: Settings | None = None
) -> None:
    """Check that what has no number is never 0 and never the cap, unless a declared policy says what it counts as.

    Of a rule: each kind of gap, and a quotient by 0, has no points and keeps its status. Of a scorecard: a line whose
    value is missing has no points, points and status never contradict each other, and every gap has its reason.

    Args:
        rule_or_card: a rule, or a scorecard.
        data: the ``st.data()`` of a running test, for one try; by itself the check searches.
        settings: of the search.

    Raises:
        AssertionError: it tells the gap, and the points that were paid for it.
    """
    if isinstance(rule_or_card, pk.Scoring):
        rule = rule_or_card
        search(lambda data: undefined_by_rule(rule, data), examples=100, data=data, settings=settings)
        return
    card = rule_or_card

    def law(data: Data) -> None:
        figures = data.draw(measures_for(card))
        result = pk.appraise(card, figures)
        for line in result.lines:
            assert line.value is not None or line.points is None, (
                f"{line.code!r} has no value and still {line.points} points, of {figures} on {card!r}"
            )
        found = [(line.points, line.status, line.reasons) for line in _lines(result)]
        for points, status, reasons in (*found, (result.unrounded, result.status, result.reasons)):
            told = f"{points} points, status {status.name}, reasons {reasons}, of {figures} on {card!r}"
            assert (points is None) == (status is not pk.Status.OK) == bool(reasons), told
        if result.total is None:
            assert result.rating is None or result.unrounded is not None, (
                f"a rating without a total, of {figures} on {card!r}"
            )

    search(law, examples=40, data=data, settings=settings)


def _lines(result: pk.Appraisal) -> list[pk.results.Line | pk.results.AdjustmentLine]:
    return [*result.lines, *result.sections, *result.adjustments]


def adds_up(card: pk.Scorecard) -> bool:
    """Tell whether every level of a card is a weighted sum."""
    levels = [card.aggregation, *(section.aggregation for section in card.sections())]
    return all(aggregation is pk.choices.Aggregation.WEIGHTED_SUM for aggregation in levels)


def check_contributions_add_up(
    card: pk.Scorecard, *, data: Data | None = None, settings: Settings | None = None
) -> None:
    """Check that contributions of lines and steps, and what rounding changed, are the total, with nothing left over.

    Where a level is no weighted sum, its lines have no contribution.

    Args:
        card: the scorecard.
        data: as for ``check_undefined_stays_undefined``.
        settings: as for ``check_undefined_stays_undefined``.

    Raises:
        AssertionError: it tells the contributions and the total.
    """

    def law(data: Data) -> None:
        figures = data.draw(measures_for(card))
        result = pk.appraise(card, figures)
        if result.total is None:
            return
        parts = [line.contribution for line in result.lines]
        parts += [line.contribution for line in result.adjustments]
        if not adds_up(card):
            assert None in parts, f"contributions {parts} where points are not added up, of {figures} on {card!r}"
            return
        total, changed = Fraction(result.total), result.rounding
        found = sum((part for part in parts if part is not None), changed or Fraction(0))
        assert None not in parts and found == total, (
            f"contributions {parts} and a rounding of {changed} are {found} and not {total}, of {figures} on {card!r}"
        )

    search(law, examples=40, data=data, settings=settings)


def check_weight_scale_free(card: pk.Scorecard, *, data: Data | None = None, settings: Settings | None = None) -> None:
    """Check that weights are shares of their sum: multiplied by anything and normalised, they give the same result.

    Args:
        card: the scorecard; levels on which weights are points stay as they are.
        data: as for ``check_undefined_stays_undefined``.
        settings: as for ``check_undefined_stays_undefined``.

    Raises:
        AssertionError: it tells the factor and both results.
    """

    def law(data: Data) -> None:
        factor, figures = data.draw(numbers(1, 300)), data.draw(measures_for(card))
        other = _multiplied(card, factor)
        one, two = pk.appraise(card, figures), pk.appraise(other, figures)
        assert (one.total, one.unrounded, one.status, one.rating, one.lines) == (
            two.total, two.unrounded, two.status, two.rating, two.lines,
        ), f"all weights times {factor} give {two.total} instead of {one.total}, of {figures} on {card!r}"  # fmt: skip

    search(law, examples=40, data=data, settings=settings)


def _multiplied(card: pk.Scorecard, factor: Fraction) -> pk.Scorecard:
    weighting = card.weighting
    relative = weighting if weighting is pk.choices.Weighting.POINTS else pk.choices.Weighting.NORMALISED
    return attrs.evolve(card, items=_items(card.items, weighting, factor), weighting=relative)


def _items(items: Items, weighting: pk.choices.Weighting, factor: Fraction) -> Items:
    made: list[pk.Indicator | pk.Section] = []
    for item in items:
        weight = Fraction(item.weight or 0) * (1 if weighting is pk.choices.Weighting.POINTS else factor)
        if isinstance(item, pk.Section):
            inner = item.weighting or weighting
            relative = inner if inner is pk.choices.Weighting.POINTS else pk.choices.Weighting.NORMALISED
            inside = _items(item.items, inner, factor)
            made.append(attrs.evolve(item, items=inside, weighting=relative, weight=weight))
        else:
            made.append(attrs.evolve(item, weight=weight))
    return tuple(made)
