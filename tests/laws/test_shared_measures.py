"""Measures that several indicators read, above a line here and below one there, are checked for either use."""

import numpy as np
import pytest
from columnwise import by_columns
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.testing import row_of

NAMES = ("a", "b", "c")
FIGURES = st.sampled_from(
    (0.0, -0.0, 5e-324, 2.2e-308, 2.3e-308, 1.7e308, 1e-9, 0.5, 1.0, 2.0, 3.0, 1e9, -1.0, np.inf, -np.inf, np.nan)
)


def indicator(code: str, formula: pk.Formula) -> pk.Indicator:
    """A few points up or down, between caps that hide an infinite value."""
    rule = pk.TargetDelta(
        target=1,
        per=pk.Additive("0.01"),
        gain=1,
        loss=2,
        base_points=60,
        floor=0,
        cap=100,
        counting=pk.choices.Counting.PROPORTIONAL,
        direction=pk.Direction.HIGHER_IS_BETTER,
    )
    return pk.Indicator(code=code, name=code, formula=formula, scoring=rule)


FORMULAS = st.one_of(
    st.builds(pk.Actual, st.sampled_from(NAMES)),
    st.permutations(NAMES).map(lambda names: pk.Ratio(*names[:2])),
    st.permutations(NAMES).map(lambda names: pk.Growth(*names[:2])),
)
MISSING = st.sampled_from((pk.missing.Refuse(), pk.Reweight(), pk.missing.ZeroPoints()))


@given(
    st.lists(FORMULAS, min_size=2, max_size=4, unique_by=repr),
    MISSING,
    st.lists(st.tuples(FIGURES, FIGURES, FIGURES), min_size=12, max_size=12),
    st.sampled_from((1, 12)),
)
@settings(max_examples=examples(75))
def test_shared_measures(
    formulas: list[pk.Formula], missing: pk.missing.MissingPolicy, rows: list[tuple[float, ...]], size: int
) -> None:
    """Each row, among others or alone, has the total and the status that its appraisal has."""
    items = tuple((indicator(f"i{place}", formula), 1) for place, formula in enumerate(formulas))
    card = pk.Scorecard(
        code="card", name="Card", items=items, missing=missing, weighting=pk.choices.Weighting.NORMALISED
    )
    for part in (rows[start : start + size] for start in range(0, len(rows), size)):
        table = {name: np.array(column) for name, column in zip(NAMES, zip(*part, strict=True), strict=True)}
        scores = by_columns(card, table)
        for row in range(len(part)):
            result = pk.appraise(card, row_of(table, row))
            assert scores.status_codes[row] == result.status
            total = np.nan if result.total is None else float(result.total)
            assert np.array_equal(scores.totals[row], total, equal_nan=True)
            assert scores.completeness[row] == float(result.completeness)


@pytest.mark.parametrize("odd", [np.inf, -np.inf, np.nan, 0.0, 5e-324, -1.0])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("second", [pk.Growth("c", "b"), pk.Ratio("c", "a"), pk.Ratio("b", "a")])
def test_one_odd_figure(second: pk.Formula, name: str, odd: float) -> None:
    """One odd figure among many good ones is noticed, wherever it stands and whatever it is used for."""
    formulas = (pk.Ratio("a", "b"), second)
    items = tuple((indicator(f"i{place}", formula), 50) for place, formula in enumerate(formulas))
    card = pk.Scorecard(code="card", name="Card", items=items)
    table = {each: np.linspace(1, 2, 40) for each in NAMES}
    table[name][7] = odd
    scores = by_columns(card, table)
    for row in range(40):
        result = pk.appraise(card, row_of(table, row))
        assert scores.status_codes[row] == result.status
        total = np.nan if result.total is None else float(result.total)
        assert np.array_equal(scores.totals[row], total, equal_nan=True)
