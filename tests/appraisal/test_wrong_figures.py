"""A wrong figure stands wherever a choice that nobody could make might have read it, and no policy covers it."""

import numpy as np
import pytest

import perfkpi as pk
from perfkpi import Status

HIGHER = pk.Direction.HIGHER_IS_BETTER


def rated(code: str) -> pk.Indicator:
    """An indicator that is its own rating."""
    return pk.Indicator(code=code, name=code, formula=pk.Actual(code), scoring=pk.DirectPoints(scale=pk.Scale(0, 100)))


def section(policy: pk.missing.MissingPolicy, *codes: str) -> pk.Section:
    """A section of indicators that weigh the same."""
    weighted = [(rated(code), 1) for code in codes]
    return pk.Section(code="s", name="s", items=weighted, weighting=pk.choices.Weighting.NORMALISED, missing=policy)


def card(*items: object, **choices: object) -> pk.Scorecard:
    """A scorecard of items that weigh the same; the indicator y beside them."""
    weighted = [(item, 1) for item in (*items, rated("y"))]
    return pk.Scorecard(code="card", name="card", items=weighted, weighting=pk.choices.Weighting.NORMALISED, **choices)


def attained(**parameters: object) -> pk.Indicator:
    """An indicator x whose attainment is scored."""
    rule = pk.Attainment(direction=HIGHER, **{"target": 100} | parameters)
    return pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=rule)


def composite(policy: pk.missing.MissingPolicy, *codes: str) -> pk.Indicator:
    """An indicator of parts that weigh the same."""
    parts = [(rated(code), 1) for code in codes]
    whole = pk.formulas.Composite(parts, weighting=pk.choices.Weighting.NORMALISED, missing=policy)
    return pk.Indicator(code="c", name="c", formula=whole, scoring=pk.DirectPoints(scale=pk.Scale(0, 100)))


GATED = pk.adjustments.Gate(
    code="g", name="g", opens=pk.conditions.AtLeast("m", 1), closed=pk.adjustments.PayNothing(), items=("s",)
)
CAPPED = pk.formulas.Conditional(pk.conditions.AtLeast("m", 1), then=100, otherwise=90)

CASES = {
    "a section with too few items": (
        card(section(pk.Reweight(minimum_count=2), "x", "z"), missing=pk.Reweight()),
        {"x": "junk", "z": None},
        Status.INVALID_VALUE,
    ),
    "a section with too little weight": (
        card(section(pk.Reweight(minimum_weight="60%"), "x", "z"), missing=pk.Reweight()),
        {"x": "junk", "z": None},
        Status.INVALID_VALUE,
    ),
    "a composite with too few parts": (
        card(composite(pk.Reweight(minimum_count=2), "x", "z"), missing=pk.missing.ZeroPoints()),
        {"x": "junk", "z": None},
        Status.INVALID_VALUE,
    ),
    "a gate that nobody can decide": (
        card(section(pk.missing.Refuse(), "x"), gates=(GATED,), missing=pk.Reweight()),
        {"x": "junk", "m": None},
        Status.INVALID_VALUE,
    ),
    "a target that was not measured": (
        card(attained(target=pk.Actual("t")), missing=pk.missing.ZeroPoints()),
        {"x": "junk", "t": None},
        Status.INVALID_PARAMETER,
    ),
    "a target that was not measured, of a figure that is there": (
        card(attained(target=pk.Actual("t")), missing=pk.missing.ZeroPoints()),
        {"x": 80, "t": None},
        Status.INVALID_PARAMETER,
    ),
    "a target that does not apply": (
        card(attained(target=pk.Actual("t")), missing=pk.missing.ZeroPoints()),
        {"x": "junk", "t": pk.missing.Absent.NOT_APPLICABLE},
        Status.INVALID_VALUE,
    ),
    "a cap whose measure is missing": (
        card(attained(cap=CAPPED), missing=pk.missing.ZeroPoints()),
        {"x": "junk", "m": None},
        None,
    ),
    "a cap whose measure does not apply": (
        card(attained(cap=CAPPED), missing=pk.missing.ZeroPoints()),
        {"x": "junk", "m": pk.missing.Absent.NOT_APPLICABLE},
        Status.INVALID_VALUE,
    ),
    "a formula that branches on what is missing": (
        card(
            pk.Indicator(
                code="x",
                name="x",
                formula=pk.Computed("if(m>0, x, 5)"),
                scoring=pk.DirectPoints(scale=pk.Scale(0, 100)),
            ),
            missing=pk.missing.ZeroPoints(),
        ),
        {"x": "junk", "m": None},
        Status.INVALID_VALUE,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_wrong_figure_that_may_be_read_leaves_no_total(name: str) -> None:
    """One by one and in a table: no total, whatever the policies cover."""
    scorecard, figures, status = CASES[name]
    row = {"y": 80} | figures
    result = pk.appraise(scorecard, row)
    assert result.total is None
    assert result.status in (Status.INVALID_VALUE, Status.INVALID_PARAMETER)
    assert status in (None, result.status)
    table = {column: np.array([figure, figure], dtype=object) for column, figure in row.items()}
    scores = pk.score_batch(scorecard, table)
    assert scores.appraisal(1) == pk.appraise(scorecard, row, subject=1)


@pytest.mark.parametrize(
    ("text", "figures", "total"),
    [
        ("if(m>0, x/b, 5)", {"m": None, "x": 1, "b": 0}, "40.00"),  # nobody's division by zero: absent, 0 points
        ("if(m>0, x/b, 5)", {"m": -1, "x": "junk", "b": 1}, "42.50"),  # valid figures rejected the branch
        ("if(m>0, 5, x)", {"m": 1, "x": "junk"}, "42.50"),
        ("if(m>0, 5, 5)", {"m": -1, "x": "junk"}, "42.50"),
    ],
)
def test_a_branch_that_valid_figures_rejected_is_not_read(text: str, figures: dict[str, object], total: str) -> None:
    """What nobody reads counts for nothing; an absence stays what the policy covers."""
    indicator = pk.Indicator(
        code="x", name="x", formula=pk.Computed(text), scoring=pk.DirectPoints(scale=pk.Scale(0, 100))
    )
    scorecard = card(indicator, missing=pk.missing.ZeroPoints())
    assert str(pk.appraise(scorecard, {"y": 80} | figures).total) == total
