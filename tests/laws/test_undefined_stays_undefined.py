"""What has no number is never 0 and never the cap."""

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import cases, line_of, numbers, numeric_scorings, scorings, single

import perfkpi as pk

ABSENT = [
    pytest.param(None, pk.Status.NOT_MEASURED, id="none"),
    pytest.param(math.nan, pk.Status.NOT_MEASURED, id="nan"),
    pytest.param(Decimal("NaN"), pk.Status.NOT_MEASURED, id="decimal-nan"),
    pytest.param(pk.Absent.NOT_MEASURED, pk.Status.NOT_MEASURED, id="not-measured"),
    pytest.param(pk.Absent.NOT_APPLICABLE, pk.Status.NOT_APPLICABLE, id="not-applicable"),
    pytest.param(pk.Absent.NOT_DUE, pk.Status.NOT_DUE, id="not-due"),
    pytest.param(pk.Absent.INSUFFICIENT, pk.Status.INSUFFICIENT, id="too-little-data"),
    pytest.param(math.inf, pk.Status.INVALID_VALUE, id="infinity"),
    pytest.param("many", pk.Status.INVALID_VALUE, id="text"),
    pytest.param(True, pk.Status.INVALID_VALUE, id="true"),
]


@pytest.mark.parametrize(("figure", "status"), ABSENT)
@given(data=st.data())
@settings(max_examples=25)
def test_an_absent_figure_has_no_points(data: st.DataObject, figure: object, status: pk.Status) -> None:
    """Each kind of absence, under every rule, gives its own status and reason, and neither points nor a total."""
    rule = data.draw(numeric_scorings())
    result = pk.appraise(single(rule), {"value": figure, "baseline": 1, "baseline_2": 1})
    line = result.lines[0]
    assert (line.value, line.points, line.contribution) == (None, None, None)
    assert (result.total, result.unrounded, result.rounding, result.rating) == (None, None, None, None)
    assert line.status is result.status is status
    assert line.reason is not None
    assert "value" in line.reason.names
    assert result.completeness == 0


@given(st.data())
@settings(max_examples=80)
def test_a_zero_denominator_has_no_points(data: st.DataObject) -> None:
    """Anything divided by 0 is undefined under every rule: not 0, not infinite, not the cap."""
    rule = data.draw(numeric_scorings())
    top = data.draw(st.one_of(numbers(), st.just(0)))
    card = single(rule, pk.Ratio("value", "below"))
    result = pk.appraise(card, {"value": top, "below": 0, "baseline": 1, "baseline_2": 1})
    assert result.lines[0].points is None
    assert result.lines[0].status is pk.Status.UNDEFINED
    assert result.total is None
    assert result.reason is not None
    assert result.reason.names == ("below",)


@given(scorings())
@settings(max_examples=60)
def test_the_absent_figure_of_any_rule_is_told(rule: pk.Scoring) -> None:
    """A category that is absent is as undefined as a number."""
    line = line_of(rule, None)
    assert line.points is None
    assert line.status is pk.Status.NOT_MEASURED


@given(cases())
@settings(max_examples=60)
def test_a_line_has_points_exactly_where_its_status_is_ok(case: tuple[pk.Scorecard, dict[str, object]]) -> None:
    """Points and status never contradict each other, and where there are no points there is a reason."""
    result = pk.appraise(*case)
    for line in (*result.lines, *result.sections, *result.adjustments):
        assert (line.points is None) == (line.status is not pk.Status.OK)
        assert bool(line.reasons) == (line.status is not pk.Status.OK)
    assert (result.total is None) == (result.rating is None)


NEVER_COVERED = [(0, pk.Status.UNDEFINED), ("many", pk.Status.INVALID_VALUE)]


@pytest.mark.parametrize("policy", [pk.NeutralPoints(60), pk.ZeroPoints(), pk.Reweight(), pk.Refuse()])
@pytest.mark.parametrize(("below", "status"), NEVER_COVERED)
def test_no_policy_covers_what_it_does_not_name(policy: pk.MissingPolicy, below: object, status: pk.Status) -> None:
    """A zero denominator and a wrong figure pass every policy that is made for absent figures."""
    ratio = pk.Indicator(
        code="ratio",
        name="ratio",
        formula=pk.Ratio("above", "below"),
        scoring=pk.Attainment(target=1, direction=pk.Direction.HIGHER_IS_BETTER),
        missing=policy,
    )
    rated = pk.Indicator(code="rated", name="rated", formula=pk.Actual("m"), scoring=pk.Rated(scale=pk.Scale(0, 100)))
    card = pk.Scorecard(code="card", name="card", items=(pk.Weighted(ratio, 50), pk.Weighted(rated, 50)))
    result = pk.appraise(card, {"above": 1, "below": below, "m": 50})
    assert result.status is status
    assert result.total is None


@pytest.mark.parametrize("status", [pk.Status.OK, pk.Status.INVALID_VALUE, pk.Status.INVALID_PARAMETER])
def test_wrong_data_cannot_be_covered(status: pk.Status) -> None:
    """No policy may be declared for invalid data, nor for data that are fine."""
    with pytest.raises(pk.DefinitionError) as caught:
        pk.ZeroPoints(on={status})
    assert caught.value.code is pk.Code.MISSING_POLICY
