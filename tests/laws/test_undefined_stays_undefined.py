"""What has no number is never 0 and never the cap."""

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from public import EVERYTHING
from strategies import SCALES, concrete

import perfkpi as pk
from perfkpi.testing import check_undefined_stays_undefined, rules, scorecards


@pytest.mark.parametrize("name", list(concrete(pk.Scoring)))
@given(data=st.data())
@settings(max_examples=examples(15))
def test_a_gap_has_no_points(data: st.DataObject, name: str) -> None:
    """Absences, wrong figures and quotients by 0, under every rule, keep their status and are not paid."""
    rule = data.draw(rules(EVERYTHING[name], scale=data.draw(st.sampled_from(SCALES))))
    check_undefined_stays_undefined(rule, data=data)


@given(scorecards(), st.data())
@settings(max_examples=examples(30))
def test_a_line_has_points_exactly_where_its_status_is_ok(card: pk.Scorecard, data: st.DataObject) -> None:
    """Points and status never contradict each other, and where there are no points there is a reason."""
    check_undefined_stays_undefined(card, data=data)


NEVER_COVERED = [(0, pk.Status.UNDEFINED), ("many", pk.Status.INVALID_VALUE)]


@pytest.mark.parametrize(
    "policy", [pk.missing.NeutralPoints(60), pk.missing.ZeroPoints(), pk.Reweight(), pk.missing.Refuse()]
)
@pytest.mark.parametrize(("below", "status"), NEVER_COVERED)
def test_no_policy_covers_what_it_does_not_name(
    policy: pk.missing.MissingPolicy, below: object, status: pk.Status
) -> None:
    """A zero denominator and a wrong figure pass every policy that is made for absent figures."""
    ratio = pk.Indicator(
        code="ratio",
        name="ratio",
        formula=pk.Ratio("above", "below"),
        scoring=pk.Attainment(target=1, direction=pk.Direction.HIGHER_IS_BETTER),
        missing=policy,
    )
    rated = pk.Indicator(
        code="rated", name="rated", formula=pk.Actual("m"), scoring=pk.DirectPoints(scale=pk.Scale(0, 100))
    )
    card = pk.Scorecard(code="card", name="card", items=((ratio, 50), (rated, 50)))
    result = pk.appraise(card, {"above": 1, "below": below, "m": 50})
    assert result.status is status
    assert result.total is None


@pytest.mark.parametrize("status", [pk.Status.OK, pk.Status.INVALID_VALUE, pk.Status.INVALID_PARAMETER])
def test_wrong_data_cannot_be_covered(status: pk.Status) -> None:
    """No policy may be declared for invalid data, nor for data that are fine."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        pk.missing.ZeroPoints(on={status})
    assert caught.value.code is pk.errors.Code.MISSING_POLICY
