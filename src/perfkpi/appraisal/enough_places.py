"""How many places printed figures need, so that adding them up on a pocket calculator gives the printed total."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from perfkpi.appraisal.compiled_card import compiled_card
from perfkpi.appraisal.lines import Number
from perfkpi.appraisal.results import Result
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.figures import EXACTLY, CutFigures, Figures
from perfkpi.interpreters.values import fraction, pair
from perfkpi.model.measurement.rounding import Rounding
from perfkpi.numerals import APPROXIMATELY

_EXACT = Exact({})
_MOST_PLACES = 60


def enough_places(result: Result, least: int, *, mark: str = APPROXIMATELY) -> Figures:
    """Find how to write the figures of a result: with so many places, and more where the total would come out wrong.

    Args:
        result: of an appraisal.
        least: how many places are tried first.
        mark: what stands before a number that was cut.
    """
    figures, (cut, whole) = CutFigures(least, mark), _terms(result)
    stage, total = result.card.rounding.total, result.total
    if stage is None or total is None or not _give([*cut, *whole], stage, Fraction(total)):
        return figures
    while not _give([*map(figures.read, cut), *whole], stage, Fraction(total)):
        if figures.places >= _MOST_PLACES:  # the sum lies on an edge that is no decimal, and only fractions say so
            return EXACTLY
        figures = figures.finer()
    return figures


def _terms(result: Result) -> tuple[list[Number], list[Number]]:
    """List what a reader adds up: the weighted points of the top level and the steps on their sum.

    Those that were rounded as declared stand apart: their digits are printed, all of them.
    """
    compiled = compiled_card(result.card)
    worths = {line.code: line.contribution for line in (*result.lines, *result.sections)}
    steps = {step.code: step.contribution for step in result.adjustments}
    top = [worths[leaf.item.code] for leaf in compiled.leaves if leaf.owner is None]
    weighed = [worth for worth in top if worth is not None]
    added = [worth for step in result.card.adjustments if (worth := steps[step.code]) is not None]
    if result.card.rounding.contribution is None:
        return [*weighed, *added], []
    return added, weighed


def _give(terms: Iterable[Number], stage: Rounding, total: Fraction) -> bool:
    """Tell whether some terms, added up and rounded as declared, are the total."""
    added: Number = Fraction(0)
    for term in terms:
        added = added + term
    rounded = _EXACT.round(pair(added) if isinstance(added, Fraction) else added, stage.unit, stage.mode)
    return isinstance(rounded, tuple) and fraction(rounded) == total
