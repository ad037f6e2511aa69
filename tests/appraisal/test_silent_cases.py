"""One silent case of many: raters who said nothing, months without a case, records without a figure."""

from fractions import Fraction

import pytest

import perfkpi as pk

RATED = pk.DirectPoints(scale=pk.Scale(0, 100))


def scorecard(formula: pk.Formula, rule: pk.Scoring = RATED, **choices: object) -> pk.Scorecard:
    """A scorecard of one indicator."""
    item = pk.Indicator(code="x", name="x", formula=formula, scoring=rule)
    return pk.Scorecard(code="card", name="card", items=((item, 100),), **choices)


def role(code: str, weight: str, **choices: object) -> pk.formulas.RaterRole:
    """A role, one rater of whom is enough."""
    return pk.formulas.RaterRole(code, weight, mean=code, raters=f"{code}_n", minimum=1, **choices)


ALONE = {"self": 95, "self_n": 1, "superior": None, "superior_n": 0, "peers": None, "peers_n": 0}


def test_a_self_rating_alone_is_not_the_whole() -> None:
    """Ten percent of the weight are there: no total where half is wanted, and where it is enough, ten percent."""
    half = pk.formulas.RaterMean(
        (role("superior", "50%"), role("peers", "40%"), role("self", "10%")),
        weighting=pk.choices.RaterWeighting.PER_ROLE,
        minimum_weight="50%",
    )
    result = pk.appraise(scorecard(half), ALONE)
    assert (result.total, result.status) == (None, pk.Status.INSUFFICIENT)
    least = pk.formulas.RaterMean(half.roles, weighting=pk.choices.RaterWeighting.PER_ROLE, minimum_weight="10%")
    result = pk.appraise(scorecard(least), ALONE)
    assert (result.total, result.completeness) == (95, Fraction(1, 10))
    table = {name: [figure, figure] for name, figure in ALONE.items()}
    assert pk.score_batch(scorecard(least), table).completeness[1] == 0.1


def test_a_role_can_be_required() -> None:
    """Without the superior there is no rating, however much weight the others have."""
    roles = (role("superior", "10%", required=True), role("peers", "80%"), role("self", "10%"))
    formula = pk.formulas.RaterMean(roles, weighting=pk.choices.RaterWeighting.PER_ROLE, minimum_weight="50%")
    figures = ALONE | {"peers": 80, "peers_n": 5}
    assert pk.appraise(scorecard(formula), figures).status is pk.Status.INSUFFICIENT
    assert pk.appraise(scorecard(formula), figures | {"superior": 90, "superior_n": 1}).total is not None


def test_the_least_weight_has_no_default() -> None:
    """It decides who may be the whole, and practice disagrees."""
    with pytest.raises(pk.errors.DefinitionError, match=r"\(minimum_weight\) not said"):
        pk.formulas.RaterMean((role("self", "10%"),), weighting=pk.choices.RaterWeighting.PER_ROLE)


MONTHS = ("m1", "m2", "m3")
YEAR = {"done_m1": 5, "due_m1": 5, "done_m2": 7, "due_m2": 7, "done_m3": 0, "due_m3": 0}


@pytest.mark.parametrize("roll_up", [pk.choices.RollUp.MEAN_OF_RATIOS, pk.choices.RollUp.POOLED])
@pytest.mark.parametrize(("third", "status"), [(0, pk.Status.OK), (5, pk.Status.UNDEFINED)])
def test_a_month_without_cases_is_left_out(roll_up: pk.choices.RollUp, third: int, status: pk.Status) -> None:
    """5/5, 7/7 and 0/0 are 1; 5/0 stays undefined."""
    formula = pk.formulas.ByDimension(
        members=MONTHS,
        numerator="done_{}",
        denominator="due_{}",
        roll_up=roll_up,
        absent=pk.choices.AbsentMembers.LEAVE_OUT,
    )
    rule = pk.Attainment(target="100%", direction=pk.Direction.HIGHER_IS_BETTER)
    result = pk.appraise(scorecard(formula, rule), YEAR | {"done_m3": third})
    if roll_up is pk.choices.RollUp.POOLED:
        assert result.status is pk.Status.OK
    else:
        assert (result.status, result.total) == (status, 100 if status is pk.Status.OK else None)


@pytest.mark.parametrize(
    ("formula", "figures", "status"),
    [
        (pk.formulas.Completion("done", "due"), {"done": 0, "due": 0}, pk.Status.NOT_APPLICABLE),
        (pk.formulas.Share("part", "whole"), {"part": 0, "whole": 0}, pk.Status.NOT_APPLICABLE),
        (pk.Ratio("a", "b"), {"a": 0, "b": 0}, pk.Status.UNDEFINED),
    ],
    ids=["completion", "share", "ratio"],
)
def test_no_cases_are_not_applicable_and_a_ratio_over_nothing_is_undefined(
    formula: pk.Formula, figures: dict[str, object], status: pk.Status
) -> None:
    """A policy covers the first; the second names no cases, and nobody knows what it means."""
    rule = pk.Attainment(target="100%", direction=pk.Direction.HIGHER_IS_BETTER)
    assert pk.appraise(scorecard(formula, rule), figures).status is status
    covered = pk.appraise(scorecard(formula, rule, missing=pk.missing.ZeroPoints()), figures)
    assert (covered.total == 0) == (status is pk.Status.NOT_APPLICABLE)


def test_records_of_a_column_are_those_with_something_in_it() -> None:
    """One filled record and one empty one are one."""
    records = [{"who": "a", "x": 5}, {"who": "a", "x": None}]
    counted = (pk.records.Reduction("n", of="x", by=pk.records.CountRecords(no_records=pk.choices.NoRecords.ZERO)),)
    assert pk.records.reduce_records(records, counted, subject="who")["a"]["n"] == 1
    table, _ = pk.records.reduce_table({"who": ["a", "a"], "x": [5, None]}, counted, subject="who")
    assert table["n"][0] == 1


def test_a_rule_that_ranks_within_another_is_refused() -> None:
    """A population holds the values of indicators, and not those of their parts."""
    ranking = pk.rules.RankPoints(
        ranking=pk.choices.Ranking.COMPETITION,
        by=pk.rules.BestToWorst(100, 60),
        direction=pk.Direction.HIGHER_IS_BETTER,
    )
    part = pk.Indicator(code="p", name="p", formula=pk.Actual("p"), scoring=ranking)
    composite = pk.formulas.Composite(((part, 100),))
    other = pk.rules.Alternative("b", pk.Attainment(target=100, direction=pk.Direction.HIGHER_IS_BETTER))
    chosen = pk.rules.Alternatives((pk.rules.Alternative("a", ranking), other), chosen="a")
    for build in (lambda: scorecard(composite), lambda: scorecard(pk.Actual("x"), chosen)):
        with pytest.raises(pk.errors.DefinitionError, match="ranks within another rule or formula"):
            build()


@pytest.mark.parametrize(("figure", "total", "completeness"), [(None, 0, 0), (80, 80, 1)])
def test_a_part_that_a_policy_covers_has_no_points(figure: object, total: int, completeness: int) -> None:
    """Zero points stand in for the only part of a composite: its weight has none of its own, also in a table."""
    part = pk.Indicator(code="p", name="p", formula=pk.Actual("p"), scoring=RATED)
    card = scorecard(pk.formulas.Composite(((part, 100),), missing=pk.missing.ZeroPoints()))
    result = pk.appraise(card, {"p": figure})
    assert (result.total, result.completeness) == (total, completeness)
    assert pk.score_batch(card, {"p": [figure, figure]}).completeness[1] == completeness


@pytest.mark.parametrize("policy", [pk.missing.Refuse(), pk.missing.ZeroPoints()], ids=["refused", "zero"])
def test_silent_roles_count_within_a_composite(policy: pk.missing.MissingPolicy) -> None:
    """A superior who said nothing is missing there, too; without the part nothing is there."""
    roles = (role("self", "10%"), role("superior", "90%"))
    mean = pk.formulas.RaterMean(roles, weighting=pk.choices.RaterWeighting.PER_ROLE, minimum_weight=0)
    part = pk.Indicator(code="p", name="p", formula=mean, scoring=RATED)
    card = scorecard(pk.formulas.Composite(((part, 100),), missing=policy))
    alone = {"self": 95, "self_n": 1, "superior": None, "superior_n": 0}
    assert pk.appraise(card, alone).completeness == Fraction(1, 10)
    assert pk.appraise(card, alone | {"self": None}).completeness == 0
    assert pk.score_batch(card, {name: [each] for name, each in alone.items()}).completeness[0] == 0.1
