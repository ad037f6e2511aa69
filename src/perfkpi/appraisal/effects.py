"""What a declaration of a scorecard has changed in one person's total."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from perfkpi.appraisal.compiled_card import compiled_card
from perfkpi.appraisal.lines import Number
from perfkpi.appraisal.results import Result
from perfkpi.interpreters.surds import Surd
from perfkpi.interpreters.values import fraction
from perfkpi.memo import remembered
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.measurement.rounding import RoundingPolicy

_NO_ROUNDING = RoundingPolicy(total=None)


def rounding_effect(result: Result) -> Number | None:
    """Compute the total less what it would be if no stage were rounded.

    ``None`` where one of the two is missing, or where they are unlike roots, of which no number tells the difference.
    """
    compiled = compiled_card(_unrounded(result.card))
    exact = compiled.evaluation.run(result.inputs)[compiled.total]
    total = result.unrounded if result.total is None else Fraction(result.total)
    if total is None or not isinstance(exact, (tuple, Surd)):
        return None
    try:
        return total - (fraction(exact) if isinstance(exact, tuple) else exact)
    except TypeError:  # unlike roots
        return None


@remembered
def _unrounded(card: Scorecard) -> Scorecard:
    return evolve(card, rounding=_NO_ROUNDING)
