"""Personal parameters, worked out by hand: a row that the constructor would have refused has no points."""

import pytest

import perfkpi as pk
from perfkpi.testing import card_of

H, L, ON = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER, pk.Direction.ON_TARGET
F = pk.Field

DELTA = pk.TargetDelta(
    target=F("target"),
    per=pk.Additive(F("step")),
    loss_per=pk.Relative(F("share")),
    gain=F("gain"),
    loss=F("loss"),
    base_points=F("base"),
    floor=F("floor"),
    cap=F("cap"),
    counting=pk.choices.Counting.PROPORTIONAL,
    direction=H,
)
DELTA_ROW = {"target": 100, "step": 10, "share": "5%", "gain": 2, "loss": 3, "base": 80, "floor": 10, "cap": 90}
RATIO = pk.Attainment(target=F("target"), full_mark=F("full"), direction=H, cap=120)
DISTANCE = pk.Attainment(
    target=F("target"),
    direction=L,
    lower_method=pk.choices.LowerMethod.TWO_MINUS_RATIO,
    negative_target=pk.choices.NegativeTarget.DISTANCE,
    zero_target=pk.choices.ZeroTarget.REFERENCE,
    zero_reference=F("reference"),
)
INVERSE = pk.Attainment(
    target=F("target"),
    direction=L,
    lower_method=pk.choices.LowerMethod.TARGET_OVER_ACTUAL,
    at_zero=F("best"),
    cap=F("cap"),
)
NEAR = pk.Attainment(target=F("target"), direction=ON)
MET = pk.Attainment(target=F("target"), direction=H, zero_target=pk.choices.ZeroTarget.MET_OR_NOT)
LINE = pk.rules.FullMarkIfMet(target=F("target"), decrease=pk.rules.LineToZero(at=F("at")), direction=H)
LINE_DOWN = pk.rules.FullMarkIfMet(target=F("target"), decrease=pk.rules.LineToZero(at=F("at")), direction=L)
LINE_FIXED = pk.rules.FullMarkIfMet(target=10, decrease=pk.rules.LineToZero(at=5), direction=H)
STEPPED = pk.rules.FullMarkIfMet(
    target=F("target"),
    decrease=pk.rules.Stepped(per=pk.Additive(F("step")), loss=F("loss"), counting=pk.choices.Counting.FULL_UNITS),
    direction=H,
)
CAPPED = pk.rules.FullMarkIfMet(
    target=10,
    decrease=pk.rules.Proportional(lower_method=pk.choices.LowerMethod.TARGET_OVER_ACTUAL),
    direction=L,
    cap=F("cap"),
)
BENCH = pk.rules.AchievementImprovement(
    threshold=F("threshold"), benchmark=F("benchmark"), baseline="before", direction=H, scale=pk.Scale(0, 10)
)

ROWS: dict[str, tuple[pk.Scoring, dict[str, object], object, object]] = {
    "two units better": (DELTA, DELTA_ROW, 120, 84),
    "as good as the cap": (DELTA, DELTA_ROW, 200, 90),
    "two units worse": (DELTA, DELTA_ROW, 90, 74),
    "as bad as the floor": (DELTA, DELTA_ROW, -900, 10),
    "a rate below 0": (DELTA, DELTA_ROW | {"gain": -1}, 90, None),
    "a loss below 0": (DELTA, DELTA_ROW | {"loss": "-0.5"}, 120, None),
    "a unit of 0": (DELTA, DELTA_ROW | {"step": 0}, 90, None),
    "a share of a target of 0": (DELTA, DELTA_ROW | {"target": 0}, 120, None),
    "a floor above the cap": (DELTA, DELTA_ROW | {"floor": 91}, 120, None),
    "no target": (DELTA, DELTA_ROW | {"target": None}, 120, None),
    "a target in words": (DELTA, DELTA_ROW | {"target": "high"}, 120, None),
    "a base in words": (DELTA, DELTA_ROW | {"base": "?"}, 120, None),
    "a ratio": (RATIO, {"target": 40, "full": 100}, 30, 75),
    "a target of 0": (RATIO, {"target": 0, "full": 100}, 30, None),
    "a target below 0": (RATIO, {"target": -40, "full": 100}, 30, None),
    "a full mark of 0": (RATIO, {"target": 40, "full": 0}, 30, None),
    "a planned loss, missed by a quarter": (DISTANCE, {"target": -40, "reference": 10}, -30, 75),
    "below a target of 0 by half": (DISTANCE, {"target": 0, "reference": 10}, 5, 50),
    "a reference of 0": (DISTANCE, {"target": 20, "reference": 0}, 5, None),
    "two minus the ratio": (DISTANCE, {"target": 20, "reference": 1}, 25, 75),
    "a target over the actual": (INVERSE, {"target": 20, "best": 120, "cap": 110}, 25, 80),
    "nothing at all, the best case": (INVERSE, {"target": 20, "best": 110, "cap": 110}, 0, 110),
    "a best case below the cap": (INVERSE, {"target": 20, "best": 100, "cap": 110}, 25, None),
    "near the target": (NEAR, {"target": 40}, 50, 75),
    "near a target below 0": (NEAR, {"target": -40}, -50, 75),
    "near a target of 0": (NEAR, {"target": 0}, 1, None),
    "a target of 0, met": (MET, {"target": 0}, 0, 100),
    "a target of 0, missed": (MET, {"target": 0}, "-0.01", 0),
    "half way down the line": (LINE, {"target": 10, "at": 6}, 8, 50),
    "a line that ends above its target": (LINE, {"target": 10, "at": 12}, 8, None),
    "a line that ends at its target": (LINE, {"target": 10, "at": 10}, 8, None),
    "half way up the line": (LINE_DOWN, {"target": 10, "at": 14}, 12, 50),
    "a line down that ends below its target": (LINE_DOWN, {"target": 10, "at": 8}, 9, None),
    "a line of plain numbers": (LINE_FIXED, {}, 9, 80),
    "one full step short": (STEPPED, {"target": 10, "step": 2, "loss": 15}, 7, 85),
    "a step below 0": (STEPPED, {"target": 10, "step": -2, "loss": 15}, 7, None),
    "a cap of one's own, met": (CAPPED, {"cap": 90}, 8, 90),
    "a cap of one's own, missed": (CAPPED, {"cap": 90}, 20, 50),
    "a cap of one's own, nothing at all": (CAPPED, {"cap": 90}, 0, 90),
    "a cap of one's own above the full mark": (CAPPED, {"cap": 110}, 20, None),
    "half way to the benchmark": (BENCH, {"threshold": 1, "benchmark": 5, "before": 9}, 3, 5),
    "a benchmark below its threshold": (BENCH, {"threshold": 5, "benchmark": 1, "before": 9}, 3, None),
    "a benchmark at its threshold": (BENCH, {"threshold": 5, "benchmark": 5, "before": 9}, 3, None),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_has_the_points_worked_out_by_hand_or_an_invalid_parameter(name: str) -> None:
    """Every rule with everything that may vary; ``None`` stands for a row whose parameter is invalid."""
    rule, row, value, points = ROWS[name]
    result = pk.appraise(card_of(rule), {"value": value} | row)
    line = result.lines[0]
    assert line.points == points
    assert line.status is (pk.Status.INVALID_PARAMETER if points is None else pk.Status.OK)
    if points is None:
        assert result.total is None
        assert line.reason is not None
        assert line.reason.sentence("zh") in result.explain("zh", "audit")
        assert line.reason.sentence("en") in result.explain("en", "audit")


def test_the_units_of_personal_parameters_are_those_of_the_value() -> None:
    """A field cannot be checked against the unit of its indicator; a plain number beside it still is."""
    with pytest.raises(pk.errors.DefinitionError, match=r"scoring\.threshold"):
        pk.Indicator(
            code="x",
            name="x",
            formula=pk.Ratio("a", "b", unit=pk.Unit.PERCENT),
            scoring=pk.rules.AchievementImprovement(
                threshold=50, benchmark=F("b"), baseline="before", direction=H, scale=pk.Scale(0, 10)
            ),
        )
