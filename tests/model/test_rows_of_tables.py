"""Tables that vary by person, worked out by hand: a row that the constructor would have refused has no points."""

import pytest

import perfkpi as pk
from perfkpi.testing import card_of

H, L, ON = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER, pk.Direction.ON_TARGET
F, K, T = pk.Field, pk.rules.Knot, pk.rules.Tier
WHOLE, HOLD = pk.choices.EventCounting.WHOLE_ONLY, pk.choices.Extrapolation.HOLD

MET = pk.MetOrNot(target=F("target"), met=F("met"), missed=F("missed"), direction=H)
NEAR = pk.MetOrNot(target=F("target"), missed=0, direction=ON, tolerance=pk.Relative("10%"))
EACH = pk.rules.AllMet(of=3, decrease=pk.rules.LossPerMissed(F("loss")))
TABLE = pk.rules.AllMet(of=2, decrease=pk.rules.PointsByMissed((F("one"), F("both"))))
TIERS = pk.Tiers(
    (T(F("low")), T(80, pk.rules.From(F("good"))), T(F("high"), pk.rules.Above(F("best")))), direction=H, cap=F("cap")
)
POINT = pk.Tiers((T(0), T(100, pk.rules.From(F("one"))), T(0, pk.rules.Above(F("other")))), direction=ON)
PEAK = pk.Tiers((T(F("a")), T(F("b"), pk.rules.From(1)), T(F("c"), pk.rules.From(2))), direction=ON)
CURVE = pk.PiecewiseLinear(
    (K(F("threshold"), 60), K(F("target"), F("points"))),
    below=pk.choices.Extrapolation.FLOOR,
    above=pk.rules.Continue(F("share")),
    direction=H,
    cap=120,
)
TENT = pk.PiecewiseLinear((K(0, F("low")), K(10, F("top"))), below=pk.rules.Continue(1), above=HOLD, direction=ON)
EVENTS = pk.rules.Deductions(
    (
        pk.rules.Event("late", loss=F("loss"), free=F("free"), most=F("most"), counting=WHOLE),
        pk.rules.Event("error", of="errors", loss=30, counting=WHOLE),
    )
)
EVENT_ROW = {"loss": 5, "free": 1, "most": 12, "errors": 0}
CASES = pk.rules.DescribedCases((pk.rules.DescribedCase("A", "好", F("good")), pk.rules.DescribedCase("B", "差", 20)))
MATRIX = pk.rules.PayoutMatrix(
    second="margin",
    row_edges=(pk.rules.From(F("row")), pk.rules.From(100)),
    column_edges=(pk.rules.Above(F("column")),),
    points=((0, 40), (F("cell"), 60), (50, 100)),
    direction=H,
    second_direction=H,
)
MATRIX_ROW = {"row": 90, "column": 5, "cell": 30, "margin": 5}
PAID = pk.rules.TieredAmount(
    (pk.rules.RateTier(F("rate")), pk.rules.RateTier(2, pk.rules.From(F("edge")))),
    basis=pk.choices.AmountBasis.WHOLE,
    base_points=F("base"),
    per=F("per"),
    direction=H,
)
PAID_ROW = {"rate": 1, "edge": 20, "base": 10, "per": 1}
CHOSEN = pk.rules.Alternatives(
    (pk.rules.Alternative("met", MET), pk.rules.Alternative("delta", pk.DirectPoints(scale=pk.Scale(0, 10)))),
    chosen="met",
)

ROWS: dict[str, tuple[pk.Scoring, dict[str, object], object, object]] = {
    "met": (MET, {"target": 10, "met": 90, "missed": 20}, 10, 90),
    "missed": (MET, {"target": 10, "met": 90, "missed": 20}, "9.99", 20),
    "missing pays as much": (MET, {"target": 10, "met": 20, "missed": 20}, 10, None),
    "more than the full mark": (MET, {"target": 10, "met": 101, "missed": 20}, 5, None),
    "less than the floor": (MET, {"target": 10, "met": 90, "missed": -1}, 10, None),
    "a target that nobody filled in": (MET, {"target": None, "met": 90, "missed": 20}, 10, None),
    "near": (NEAR, {"target": 50}, 55, 100),
    "not near": (NEAR, {"target": 50}, "55.01", 0),
    "near a target below 0": (NEAR, {"target": -50}, -45, 100),
    "near a target of 0": (NEAR, {"target": 0}, 0, None),
    "one of three missed": (EACH, {"loss": 25}, 2, 75),
    "a loss of 0 for one person": (EACH, {"loss": 0}, 0, 100),
    "a negative loss": (EACH, {"loss": -1}, 3, None),
    "one of two missed": (TABLE, {"one": 70, "both": 10}, 1, 70),
    "both missed": (TABLE, {"one": 70, "both": 10}, 0, 10),
    "missing both pays more": (TABLE, {"one": 10, "both": 70}, 2, None),
    "missing one pays more than none": (TABLE, {"one": 110, "both": 0}, 2, None),
    "at the edge with it": (TIERS, {"low": 50, "good": 60, "high": 110, "best": 90, "cap": 110}, 60, 80),
    "at the edge without it": (TIERS, {"low": 50, "good": 60, "high": 110, "best": 90, "cap": 110}, 90, 80),
    "past it": (TIERS, {"low": 50, "good": 60, "high": 110, "best": 90, "cap": 110}, "90.01", 110),
    "edges that meet": (TIERS, {"low": 50, "good": 60, "high": 110, "best": 60, "cap": 110}, 60, 80),
    "edges that cross": (TIERS, {"low": 50, "good": 91, "high": 110, "best": 90, "cap": 110}, 0, None),
    "points above a cap of one's own": (TIERS, {"low": 50, "good": 60, "high": 110, "best": 90, "cap": 100}, 0, 50),
    "the points that it cuts": (TIERS, {"low": 50, "good": 60, "high": 110, "best": 90, "cap": 100}, 95, 100),
    "a lower tier that pays more": (TIERS, {"low": 81, "good": 60, "high": 100, "best": 90, "cap": 100}, 95, None),
    "a tier of one number": (POINT, {"one": 3, "other": 3}, 3, 100),
    "beside the one number": (POINT, {"one": 3, "other": 3}, "2.9", 0),
    "a peak": (PEAK, {"a": 10, "b": 90, "c": 20}, 1, 90),
    "a valley": (PEAK, {"a": 30, "b": 20, "c": 90}, 1, None),
    "a slope": (PEAK, {"a": 30, "b": 20, "c": 10}, 2, 10),
    "half way": (CURVE, {"threshold": 80, "target": 100, "points": 100, "share": "50%"}, 90, 80),
    "below the threshold": (CURVE, {"threshold": 80, "target": 100, "points": 100, "share": "50%"}, "79.99", 0),
    "at the threshold": (CURVE, {"threshold": 80, "target": 100, "points": 100, "share": "50%"}, 80, 60),
    "half the slope beyond": (CURVE, {"threshold": 80, "target": 100, "points": 100, "share": "50%"}, 110, 110),
    "up to the cap": (CURVE, {"threshold": 80, "target": 100, "points": 100, "share": "50%"}, 999, 120),
    "knots that cross": (CURVE, {"threshold": 80, "target": 70, "points": 100, "share": "50%"}, 75, None),
    "knots at one place": (CURVE, {"threshold": 80, "target": 80, "points": 100, "share": "50%"}, 80, None),
    "a falling line": (CURVE, {"threshold": 80, "target": 100, "points": 50, "share": "50%"}, 80, None),
    "a share of 0": (CURVE, {"threshold": 80, "target": 100, "points": 100, "share": 0}, 80, None),
    "a line that goes down": (TENT, {"low": 20, "top": 100}, -2, 4),
    "a line that rises off the target": (TENT, {"low": 100, "top": 20}, 5, None),
    "two that count": (EVENTS, EVENT_ROW, 3, 90),
    "at most twelve": (EVENTS, EVENT_ROW, 9, 88),
    "a serious one": (EVENTS, EVENT_ROW | {"errors": 3}, 0, 10),
    "down to the floor": (EVENTS, EVENT_ROW | {"errors": 4}, 0, 0),
    "a rate below 0": (EVENTS, EVENT_ROW | {"loss": -1}, 3, None),
    "an allowance below 0": (EVENTS, EVENT_ROW | {"free": -1}, 3, None),
    "at most 0": (EVENTS, EVENT_ROW | {"most": 0}, 3, None),
    "a described case": (CASES, {"good": 95}, "A", 95),
    "a described case above the full mark": (CASES, {"good": 105}, "B", None),
    "a cell": (MATRIX, MATRIX_ROW, 90, 30),
    "the cell beside it": (MATRIX, MATRIX_ROW | {"margin": "5.1"}, 90, 60),
    "the lowest cell": (MATRIX, MATRIX_ROW, "89.9", 0),
    "a cell above the one below it": (MATRIX, MATRIX_ROW | {"cell": 51}, 90, None),
    "a cell above the one beside it": (MATRIX, MATRIX_ROW | {"cell": 61}, 90, None),
    "rows that cross": (MATRIX, MATRIX_ROW | {"row": 101}, 90, None),
    "a column in words": (MATRIX, MATRIX_ROW | {"column": "high"}, 90, None),
    "an amount below the edge": (PAID, PAID_ROW, 19, 29),
    "an amount at the edge": (PAID, PAID_ROW, 20, 50),
    "a rate above the next": (PAID, PAID_ROW | {"rate": 3}, 20, None),
    "a rate below nothing": (PAID, PAID_ROW | {"rate": -1}, 20, None),
    "an edge at 0": (PAID, PAID_ROW | {"edge": 0}, 20, None),
    "a unit of 0": (PAID, PAID_ROW | {"per": 0}, 20, None),
    "a unit of 2": (PAID, PAID_ROW | {"per": 2}, 20, 30),
    "the chosen rule": (CHOSEN, {"target": 10, "met": 90, "missed": 20}, 10, 90),
    "the chosen rule, refused": (CHOSEN, {"target": 10, "met": 20, "missed": 20}, 10, None),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_has_the_points_worked_out_by_hand_or_an_invalid_parameter(name: str) -> None:
    """Every table with everything that may vary; ``None`` stands for a row whose parameter is invalid."""
    rule, row, value, points = ROWS[name]
    result = pk.appraise(card_of(rule), {"value": value} | row)
    line = result.lines[0]
    assert line.points == points
    assert line.status is (pk.Status.INVALID_PARAMETER if points is None else pk.Status.OK)
    if points is None:
        assert line.reason is not None
        assert line.reason.sentence("zh") in result.explain("zh", "audit")
        assert line.reason.sentence("en") in result.explain("en", "audit")
