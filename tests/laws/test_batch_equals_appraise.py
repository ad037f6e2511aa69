"""Every row of a table gets the digits that ``appraise`` gives the same figures."""

import numpy as np
import pytest
from columnwise import by_columns
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from public import EVERYTHING
from strategies import concrete, own_formulas

import perfkpi as pk
from perfkpi.testing import batches, card_of, check_batch_equals_exact, formulas, row_of, rules, scorecards

Case = tuple[pk.Scorecard, dict[str, np.ndarray]]


@given(scorecards(), st.data())
@settings(max_examples=examples(60))
def test_rows_equal_their_appraisals(card: pk.Scorecard, data: st.DataObject) -> None:
    """Whatever the card and the figures are: ties, edges, zeros, infinities, denormals, gaps."""
    check_batch_equals_exact(card, data=data)


@pytest.mark.parametrize("name", list(concrete(pk.Scoring)))
@given(data=st.data())
@settings(max_examples=examples(25))
def test_every_rule_alone(data: st.DataObject, name: str) -> None:
    """Each rule on a card of its own, where nothing else hides what it does; a new rule comes under this by itself."""
    check_batch_equals_exact(card_of(data.draw(rules(EVERYTHING[name]))), data=data)


@given(batches())
@settings(max_examples=examples(15))
def test_one_row_is_appraised_as_it_was_given(case: Case) -> None:
    """``scores.appraisal(row)`` is the appraisal of that row, under its key."""
    card, table = case
    keys = [f"E{row:03}" for row in range(30)]
    scores = by_columns(card, table, keys=keys)
    assert scores.appraisal(7) == pk.appraise(card, row_of(table, 7), subject="E007")
    assert scores.reasons(7) == scores.appraisal(7).reasons


@pytest.mark.parametrize("name", [name for name in own_formulas() if name != "Category"])
@given(data=st.data())
@settings(max_examples=examples(25))
def test_every_formula_alone(data: st.DataObject, name: str) -> None:
    """Each formula on a card of its own, under a rule that hides nothing; a new formula comes under this by itself."""
    formula = data.draw(formulas(EVERYTHING[name]))
    rule = pk.TargetDelta(
        target=data.draw(st.sampled_from(("50%", 0, "60%", "300%"))),
        per=pk.Additive(data.draw(st.sampled_from(("10%", "25%", "100%")))),
        gain=1 if formula.fits[0] is not pk.Direction.ON_TARGET else None,
        loss=2,
        base_points=60,
        floor=0,
        cap=100,
        counting=data.draw(st.sampled_from(pk.choices.Counting)),
        direction=formula.fits[0],
    )
    check_batch_equals_exact(card_of(rule, formula), data=data)
