"""Each status has its own missing-data policy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.errors import Code, DefinitionError
from perfkpi.language import Coalesce, Const, Expr, Input
from perfkpi.missing import Absent, ByStatus, CarryLast, MissingPolicy, NeutralPoints, Refuse, StatusPolicy, ZeroPoints

ABSENT = {each.name.lower(): each for each in Absent}
POLICIES: tuple[StatusPolicy, ...] = (
    Refuse(),
    ZeroPoints(),
    NeutralPoints(60),
    CarryLast("{code}_last"),
    pk.Reweight(minimum_count=1),
)


def card_of(missing: object, aggregation: pk.choices.Aggregation) -> pk.Scorecard:
    """Three ratings of unequal weights."""
    items = {
        pk.Indicator(code, scoring=pk.DirectPoints()): weight for code, weight in zip("abc", (50, 30, 20), strict=True)
    }
    return pk.Scorecard("card", items=items, missing=missing, aggregation=aggregation)


@given(
    st.permutations(POLICIES),
    st.permutations(sorted(ABSENT)),
    st.sampled_from(pk.choices.Aggregation),
    st.none() | st.integers(0, 100),
)
def test_a_status_is_answered_by_its_own_policy(
    policies: list[StatusPolicy], statuses: list[str], aggregation: pk.choices.Aggregation, last: int | None
) -> None:
    """Whoever lacks one figure is scored as by the card that has only the policy of that gap."""
    by_status = dict(zip(statuses, policies, strict=False))  # one policy is left over
    card = card_of(by_status, aggregation)
    for status, policy in by_status.items():
        figures = {"a": ABSENT[status], "b": 70, "c": 90, "a_last": last, "b_last": 1, "c_last": 1}
        alone = pk.appraise(card_of(policy, aggregation), figures)
        found = pk.appraise(card, figures)
        assert (found.total, found.status, found.completeness) == (alone.total, alone.status, alone.completeness)
        assert [line.contribution for line in found.lines] == [line.contribution for line in alone.lines]
        batch = pk.score_batch(card, [figures])
        np.testing.assert_equal(batch.totals[0], np.nan if found.total is None else float(found.total))
        assert pk.Status(batch.status_codes[0]) is found.status


def test_a_gap_of_what_stands_in_is_no_gap_of_the_item() -> None:
    """Where the last points are missing as well, the policy for what was not measured does not replace them."""
    card = card_of(
        {"not_due": CarryLast("{code}_last"), "not_measured": ZeroPoints()}, pk.choices.Aggregation.WEIGHTED_SUM
    )
    figures = {"a": Absent.NOT_DUE, "b": 70, "c": 90, "a_last": None, "b_last": 1, "c_last": 1}
    assert pk.appraise(card, figures).status is pk.Status.NOT_MEASURED
    assert pk.appraise(card, figures | {"a_last": 80}).total == 79
    assert pk.appraise(card, figures | {"a": None}).total == 39


def test_a_status_without_a_policy_is_refused() -> None:
    """As where nothing is said: no total."""
    card = card_of({"not_due": ZeroPoints()}, pk.choices.Aggregation.WEIGHTED_SUM)
    assert pk.appraise(card, {"a": None, "b": 70, "c": 90}).status is pk.Status.NOT_MEASURED


def test_a_mapping_is_welcome_wherever_a_policy_is() -> None:
    """Indicator, section, composite, bonus and card; several statuses may share an entry, and a policy entries."""
    given = {
        "not_due": pk.Reweight(),
        ("not_measured", pk.Status.UNDEFINED): ZeroPoints(),
        "insufficient": pk.Reweight(),
    }
    meant = ByStatus((pk.Reweight(on={"not_due", "insufficient"}), ZeroPoints(on={"not_measured", "undefined"})))
    indicator = pk.Indicator("a", scoring=pk.DirectPoints(), missing=given)
    section = pk.Section("s", items=[(indicator, 100)], missing=given)
    card = pk.Scorecard("c", items=[(section, 100)], missing=given)
    bonus = pk.Bonus("b", floor=0, cap=5, missing={"not_measured": ZeroPoints()})
    assert indicator.missing == section.missing == card.missing == meant
    assert bonus.missing == ByStatus(ZeroPoints(on="not_measured"))
    assert pk.loads(pk.dumps(card)) == card


@pytest.mark.parametrize(
    ("policies", "code", "told"),
    [
        ({}, Code.EMPTY, "at least 1"),
        (
            {"not_due": pk.Reweight(on="not_applicable")},
            Code.MISSING_POLICY,
            "names other statuses than its key, “not due”",
        ),
        ({"not_due": 3}, Code.WRONG_TYPE, "3 is not a StatusPolicy"),
        ({"not_due": {"not_due": ZeroPoints()}}, Code.WRONG_TYPE, "is not a StatusPolicy"),
        ({"late": ZeroPoints()}, Code.WRONG_TYPE, "'late' is not a Status"),
        ({"invalid_value": ZeroPoints()}, Code.MISSING_POLICY, "cannot be covered"),
        ((ZeroPoints(), pk.Reweight(on="not_due")), Code.MISSING_POLICY, "two policies name “not due”; keep one"),
        (
            {"not_due": pk.Reweight(), "not_applicable": pk.Reweight(minimum_count=2)},
            Code.MISSING_POLICY,
            "Reweight may stand once",
        ),
        (
            {"not_due": CarryLast("x"), "not_applicable": CarryLast("y")},
            Code.MISSING_POLICY,
            "CarryLast may stand once",
        ),
    ],
)
def test_what_is_refused(policies: object, code: Code, told: str) -> None:
    """Nothing, a wrong status, an answer twice, and what a level or an item has once."""
    with pytest.raises(DefinitionError, match=told) as caught:
        ByStatus(policies)
    assert caught.value.code is code


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        (ByStatus({"not_due": ZeroPoints(), "not_measured": NeutralPoints(101)}), "101 points for a missing figure"),
        (ByStatus({"not_due": CarryLast("last")}), "'last' cannot hold the last points of several items"),
    ],
)
def test_a_card_looks_at_each_policy(policy: MissingPolicy, told: str) -> None:
    """What may stand in lies on the scale, and one column holds the last points of one item."""
    with pytest.raises(DefinitionError, match=told):
        card_of(policy, pk.choices.Aggregation.WEIGHTED_SUM)


def test_an_adjustment_has_no_weight_to_give_away() -> None:
    """Also not for one status."""
    with pytest.raises(DefinitionError, match="no weight to give away"):
        pk.Bonus("b", floor=0, cap=5, missing={"not_due": pk.Reweight()})


def test_without_limits_the_same_is_expressed() -> None:
    """As with a single policy."""
    points, policy = Input("a"), ByStatus({"not_due": ZeroPoints(), "not_measured": NeutralPoints(60)})
    assert policy.express(points, "a") == policy.express_within(points, "a", None, None) != points


class Half(MissingPolicy):
    """Half the full mark, whatever is missing: a policy of one's own that names no statuses."""

    def express(self, points: Expr, code: str) -> Expr:
        """Express the points, or 50."""
        del code
        return Coalesce(points, pk.Status.absences(), Const(50))


@pytest.mark.parametrize("aggregation", pk.choices.Aggregation)
def test_a_policy_of_ones_own_needs_no_statuses(aggregation: pk.choices.Aggregation) -> None:
    """No item leaves by it."""
    found = pk.appraise(card_of(Half(), aggregation), {"a": None, "b": 50, "c": 50})
    there = pk.appraise(card_of(Refuse(), aggregation), {"a": 50, "b": 50, "c": 50})
    assert (found.total, found.completeness) == (there.total, pytest.approx(0.5))
