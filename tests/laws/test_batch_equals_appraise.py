"""Every row of a table gets the digits that ``appraise`` gives the same figures."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import batches, concrete, formulas_of, own_formulas, person, rules, single, tables_for

import perfkpi as pk

Case = tuple[pk.Scorecard, dict[str, np.ndarray]]


def double(number: object) -> float:
    """The double nearest to an exact figure, which has no negative zero; NaN for none."""
    return math.nan if number is None else float(number) + 0.0


def same(found: float, expected: float) -> bool:
    """Whether two doubles are the same bits, or both no number."""
    return (math.isnan(found) and math.isnan(expected)) or np.float64(found).tobytes() == np.float64(expected).tobytes()


def check(scores: pk.BatchScores, row: int, result: pk.Appraisal) -> None:
    """Total, rating, status and completeness of one row."""
    total = result.unrounded if result.total is None else result.total
    assert scores.status_codes[row] == result.status
    assert same(float(scores.totals[row]), double(total))
    code = scores.rating_codes[row]
    assert (None if code < 0 else scores.card.ratings.bands[code].code) == result.rating
    assert same(float(scores.completeness[row]), float(result.completeness))


@given(batches())
@settings(max_examples=120)
def test_rows_equal_their_appraisals(case: Case) -> None:
    """Whatever the card and the figures are: ties, edges, zeros, infinities, denormals, gaps."""
    card, table = case
    scores = pk.score_batch(card, table)
    for row in range(len(scores)):
        check(scores, row, pk.appraise(card, person(table, row)))


@given(batches())
@settings(max_examples=25)
def test_points_equal_those_of_the_lines(case: Case) -> None:
    """Points are the doubles nearest to the exact ones, NaN where there are none; so are parts."""
    card, table = case
    scores = pk.score_batch(card, table, points=True)
    for row in range(0, len(scores), 3):
        for line in pk.appraise(card, person(table, row)).lines:
            assert same(float(scores.points[line.code][row]), double(line.points))
            for part, value in line.parts.items():
                assert same(float(scores.parts[line.code][part][row]), double(value))


@pytest.mark.parametrize("name", list(concrete(pk.Scoring)))
@given(data=st.data())
@settings(max_examples=25)
def test_every_rule_alone(data: st.DataObject, name: str) -> None:
    """Each rule on a card of its own, where nothing else hides what it does; a new rule comes under this by itself."""
    card = single(data.draw(rules(name)))
    table = data.draw(tables_for(card))
    scores = pk.score_batch(card, table)
    for row in range(len(scores)):
        check(scores, row, pk.appraise(card, person(table, row)))


@given(batches())
@settings(max_examples=15)
def test_one_row_is_appraised_as_it_was_given(case: Case) -> None:
    """``scores.appraisal(row)`` is the appraisal of that row, under its key."""
    card, table = case
    keys = [f"E{row:03}" for row in range(30)]
    scores = pk.score_batch(card, table, keys=keys)
    assert scores.appraisal(7) == pk.appraise(card, person(table, 7), subject="E007")
    assert scores.reasons(7) == scores.appraisal(7).reasons


@pytest.mark.parametrize("name", [name for name in own_formulas() if name != "Grade"])
@given(data=st.data())
@settings(max_examples=25)
def test_every_formula_alone(data: st.DataObject, name: str) -> None:
    """Each formula on a card of its own, under a rule that hides nothing; a new formula comes under this by itself."""
    formula = data.draw(formulas_of(getattr(pk, name)))
    rule = pk.TargetDelta(
        target=data.draw(st.sampled_from(("50%", 0, "60%", "300%"))),
        per=pk.Additive(data.draw(st.sampled_from(("10%", "25%", "100%")))),
        gain=1 if formula.fits[0] is not pk.Direction.ON_TARGET else None,
        loss=2,
        base_points=60,
        floor=0,
        cap=100,
        counting=data.draw(st.sampled_from(pk.Counting)),
        direction=formula.fits[0],
    )
    card = single(rule, formula)
    table = data.draw(tables_for(card))
    scores = pk.score_batch(card, table)
    for row in range(len(scores)):
        check(scores, row, pk.appraise(card, person(table, row)))
