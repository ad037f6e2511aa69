"""Goal sheets: everybody has goals and weights of his own, one by one and in a table."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from pickled import pickled

import perfkpi as pk

RATED = pk.DirectPoints(scale=pk.Scale(0, 100))
SALES = pk.Indicator(
    code="sales",
    name=pk.Label(zh="销售额", en="Sales"),
    formula=pk.Actual("actual"),
    scoring=pk.Attainment(target=pk.Field("target"), direction="higher"),
)
MARGIN = pk.Indicator(
    code="margin",
    name=pk.Label(zh="毛利率", en="Gross margin"),
    formula=pk.Actual("actual", unit=pk.Unit.PERCENT),
    scoring=pk.TargetDelta(
        target=pk.Field("target"),
        per=pk.Additive("1%"),
        gain=2,
        loss=3,
        base_points=90,
        direction="higher",
        counting="proportional",
    ),
)
VISITS = pk.Indicator(code="visits", name=pk.Label(zh="拜访", en="Visits"), formula=pk.Actual("actual"), scoring=RATED)
LETTER = pk.Indicator(
    code="letter",
    name=pk.Label(zh="等第", en="Letter"),
    formula=pk.formulas.Category("actual"),
    scoring=pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 100), ("B", 80))),
)
COLUMNS = (
    pk.Measure(
        "actual", name=pk.Label(zh="实际值", en="actual"), recorded_in=pk.Unit.PERCENT, grouping=",", absent=("-",)
    ),
    pk.Measure("target", name=pk.Label(zh="目标值", en="target"), recorded_in=pk.Unit.PERCENT, grouping=","),
)


def plan(**options: Any) -> pk.GoalPlan:  # noqa: ANN401  # whatever a plan takes
    """A plan of four indicators."""
    given: dict[str, Any] = {
        "code": "goals",
        "name": pk.Label(zh="目标考核", en="Goals"),
        "library": (SALES, MARGIN, VISITS, LETTER),
        "measures": COLUMNS,
        "ratings": pk.RatingScale.descending(("A", 90), ("B", 0)),
    }
    return pk.GoalPlan(**given | options)


PLAN = plan()
TABLE: Mapping[str, Any] = {
    "employee": ["E1", "E2", "E1", "E1", "E3", "E2", "E4"],
    "indicator": ["sales", "销售额", "Gross margin", "visits", "visits", "letter", "sales"],
    "weight": ["50%", 60, "30%", 0.2, 100, 40, 100],
    "target": [1000, "1,200", 12, None, None, None, 100],
    "actual": [900, "1,200", "11", 80, "-", "B", None],
}


def test_each_person_is_scored_by_his_own_goals() -> None:
    """E1: 90 x .5 + 87 x .3 + 80 x .2 = 87.1; E2: 100 x .6 + 80 x .4 = 92; margin is 11 %, sales are no percentage."""
    scores = pk.score_goals(PLAN, TABLE)
    assert scores.keys == ("E1", "E2", "E3", "E4")
    assert scores.totals[:2].tolist() == [87.1, 92.0]
    assert scores.ratings().tolist() == ["B", "A", None, None]
    assert [status.name for status in scores.statuses()] == ["OK", "OK", "NOT_MEASURED", "NOT_MEASURED"]
    assert scores.completeness.tolist() == [1, 1, 0, 0]
    assert scores.points["sales"][:2].tolist() == [90, 100]
    assert np.isnan(scores.points["sales"][2:]).all()
    found = dict(scores.values.items())["margin"]  # noqa: PD011  # no data frame
    assert found[0] == 0.11
    assert np.isnan(found[1:]).all()
    assert scores.goal_points()[[0, 1, 2, 3, 5]].tolist() == [90, 100, 87, 80, 80]
    assert np.isnan(scores.goal_points()[[4, 6]]).all()
    assert scores.summary().scored == 2


def test_an_appraisal_has_the_card_of_the_person() -> None:
    """With his goals only, each told by its own columns."""
    scores = pk.score_goals(PLAN, TABLE)
    result = scores.appraisal("E1")
    assert [(line.code, line.weight, line.contribution) for line in result.lines] == [
        ("sales", Fraction(1, 2), 45),
        ("margin", Fraction(3, 10), Fraction("26.1")),
        ("visits", Fraction(1, 5), 16),
    ]
    assert "指标值 = 实际值 × 0.01 = 11 × 0.01 = 11%" in result.explain("zh", detail="full")
    assert (
        scores.reasons("E3")[0].say("en", {"visits.actual": pk.Label(en="actual")}) == "Visits: not measured (actual)"
    )
    rows = [{name: column[row] for name, column in TABLE.items()} for row in (0, 2, 3)]
    assert pk.appraise_goals(PLAN, rows, subject="E1") == result
    assert pk.appraise_goals(PLAN, rows, subject="E1").explain("en") == result.explain("en")


def test_what_is_wrong_with_a_sheet_is_told_all_at_once_and_stops_nobody_else() -> None:
    """Unknown, doubled, without a weight, not 100: each with its own words, the same one by one."""
    wrong = {
        "employee": ["E1", "E1", "E1", "E2", "E2", "E3", "E4", "E4"],
        "indicator": ["sale", "visits", "visits", None, "visits", "visits", "visits", "visits"],
        "weight": [60, 30, -5, 50, 50, 100, 50, 50],
        "target": [None] * 8,
        "actual": [80] * 8,
    }
    scores = pk.score_goals(PLAN, wrong)
    assert scores.status_codes.tolist() == [7, 7, 0, 7]
    assert scores.totals[2] == 80
    assert [reason.sentence("en") for reason in scores.reasons("E1")] == [
        "'Visits' stands 2 times; keep one",
        "'visits': a weight is greater than 0, not -5; leave a goal without weight out",
        "there is no indicator 'sale' (did you mean 'sales'?); there is Sales, Gross margin, Visits, Letter",
    ]
    assert [reason.say("zh") for reason in scores.reasons("E2")] == ["目标：缺少数据（indicator）"]
    assert [reason.say("zh") for reason in scores.reasons("E4")] == ["目标：'拜访' 出现 2 次；请保留一个"]
    assert scores.completeness.tolist() == [0, 0, 1, 0]
    assert np.isnan(scores.goal_points()[[0, 1, 2, 3, 4, 6, 7]]).all()
    alone = pk.appraise_goals(PLAN, {name: column[:3] for name, column in wrong.items()})
    assert alone.reasons == scores.reasons("E1")
    assert "no total. goals: 'Visits' stands 2 times" in alone.explain("en")
    assert (
        pk.appraise_goals(PLAN, {"indicator": [], "weight": []}).reasons[0].say("en") == "goals: the sheet has no goals"
    )


@pytest.mark.parametrize(("weights", "told"), [([90, 5], "90 + 5 sum to 95"), (["60%", "30%"], "0.6 + 0.3 sum to 0.9")])
def test_weights_of_a_sheet_sum_to_a_whole(weights: list[object], told: str) -> None:
    """To 1 or to 100, exactly, unless they are relative."""
    table = {"employee": ["E1"] * 2, "indicator": ["visits", "letter"], "weight": weights, "actual": [80, "A"]}
    assert told in pk.score_goals(PLAN, table).reasons("E1")[0].say("en")
    relative = pk.score_goals(plan(weighting=pk.choices.Weighting.NORMALISED), table)
    share = relative.appraisal("E1").lines[0].weight
    assert share == Fraction(90, 95) if weights[0] == 90 else share == Fraction(2, 3)
    assert relative.totals[0] == float(relative.appraisal("E1").total or 0)


def test_weights_beyond_doubles_are_weighed_exactly() -> None:
    """A weight of 22 digits is itself."""
    odd = "33.33333333333333333333"
    table = {
        "employee": ["E1", "E1", "E2"],
        "indicator": ["visits", "letter", "visits"],
        "weight": [odd, "66.66666666666666666667", 1],
        "actual": [80, "A", 70],
    }
    scores = pk.score_goals(PLAN, table)
    assert scores.totals.tolist() == [93.33, 70]
    assert scores.appraisal("E1").lines[0].weight == Fraction(odd) / 100


def test_steps_read_what_all_rows_of_a_person_say() -> None:
    """A bonus of the person stands in each of his rows; where they differ, it is an invalid value of his."""
    bonus = pk.Bonus(code="bonus", name="加分", formula=pk.Actual("extra"), floor=0, cap=5)
    extra = plan(adjustments=(bonus,), beyond_scale=pk.choices.BeyondScale.ALLOW)
    table = {
        "employee": ["E1", "E1", "E2", "E2", "E3", "E3"],
        "indicator": ["visits", "letter"] * 3,
        "weight": [50, 50] * 3,
        "actual": [80, "A"] * 3,
        "extra": [2, "2.0", 1, 3, None, float("nan")],
    }
    scores = pk.score_goals(extra, table)
    assert scores.totals[0] == 92
    assert [status.name for status in scores.statuses()] == ["OK", "INVALID_VALUE", "NOT_MEASURED"]
    assert scores.reasons("E2")[0].say("en") == "加分: the rows of one person say 1, 3 (extra)"
    assert scores.adjustments["bonus"][0] == 2


def test_a_policy_holds_for_each_sheet() -> None:
    """Of two goals one is missing, which leaves one: enough for one, too little for another policy."""
    table = {"employee": ["E1"] * 2, "indicator": ["visits", "letter"], "weight": [25, 75], "actual": [80, None]}
    for policy, total in (
        (pk.Reweight(), 80),
        (pk.Reweight(minimum_count=2), None),
        (pk.Reweight(minimum_weight="30%"), None),
    ):
        scores = pk.score_goals(plan(missing=policy), table)
        assert scores.appraisal("E1").total == total
        assert scores.status_codes[0] == (0 if total else pk.Status.INSUFFICIENT)
        assert scores.completeness[0] == 0.25
    carried = pk.score_goals(plan(missing=pk.missing.CarryLast("last")), table | {"last": [1, 60]})
    assert carried.totals.tolist() == [65]


def test_tables_of_any_kind() -> None:
    """A data frame, in which rows stand anywhere; people are the rows of the frame that comes out."""
    frame = pd.DataFrame(TABLE).rename(columns={"employee": "工号", "indicator": "指标", "weight": "权重"})
    frame = frame.sample(frac=1, random_state=3)
    scores = pk.score_goals(PLAN, frame, employee="工号", indicator="指标", weight="权重", points=True)
    found = scores.to_frame(points=["letter"])
    assert found.index.name == "工号"
    assert found.loc["E1", "total"] == 87.1
    assert found.loc["E2", "points_letter"] == 80
    coded = pk.results.Column([80.0, 90.0], [0, 2])
    table = {"indicator": ["visits", "letter"], "weight": [50, 50], "actual": coded}
    assert pk.score_goals(PLAN, table, employee=[7, 7]).keys == (7,)
    assert pk.score_goals(PLAN, table, employee=[7, 7]).statuses()[0] is pk.Status.NOT_APPLICABLE
    mixed = pk.score_goals(
        PLAN, {"indicator": ["visits"] * 3, "weight": [100] * 3, "actual": [1, 2, 3]}, employee=[1, "1", True]
    )
    assert mixed.keys == (1, "1", True)
    assert mixed.totals.tolist() == [1, 2, 3]
    none = pk.score_goals(PLAN, {"indicator": [], "weight": []}, employee=[])
    assert len(none) == 0


def test_figures_that_are_no_doubles_keep_their_digits() -> None:
    """And rows whose figures are wrong have that status."""
    table = {
        "employee": [1, 2, 3],
        "indicator": ["visits", "visits", "letter"],
        "weight": [100, 100, 100],
        "actual": [Fraction(200, 3), "?", 5],
    }
    scores = pk.score_goals(PLAN, table)
    assert scores.appraisal(0).unrounded == Fraction(200, 3)
    assert scores.statuses().tolist()[1:] == [pk.Status.INVALID_VALUE] * 2
    assert scores.totals[0] == 66.67
    numbers = pk.score_goals(PLAN, table | {"actual": [1.0, 2.0, 3.0]})
    assert numbers.totals[:2].tolist() == [1, 2]
    assert numbers.statuses()[2] is pk.Status.INVALID_VALUE


def test_scores_travel() -> None:
    """With all that can be asked of them."""
    scores = pickled(pk.score_goals(PLAN, TABLE))
    assert scores.appraisal("E1").total == pk.score_goals(PLAN, TABLE).appraisal("E1").total
    assert scores.points["sales"][0] == 90
    assert "目标考核 Goals · 2/4" in repr(scores)


def test_parts_are_those_of_who_has_the_goal() -> None:
    """Of nobody else."""
    rule = pk.rules.AchievementImprovement(threshold=50, benchmark=90, baseline="target", direction="higher")
    item = pk.Indicator(code="cases", name="cases", formula=pk.Actual("actual"), scoring=rule)
    table = {
        "employee": [1, 2],
        "indicator": ["cases", "visits"],
        "weight": [100, 100],
        "target": [60, 1],
        "actual": [80, 9],
    }
    scores = pk.score_goals(plan(library=(item, VISITS), scales=pk.choices.ScalePolicy.LINEAR), table)
    part = next(iter(scores.parts["cases"].values()))
    assert np.isnan(part[1])
    assert not np.isnan(part[0])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"employee": ["E1", None, " ", "E1", "E3", "E2", "E4"]},
            "nobody stands in row 1, 2; tell whose goals these are",
        ),
        ({"employee": [None] * 7}, "nobody stands in row 0, 1, 2, 3, 4, …"),
        ({"target": [1, 2]}, "the column 'target' has 2 rows, but others 7"),
        ({"weight": [1, 2]}, "the column 'weight' has 2 rows, but others 7"),
    ],
)
def test_a_table_that_is_none_is_refused(change: Mapping[str, Any], said: str) -> None:
    """Before any work."""
    with pytest.raises(pk.errors.ColumnError, match=said):
        pk.score_goals(PLAN, {**TABLE, **change})


def test_arguments_that_are_none_are_refused() -> None:
    """With what should stand there."""
    with pytest.raises(pk.errors.DefinitionError, match="a plan is a GoalPlan"):
        pk.score_goals(SALES, TABLE)  # type: ignore[arg-type]  # which is refused
    with pytest.raises(pk.errors.DefinitionError, match="the name of a column is a text"):
        pk.score_goals(PLAN, TABLE, indicator=["sales"])  # type: ignore[arg-type]  # which is refused
    with pytest.raises(pk.errors.MeasureError, match="the data has no 'kpi'"):
        pk.score_goals(PLAN, TABLE, indicator="kpi")
    with pytest.raises(pk.errors.MeasureError, match="the data has no 'actual'"):
        pk.appraise_goals(PLAN, {"indicator": ["visits"], "weight": [100]})


def test_foreign_cells_are_read_by_themselves() -> None:
    """A weight that cannot even be looked up is no weight."""
    scores = pk.score_goals(PLAN, {"indicator": ["visits"], "weight": [[100]], "actual": [1]}, employee=["E1"])
    assert scores.statuses()[0] is pk.Status.INVALID_PARAMETER
    assert "'visits': weight: " in scores.reasons(0)[0].say("en")


def test_a_summary_quotes_the_cells_of_whoever_has_the_goal() -> None:
    """Also where somebody between them has no such goal, and where a sheet itself is faulty."""
    table = {
        "employee": ["E1", "E2", "E3", "E4", "E4", "E5", "E6"],
        "indicator": ["sales", "visits", "sales", "sales", "visits", "sales", "sales"],
        "weight": [100, 100, 100, 50, 50, 60, 100],
        "target": ["x", None, "y", 10, None, 10, 2**53 + 1],
        "actual": [9, 80, 9, 9, 80, 9, 9],
    }
    scores = pk.score_goals(PLAN, table)
    reasons = scores.reasons().texts("en").tolist()
    assert "'x'" in reasons[0]
    assert "'y'" in reasons[2]
    assert "neither 1 nor 100" in reasons[4]
    assert scores.appraisal("E6").total is not None
    told = scores.summary().say("en")
    assert "'x'" in told
    assert "'y'" in told
    for display in (str(scores), scores._repr_html_()):
        assert "sales" in display.lower()
