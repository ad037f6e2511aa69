"""More than the full mark: what a scale, a cap and a total may reach, and what is refused with what to write."""

from decimal import Decimal
from fractions import Fraction

import pytest
from cards import card, named, rated

import perfkpi as pk
from perfkpi.model.measurement.scales import within

HIGHER = pk.Direction.HIGHER_IS_BETTER
TO_120 = pk.Scale(0, 100, up_to=120)
BONUS = named(pk.Bonus, "bonus", formula=pk.Actual("bonus"), floor=0, cap=10)


def attained(**choices: object) -> tuple[object, object]:
    """An indicator of 100 % weight: attainment of 100."""
    rule = pk.Attainment(target=100, direction=HIGHER, **choices)
    return (pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=rule), 100)


def scorecard(*items: object, **choices: object) -> pk.Scorecard:
    """A scorecard that says nothing about totals beyond its scale."""
    return pk.Scorecard(code="card", name="card", items=items, **choices)


@pytest.mark.parametrize(
    ("choices", "rule", "figure", "total"),
    [
        ({"scale": TO_120}, {"cap": 120}, 110, 110),
        ({"scale": TO_120}, {"cap": 120}, 150, 120),
        ({"scale": TO_120}, {"cap": 110}, 150, 110),
        ({"scale": TO_120}, {}, 150, 100),  # a rule without a cap stops at the full mark
        ({"scale": TO_120, "cap": pk.SCALE_TOP}, {}, 150, 120),
        ({"scale": TO_120, "cap": pk.SCALE_TOP}, {"cap": 105}, 150, 105),
        ({"scale": pk.Scale(0, 100, up_to=pk.UNLIMITED)}, {"cap": pk.UNLIMITED}, 1500, 1500),
        ({"scale": pk.Scale(0, 100, up_to=pk.UNLIMITED), "cap": pk.SCALE_TOP}, {}, 1500, 1500),
        ({"scale": TO_120}, {"cap": 120}, 100, 100),  # meeting the target pays the full mark
    ],
)
def test_points_reach_as_far_as_is_declared(
    choices: dict[str, object], rule: dict[str, object], figure: int, total: int
) -> None:
    """``high`` is the full mark, ``up_to`` is as far as caps go."""
    assert pk.appraise(scorecard(attained(**rule), **choices), {"x": figure}).total == total


@pytest.mark.parametrize(
    ("build", "place", "advice"),
    [
        (lambda: scorecard(attained(cap=120)), "items[0].scoring.cap", "Scale(0, 100, up_to=120)"),
        (lambda: scorecard(attained(cap=130), scale=TO_120), "items[0].scoring.cap", "Scale(0, 100, up_to=130)"),
        (lambda: scorecard(attained(cap=pk.UNLIMITED)), "items[0].scoring.cap", "up_to=UNLIMITED"),
        (
            lambda: scorecard(attained(), adjustments=(BONUS,)),
            "adjustments",
            "ScoreLimit(code=..., name=..., floor=...",
        ),
        (lambda: scorecard(attained(), adjustments=(BONUS,)), "adjustments", "beyond_scale='allow'"),
    ],
)
def test_what_lies_beyond_is_refused_with_what_to_write(build: object, place: str, advice: str) -> None:
    """The place, and the scale or both choices, in both languages."""
    with pytest.raises(pk.errors.DefinitionError) as refused:
        build()
    assert refused.value.where == place
    assert advice in refused.value.en
    assert advice in refused.value.zh


def test_a_total_beyond_the_scale_is_cut_on_a_line_of_its_own_or_allowed() -> None:
    """95 points and a bonus of 8: a ``ScoreLimit`` takes 3 of them back; allowed, the total is 103."""
    item = (rated("x"), 100)
    cut = scorecard(item, adjustments=(BONUS, named(pk.adjustments.ScoreLimit, "limit", cap=100)))
    result = pk.appraise(cut, {"x": 95, "bonus": 8})
    assert result.total == 100
    assert [(step.code, step.points) for step in result.adjustments] == [("bonus", 8), ("limit", -3)]
    allowed = scorecard(item, adjustments=(BONUS,), beyond_scale=pk.choices.BeyondScale.ALLOW)
    assert pk.appraise(allowed, {"x": 95, "bonus": 8}).total == 103


def test_below_the_scale_is_beyond_it() -> None:
    """A deduction that can carry the total below 0 is asked as a bonus is."""
    loss = named(pk.Bonus, "loss", formula=pk.Computed("0 - lost"), floor=-10, cap=0)
    with pytest.raises(pk.errors.DefinitionError, match=r"from -10 to 100, beyond its scale 0\.\.100"):
        scorecard(attained(), adjustments=(loss,))


@pytest.mark.parametrize(("figure", "total"), [(150, 100), (100, 100), (80, 80)])
def test_meeting_the_target_pays_the_full_mark_and_no_more(figure: int, total: int) -> None:
    """80 % of it pays 80 of 100 points; a cap of 120 is refused, and names the rules that pay more."""
    rule = pk.rules.FullMarkIfMet(target=100, direction=HIGHER, decrease=pk.rules.Proportional())
    item = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=rule)
    assert pk.appraise(scorecard((item, 100), scale=TO_120), {"x": figure}).total == total
    with pytest.raises(pk.errors.DefinitionError, match="use PiecewiseLinear or Attainment"):
        pk.rules.FullMarkIfMet(target=100, direction=HIGHER, decrease=pk.rules.Proportional(), cap=120, scale=100)


CAP = pk.formulas.Conditional(pk.conditions.AtLeast("m", 1), then=110, otherwise=90)
KNOTS = pk.PiecewiseLinear(
    (pk.rules.Knot(0, 0), pk.rules.Knot(100, 120)),
    below=pk.choices.Extrapolation.HOLD,
    above=pk.choices.Extrapolation.HOLD,
    direction=HIGHER,
    cap=CAP,
)
TIERS = pk.Tiers(
    (pk.rules.Tier(0, high=pk.rules.Below(50)), pk.rules.Tier(120, pk.rules.From(50))), direction=HIGHER, cap=CAP
)


@pytest.mark.parametrize("rule", [KNOTS, TIERS], ids=["knots", "tiers"])
@pytest.mark.parametrize(("met", "total"), [(1, 110), (0, 90)])
def test_a_cap_by_condition_clips_by_row(rule: pk.Scoring, met: int, total: int) -> None:
    """As a constant cap does: a knot or tier of 120 pays what the cap of the row leaves."""
    item = pk.Indicator(code="x", name="x", formula=pk.Actual("x"), scoring=rule)
    found = pk.appraise(scorecard((item, 100), scale=TO_120), {"x": 100, "m": met})
    assert (found.total, found.status) == (total, pk.Status.OK)


def test_a_cap_is_said_to_be_where_it_is() -> None:
    """A cap of 0 on 0..100 lies on the scale: it is not above the low end."""
    with pytest.raises(pk.errors.DefinitionError, match="the cap 0 is not above the low end 0 of the scale"):
        scorecard(attained(cap=0))


def test_no_floor_can_be_said() -> None:
    """Ten units short at ten points each: 0 with a floor, and below it without one."""
    rule = {
        "target": 10, "per": pk.Additive(1), "gain": 1, "loss": 10, "base_points": 60,
        "counting": pk.choices.Counting.PROPORTIONAL, "direction": HIGHER,
    }  # fmt: skip
    for floor, total in ((0, 0), (pk.UNLIMITED, -40)):
        item = pk.Indicator(
            code="x", name="x", formula=pk.Actual("x"), scoring=pk.TargetDelta(floor=floor, cap=100, **rule)
        )
        assert pk.appraise(card((item, 100)), {"x": 0}).total == total


@pytest.mark.parametrize(("step", "text"), [("0.5", "3.5"), ("0.25", "3.50"), ("1/3", "10/3")])
def test_a_total_that_has_a_decimal_is_one(step: str, text: str) -> None:
    """Rounded to halves, 3.4 is ``Decimal("3.5")``; thirds stay fractions."""
    item = (rated("x"), 100)
    rounding = pk.RoundingPolicy(total=pk.Rounding(step=step))
    total = pk.appraise(scorecard(item, rounding=rounding), {"x": "3.4"}).total
    assert isinstance(total, Decimal) == ("/" not in text)
    assert total == (Decimal(text) if "/" not in text else total)
    assert str(total) in {text, text.rstrip("0")}


def test_what_all_roundings_change_stands_beside_what_closes_the_sum() -> None:
    """Contributions of 33.335 and 33.335 round to 33.34 each: 0.01 more than without any stage."""
    items = ((rated("x"), 50), (rated("y"), 50))
    rounding = pk.RoundingPolicy(contribution=pk.Rounding(2), total=pk.Rounding(2))
    result = pk.appraise(scorecard(*items, rounding=rounding), {"x": "66.67", "y": "66.67"})
    assert (result.total, result.rounding, result.rounding_effect) == (Decimal("66.68"), 0, Decimal("0.01"))


def test_a_band_may_be_the_low_end_alone() -> None:
    """What is pending is exactly 0."""
    bands = (pk.Band("rated", 0, None, low_belongs=False), pk.Band("pending", None, 0, high_belongs=True))
    with pytest.raises(pk.errors.DefinitionError, match="list the best rating first"):
        pk.RatingScale(bands[::-1])
    ratings = pk.RatingScale(bands)
    rating = scorecard((rated("x"), 100), ratings=ratings)
    assert [pk.appraise(rating, {"x": points}).rating for points in (0, "0.01", 100)] == ["pending", "rated", "rated"]


def test_a_scale_that_reaches_further_than_its_scorecard_is_refused() -> None:
    """A rating of up to 120 on a scorecard that ends at the full mark."""
    item = (rated("x", scale=TO_120), 100)
    with pytest.raises(pk.errors.DefinitionError, match=r"Scale\(0, 100, up_to=120\)"):
        scorecard(item)
    assert pk.appraise(scorecard(item, scale=TO_120), {"x": 115}).total == 115


def test_an_end_without_a_limit_is_within_none_but_itself() -> None:
    """What may go anywhere stays within nothing else."""
    assert not within(pk.UNLIMITED, Fraction(120))
    assert within(pk.UNLIMITED, pk.UNLIMITED)
    assert within(Fraction(120), pk.UNLIMITED)
    assert not within(Fraction(121), Fraction(120))


def test_without_a_total_no_rounding_had_an_effect() -> None:
    """Nothing was rounded where there is nothing."""
    assert pk.appraise(scorecard((rated("x"), 100)), {"x": None}).rounding_effect is None


def test_a_cap_that_a_formula_may_carry_above_the_full_mark_is_refused_where_nothing_exceeds_it() -> None:
    """What the formula is declared to reach is asked, also where it is no number of its own."""

    def rule(then: int) -> pk.rules.FullMarkIfMet:
        return pk.rules.FullMarkIfMet(
            target=10,
            decrease=pk.rules.Proportional(),
            direction="higher",
            scale=100,
            cap=pk.formulas.Conditional(pk.conditions.AtLeast("profit", 0), then=then, otherwise=80),
        )

    assert rule(100).cap is not None
    with pytest.raises(pk.errors.DefinitionError, match="nothing pays more than the full mark 100 here"):
        rule(120)


def test_a_rating_has_no_upper_end_on_a_scale_that_has_none() -> None:
    """Below its low end it is an invalid value as on every scale."""
    rating = pk.Indicator(
        code="x", name="x", formula=pk.Actual("x"), scoring=pk.DirectPoints(scale=pk.Scale(0, 10, up_to=pk.UNLIMITED))
    )
    card = pk.Scorecard(code="card", name="card", items=((rating, 100),), scale=pk.Scale(0, 10, up_to=pk.UNLIMITED))
    found = pk.score_batch(card, {"x": [500, 10, -1]})
    assert found.totals[:2].tolist() == [500.0, 10.0]
    assert found.statuses()[2] is pk.Status.INVALID_VALUE


def test_the_difference_of_unlike_roots_is_no_number() -> None:
    """The root of 2 × 3 less that of 2.4 × 3.1."""
    items = ((rated("x"), 50), (rated("y"), 50))
    rounding = pk.RoundingPolicy(points=pk.Rounding(0), total=None)
    card = scorecard(*items, rounding=rounding, aggregation="geometric_mean")
    assert pk.appraise(card, {"x": "2.4", "y": "3.1"}).rounding_effect is None
    assert pk.appraise(card, {"x": 2, "y": 3}).rounding_effect == 0
