"""Scheme 9, sheet A of a customer-service director: 30/30/40, the full mark when met, otherwise decreasing.

Source: 客户满意度 30 %, 客户关怀计划 30 %, 团队绩效 40 %; 达到X%的增长得分100,不达标得分递减;
bands 90-100 优秀, 70-89 良好, 50-69 一般, 0-49 不合格.
The sheet gives neither X, Y and Z nor a slope: each item has another decrease here, and every figure is an example.
"""

from decimal import Decimal
from fractions import Fraction

import pytest

import perfkpi as pk

SATISFACTION = pk.Indicator(
    code="satisfaction",
    name=pk.Label(zh="客户满意度", en="Customer satisfaction"),
    formula=pk.Growth("满意度指数", "上年满意度指数", unit=pk.Unit.PERCENT),
    scoring=pk.rules.FullMarkIfMet(
        target="8%", decrease=pk.rules.LineToZero(at="0%"), direction=pk.Direction.HIGHER_IS_BETTER
    ),
    frequency=pk.choices.Frequency.QUARTERLY,
)
CARE = pk.Indicator(
    code="care",
    name=pk.Label(zh="客户关怀计划", en="Customer care plan"),
    formula=pk.Growth("关怀客户数", "上年关怀客户数", unit=pk.Unit.PERCENT),
    scoring=pk.rules.FullMarkIfMet(
        target="10%",
        decrease=pk.rules.Stepped(per=pk.Additive("1%"), loss=6, counting=pk.choices.Counting.STARTED_UNITS),
        direction=pk.Direction.HIGHER_IS_BETTER,
    ),
)
RESOLUTION = pk.Indicator(
    code="resolution",
    name=pk.Label(zh="问题解决率", en="Resolution rate"),
    formula=pk.Ratio("已解决问题", "全部问题", unit=pk.Unit.PERCENT),
    scoring=pk.rules.FullMarkIfMet(
        target="95%", decrease=pk.rules.Proportional(), direction=pk.Direction.HIGHER_IS_BETTER
    ),
)
SERVICE = pk.Indicator(
    code="service",
    name=pk.Label(zh="服务水平", en="Service level"),
    formula=pk.Ratio("及时接听", "全部来电", unit=pk.Unit.PERCENT),
    scoring=pk.rules.FullMarkIfMet(
        target="80%",
        decrease=pk.rules.Stepped(per=pk.Additive("1%"), loss=5, counting=pk.choices.Counting.FULL_UNITS),
        direction=pk.Direction.HIGHER_IS_BETTER,
    ),
)
COMPLAINTS = pk.Indicator(
    code="complaints",
    name=pk.Label(zh="投诉量", en="Complaints"),
    formula=pk.Actual("投诉量", unit=pk.Unit.COUNT),
    scoring=pk.rules.FullMarkIfMet(
        target=10, decrease=pk.rules.LineToZero(at=20), direction=pk.Direction.LOWER_IS_BETTER
    ),
)
TEAM = pk.Section(
    code="team",
    name=pk.Label(zh="团队绩效", en="Team performance"),
    items=((RESOLUTION, 50), (SERVICE, 30), (COMPLAINTS, 20)),
)
RATINGS = pk.RatingScale.descending(("优秀", 90), ("良好", 70), ("一般", 50), ("不合格", 0))
CARD = pk.Scorecard(
    code="customer-service-director-a",
    name=pk.Label(zh="客服总监", en="Customer-service director"),
    items=((SATISFACTION, "30%"), (CARE, "30%"), (TEAM, "40%")),
    ratings=RATINGS,
)

MET = {
    "满意度指数": 54,
    "上年满意度指数": 50,
    "关怀客户数": 110,
    "上年关怀客户数": 100,
    "已解决问题": 190,
    "全部问题": 200,
    "及时接听": 800,
    "全部来电": 1000,
    "投诉量": 10,
}
MISSED = MET | {"满意度指数": "52.5", "关怀客户数": "107.5", "已解决问题": 188, "及时接听": 782, "投诉量": 12}


def test_every_target_just_met_is_the_full_mark() -> None:
    """Meeting each target exactly (8 %, 10 %, 95 %, 80 %, 10 complaints) is worth 100 in every line and in total."""
    result = pk.appraise(CARD, MET)
    assert [line.points for line in result.lines] == [100] * 5
    assert [line.contribution for line in result.lines] == [30, 30, 20, 12, 8]
    assert result.total == Decimal(100)
    assert str(result.total) == "100.00"
    assert result.rating == "优秀"


def test_exceeding_a_target_earns_no_more_than_the_full_mark() -> None:
    """Met is 100; twice the growth and no complaint at all are 100, too."""
    result = pk.appraise(CARD, MET | {"满意度指数": 58, "关怀客户数": 130, "已解决问题": 200, "投诉量": 0})
    assert [line.points for line in result.lines] == [100] * 5
    assert result.total == 100


BY_HAND = {
    # (52.5 - 50)/50 = 5 % growth of 8 %: 100 x 5/8 = 62.5; 30 % of it = 18.75
    "satisfaction": ("0.05", "62.5", "18.75"),
    # 7.5 % growth, 2.5 points short of 10 %: three started units, 100 - 3 x 6 = 82; 30 % of it = 24.6
    "care": ("0.075", "82", "24.6"),
    # 188/200 = 94 % of 95 %: 100 x 94/95 = 1880/19; 40 % x 50 % of it = 376/19
    "resolution": ("0.94", "1880/19", "376/19"),
    # 782/1000 = 78.2 %, 1.8 points short of 80 %: one full unit, 100 - 5 = 95; 40 % x 30 % of it = 11.4
    "service": ("0.782", "95", "11.4"),
    # 12 complaints, two of the ten steps from 10 to 20: 100 x (20 - 12)/(20 - 10) = 80; 40 % x 20 % of it = 6.4
    "complaints": ("12", "80", "6.4"),
}


@pytest.mark.parametrize("code", list(BY_HAND))
def test_every_missed_target_decreases_as_declared(code: str) -> None:
    """A line to zero, started steps, a proportion and full steps each give the points worked out by hand."""
    line = pk.appraise(CARD, MISSED).line(code)
    assert (line.value, line.points, line.contribution) == tuple(map(Fraction, BY_HAND[code]))


def test_the_total_of_missed_targets() -> None:
    """Section, total, rounding and rating follow from the five lines."""
    result = pk.appraise(CARD, MISSED)
    # the team: 50 % x 1880/19 + 30 % x 95 + 20 % x 80 = 940/19 + 28.5 + 16 = 3571/38 (93.97368...)
    assert result.sections[0].points == Fraction(3571, 38)
    assert result.sections[0].contribution == Fraction(3571, 95)  # 40 % of it, 37.58947...
    # 18.75 + 24.6 + 3571/95 = 43.35 + 37.58947... = 30757/380 (80.93947...)
    assert result.unrounded == Fraction(30757, 380)
    assert result.total == Decimal("80.94")
    assert result.rating == "良好"


@pytest.mark.parametrize(
    ("complaints", "total", "rating"),
    [
        pytest.param(10, "90", "优秀", id="90 itself is excellent"),
        pytest.param("10.01", "89.99", "良好", id="89.99 lies in no printed band and is good here"),
        pytest.param("10.001", "90", "优秀", id="89.999 rounds to 90 before it is rated"),
        pytest.param(30, "70", "良好", id="70 itself is good"),
        pytest.param("30.01", "69.99", "一般", id="below 70 is fair"),
        pytest.param(50, "50", "一般", id="50 itself is fair"),
        pytest.param("50.01", "49.99", "不合格", id="below 50 fails"),
        pytest.param(100, "0", "不合格", id="nothing fails"),
    ],
)
def test_the_bands_include_their_lower_edges(complaints: object, total: str, rating: str) -> None:
    """90, 70 and 50 belong to the better band, and the rounded total decides."""
    single = pk.Indicator(
        code="complaints",
        name="投诉量",
        formula=pk.Actual("投诉量"),
        scoring=pk.rules.FullMarkIfMet(
            target=0, decrease=pk.rules.LineToZero(at=100), direction=pk.Direction.LOWER_IS_BETTER
        ),
    )
    card = pk.Scorecard(code="one", name="one", items=((single, 100),), ratings=RATINGS)
    result = pk.appraise(card, {"投诉量": complaints})
    assert (result.total, result.rating) == (Decimal(total), rating)


def test_the_printed_integer_bands_leave_a_gap_and_are_refused() -> None:
    """70-89 and 90-100 leave 89.5 nowhere."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        pk.RatingScale(
            bands=(
                pk.Band("优秀", 90, None, high_belongs=True),
                pk.Band("良好", 70, 89, high_belongs=True),
                pk.Band("一般", 50, 69, high_belongs=True),
                pk.Band("不合格", None, 49, high_belongs=True),
            )
        )
    assert caught.value.code is pk.errors.Code.BAND_GAP
    assert "89" in str(caught.value)


def test_a_decrease_must_be_said() -> None:
    """不达标得分递减 without a slope is no rule."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        pk.rules.FullMarkIfMet(target="8%", decrease="decreasing", direction=pk.Direction.HIGHER_IS_BETTER)
    assert caught.value.code is pk.errors.Code.CHOICE_NEEDED
