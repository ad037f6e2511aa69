"""Ways that few tables take: threads with foreign modes, and formulas too deep for columns."""

import numpy as np
import pytest
from cards import rated

import perfkpi as pk
from perfkpi.language import Const, Expr, Input, Max

TABLE = {"x": np.array([10.0, 20.0, 150.0]), "y": np.array([1.0, 0.5, 1.0])}


def scorecard(item: pk.Indicator) -> pk.Scorecard:
    """A scorecard of one indicator."""
    return pk.Scorecard(code="card", name="card", items=((item, 100),))


def check(card: pk.Scorecard) -> None:
    """Every row as its appraisal has it."""
    scores = pk.score_batch(card, TABLE)
    for row, figure in enumerate(TABLE["x"]):
        given = {"x": figure, "y": TABLE["y"][row]}
        assert scores.appraisal(row) == pk.appraise(card, given, subject=row)
        expected = pk.appraise(card, given).total
        assert np.isnan(scores.totals[row]) if expected is None else scores.totals[row] == float(expected)


def test_a_thread_that_computes_otherwise_scores_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    """No plan runs in it."""
    monkeypatch.setattr("perfkpi.batch.scoring.ordinary", lambda: False)
    check(scorecard(rated("x")))


def deep(levels: int) -> Expr:
    """Products and limits, one within the other."""
    found: Expr = Input("x")
    for level in range(levels):
        found = Max((found * Input("y"), Const(level % 7)))
    return found


def test_what_is_too_deep_for_columns_is_scored_exactly() -> None:
    """A hundred operations one within the other."""
    item = pk.Indicator(
        code="x", name="x", formula=pk.Computed(deep(60)), scoring=pk.DirectPoints(scale=pk.Scale(0, 100))
    )
    check(scorecard(item))
