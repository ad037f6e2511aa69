"""Points along a line (R7, 插值法): knots, cliffs, and what lies beyond."""

from fractions import Fraction

import pytest
from families import HIGHER, LOWER, ON, line_of, points_of, text_of

import perfkpi as pk

K, HOLD, FLOOR, REFUSE = (
    pk.rules.Knot,
    pk.choices.Extrapolation.HOLD,
    pk.choices.Extrapolation.FLOOR,
    pk.choices.Extrapolation.REFUSE,
)
LINE = (K(80, 60), K(100, 100))


@pytest.mark.parametrize(
    ("below", "above", "at_70", "at_120"),
    [
        (FLOOR, HOLD, 0, 100),
        (HOLD, HOLD, 60, 100),
        (REFUSE, REFUSE, None, None),
        (pk.rules.Continue(1), pk.rules.Continue(1), 40, 140),  # 2 points for each unit on both sides
        (pk.rules.Continue("1/2"), pk.rules.Continue("50%"), 50, 120),
    ],
)
def test_beyond_the_knots(below: object, above: object, at_70: int | None, at_120: int | None) -> None:
    """Each choice for both sides; the knots themselves are on the line."""
    rule = pk.PiecewiseLinear(LINE, below=below, above=above, direction=HIGHER, cap=150)
    assert [points_of(rule, value) for value in (70, 80, 95, 100, 120)] == [at_70, 60, 90, 100, at_120]


def test_what_is_refused_is_an_invalid_value() -> None:
    """The reason says so, and there are no points."""
    rule = pk.PiecewiseLinear(LINE, below=REFUSE, above=HOLD, direction=HIGHER)
    assert line_of(rule, "79.9").status is pk.Status.INVALID_VALUE
    assert "指标值在插值区间 80..100 之外（value = 79.9）" in text_of(rule, "79.9", "zh")


def test_a_continued_line_stops_at_floor_and_cap() -> None:
    """2 points for each unit, between 10 and 120."""
    rule = pk.PiecewiseLinear(
        LINE, below=pk.rules.Continue(1), above=pk.rules.Continue(1), direction=HIGHER, floor=10, cap=120
    )
    assert [points_of(rule, value) for value in (-50, 60, 109, 999)] == [10, 20, 118, 120]


@pytest.mark.parametrize(("edge", "at"), [(pk.rules.From(90), 60), (pk.rules.Above(90), 20)])
def test_a_cliff_inside(edge: object, at: int) -> None:
    """The edge belongs where it is said to: From(90) pays the upper points at 90."""
    rule = pk.PiecewiseLinear(
        (K(80, 0), pk.rules.Cliff(edge, before=20, after=60), K(100, 100)), below=HOLD, above=HOLD, direction=HIGHER
    )
    assert [points_of(rule, value) for value in (85, 90, 95)] == [10, at, 80]


def test_cliffs_at_both_ends() -> None:
    """Nothing up to 80, 60 from there, 90 up to 100, and 100 beyond."""
    rule = pk.PiecewiseLinear(
        (
            pk.rules.Cliff(pk.rules.From(80), before=0, after=60),
            pk.rules.Cliff(pk.rules.Above(100), before=90, after=100),
        ),
        below=HOLD,
        above=HOLD,
        direction=HIGHER,
    )
    assert [points_of(rule, value) for value in ("79.9", 80, 90, 100, "100.1")] == [0, 60, 75, 90, 100]


def test_an_accelerator() -> None:
    """Twice the slope beyond the target: a knot more."""
    rule = pk.PiecewiseLinear((K(0, 0), K(100, 100), K(110, 120)), below=HOLD, above=HOLD, direction=HIGHER, cap=120)
    assert [points_of(rule, value) for value in (50, 100, 105, 111)] == [50, 100, 110, 120]


def test_lower_is_better() -> None:
    """Three days and less is the full mark, ten and more nothing."""
    rule = pk.PiecewiseLinear((K(3, 100), K(10, 0)), below=HOLD, above=HOLD, direction=LOWER)
    assert [points_of(rule, value) for value in (1, 3, 5, 10, 11)] == [100, 100, Fraction(500, 7), 0, 0]


def test_on_target() -> None:
    """Up to the plateau and down again; a flat piece is flat."""
    rule = pk.PiecewiseLinear(
        (K(4, 0), K(5, 100), K(7, 100), K(9, 0)), below=FLOOR, above=pk.rules.Continue(1), direction=ON
    )
    assert [points_of(rule, value) for value in (3, "4.5", 6, 8, 10)] == [0, 50, 100, 50, 0]


def test_thirds_stay_thirds() -> None:
    """A third of the way is exactly that."""
    rule = pk.PiecewiseLinear((K(0, 0), K(3, 100)), below=HOLD, above=HOLD, direction=HIGHER)
    assert points_of(rule, 1) == Fraction(100, 3)


def test_the_text_is_the_calculation() -> None:
    """The share of the way between the knots, then the points; held points are said to be a limit."""
    rule = pk.PiecewiseLinear(LINE, below=FLOOR, above=HOLD, direction=HIGHER)
    text = text_of(rule, 95, "zh")
    assert "区间内比例 = (指标值 - 80) ÷ (100 - 80) = (95 - 80) ÷ (100 - 80) = 75%" in text
    assert "得分 = 60 + 区间内比例 × (100 - 60) = 60 + 75% × (100 - 60) = 90" in text
    assert "超过 100，按 100 分计" in text_of(rule, 120, "zh")


@pytest.mark.parametrize("points", [100, pk.Field("prize")])
@pytest.mark.parametrize("direction", [pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER])
def test_a_flat_curve_still_asks_for_the_value(points: object, direction: pk.Direction) -> None:
    """Who has no value has no points, though everybody else has the same ones."""
    rule = pk.PiecewiseLinear(
        knots=(pk.rules.Knot(1, points), pk.rules.Knot(2, points)),
        below=pk.choices.Extrapolation.HOLD,
        above=pk.choices.Extrapolation.HOLD,
        direction=direction,
    )
    item = pk.Indicator(code="x", name="x", formula=pk.Computed("a / b"), scoring=rule)
    card = pk.Scorecard(code="card", name="card", items=((item, 100),), beyond_scale=pk.choices.BeyondScale.ALLOW)
    totals = {b: pk.appraise(card, {"a": 1, "b": b, "prize": 100}).total for b in (0, None, "x", 1, 0.25)}
    assert list(map(str, totals.values())) == ["None", "None", "None", "100.00", "100.00"]
