"""The efficacy-coefficient method: published answers, the edges of every band, personal standards, refusals."""

import re
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.testing import card_of

HIGHER, LOWER, ON = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER, pk.Direction.ON_TARGET
FIVE = ("16.5%", "9.5%", "1.7%", "-3.6%", "-20%")
C = pk.errors.Code


def efficacy(*standards: object, full: int = 20, direction: pk.Direction = HIGHER, **more: object) -> pk.Scoring:
    """A rule by standard values."""
    five = pk.rules.FiveStandards(*(standards or FIVE))
    return pk.rules.EfficacyCoefficient(standards=five, direction=direction, scale=pk.Scale(0, full), **more)


def linear(**changes: object) -> pk.rules.LinearEfficacy:
    """A valid line from the worst to the best value, changed."""
    whole: dict[str, object] = {"worst": 6, "best": 12, "base_points": 60, "span": 40, "direction": HIGHER}
    return pk.rules.LinearEfficacy(**{**whole, **changes})


def line(rule: pk.Scoring, value: object, **row: object) -> pk.results.IndicatorLine:
    """What a rule makes of one value."""
    return pk.appraise(card_of(rule), {"value": value} | row).lines[0]


DEBT = ("40.2%", "53.4%", "60%", "70%", "80%")
PUBLISHED: dict[str, tuple[pk.Scoring, object, str, str]] = {
    # https://ti.zuoweng.com/ti/mBk8KKKQ: base 20 x 0.6 = 12, efficacy 0.8077, adjustment 3.23
    "return on equity of 8 %": (efficacy(), "8%", "15.23", "198/13"),
    # https://www.chati51.com/tiku/669a36199533584bb2354616.html prints the base 7.2; 7.2 + 2.4 x 2.4/2.8
    "return on assets of 6 %": (efficacy("9.8%", "6.4%", "3.6%", "1.4%", "-1.2%", full=12), "6%", "9.26", "324/35"),
    # http://youerw.com/kuaiji/lunwen_88833_8.html, four answers; the standards that it does not print are examples
    "a debt ratio of 52 %": (efficacy(*DEBT, full=12, direction=LOWER), "52%", "9.85", "542/55"),
    "interest cover of 2.82": (efficacy(5, "3.4", "2.3", 1, 0, full=10), "2.82", "6.95", "382/55"),
    "sales growth of 5.26 %": (efficacy("30%", "25%", "20%", "14.2%", "3.5%", full=12), "5.26%", "2.79", "7476/2675"),
    "capital kept at 109.1 %": (
        efficacy("112%", "109.2%", "106.1%", "100%", "95%", full=10),
        "109.1%",
        "7.94",
        "246/31",
    ),
    # http://222.198.130.40:8081 (58.73) and https://m.jinchutou.com/shtml/view-500449281.html (83.40)
    "below the worst admissible value": (linear(), "5.81", "58.73", "881/15"),
    "a tax rate of 12.8": (linear(worst="7.3", best="16.7"), "12.8", "83.40", "3920/47"),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_answers(name: str) -> None:
    """The answer that others printed is the exact one, rounded half-up."""
    rule, value, printed, exact = PUBLISHED[name]
    points = line(rule, value).points
    assert points == Fraction(exact)
    assert round(points * 100 + Fraction(1, 10**9)) == Fraction(printed) * 100


EDGES = {
    # 20 points: standard values are worth 20, 16, 12, 8 and 4; between two of them a straight line
    "20%": "20",
    "16.5%": "20",
    "13%": "18",
    "9.5%": "16",
    "5.6%": "14",
    "1.7%": "12",
    "-0.95%": "10",
    "-3.6%": "8",
    "-11.8%": "6",
    "-20%": "4",
    "-20.0001%": "0",
    "-90%": "0",
}


@pytest.mark.parametrize("value", EDGES)
def test_each_standard_value_is_worth_its_coefficient(value: str) -> None:
    """A standard value belongs to its own band, half way is half way, and below the poor value there is nothing."""
    points = Fraction(EDGES[value])
    assert line(efficacy(), value).points == points
    turned = efficacy(*(f"{-float(each[:-1]):g}%" for each in FIVE), direction=LOWER)
    assert line(turned, f"{-float(value[:-1]):g}%").points == points


def test_the_parts_are_those_of_the_source() -> None:
    """Base points of the band and adjustment points stand on the line, the coefficient in the explanation."""
    result = pk.appraise(card_of(efficacy()), {"value": "8%"})
    assert dict(result.lines[0].parts) == {"base_points": 12, "adjustment_points": Fraction(42, 13)}
    assert "功效系数 = " in result.explain("zh", "audit")
    assert "本档基础分 = " in result.explain("zh", "audit")
    assert "adjustment points" in result.explain("en", "audit")


def test_other_coefficients() -> None:
    """A company's own coefficients need not be equally far apart, and the best may stop short of the full mark."""
    rule = efficacy(50, 40, 30, 20, 10, full=100, coefficients=("0.95", "0.9", "0.6", "0.5", "0.1"))
    worth = {60: "95", 45: "92.5", 40: "90", 35: "75", 30: "60", 25: "55", 15: "30", 10: "10", 9: "0"}
    assert {value: line(rule, value).points for value in worth} == {v: Fraction(p) for v, p in worth.items()}


def test_what_earns_nothing_earns_nothing() -> None:
    """A debt ratio of 100 % itself has 0 points (资产负债率≥100%，指标得0分), although the poor value is 120 %."""
    ratio = efficacy("40%", "60%", "80%", "99%", "120%", direction=LOWER, nothing_from="100%")
    # one of the 21 points between 99 % and 120 % costs 4/21: 8 - 0.9 x 4/21 = 274/35
    worth = {"99%": "8", "99.9%": "274/35", "100%": "0", "110%": "0"}
    assert {value: line(ratio, value).points for value in worth} == {v: Fraction(p) for v, p in worth.items()}
    assert dict(line(ratio, "100%").parts) == {"base_points": 0, "adjustment_points": 0}
    higher = efficacy(5, 4, 3, 2, 1, nothing_from="2.5")
    assert [line(higher, value).points for value in (3, "2.51", "2.5", 2)] == [12, Fraction("10.04"), 0, 0]
    own = efficacy(5, 4, 3, 2, 1, nothing_from=pk.Field("nothing"))
    assert line(own, 4, nothing=2).points == 16
    assert line(own, 4, nothing=5).status is pk.Status.INVALID_PARAMETER
    falling = efficacy(1, 2, 3, 4, 5, direction=LOWER, nothing_from=pk.Field("nothing"))
    assert line(falling, 2, nothing=3).points == 16
    assert line(falling, 2, nothing=1).status is pk.Status.INVALID_PARAMETER


NAMES = ("excellent", "good", "average", "low", "poor")


@given(st.lists(st.integers(-20, 20), min_size=5, max_size=5), st.integers(-25, 25), st.sampled_from((HIGHER, LOWER)))
def test_personal_standards_out_of_order_are_an_invalid_parameter(
    figures: list[int], value: int, direction: pk.Direction
) -> None:
    """Row by row: in order they score like plain numbers, and otherwise the row has no points."""
    rule = efficacy(*map(pk.Field, NAMES), direction=direction)
    found = line(rule, value, **dict(zip(NAMES, figures, strict=True)))
    if figures == sorted(set(figures), reverse=direction is HIGHER):
        assert found.points == line(efficacy(*figures, direction=direction), value).points
    else:
        assert (found.points, found.status) == (None, pk.Status.INVALID_PARAMETER)


def test_a_span_that_is_not_positive_is_an_invalid_parameter() -> None:
    """A personal span is refused row by row."""
    rule = linear(span=pk.Field("span"))
    assert line(rule, 9, span=40).points == 80
    assert line(rule, 9, span=0).status is pk.Status.INVALID_PARAMETER


def test_the_line_stops_at_floor_and_cap() -> None:
    """Better than the best value is worth the cap, far below the worst the floor."""
    rule = linear(floor=50, cap=105)
    assert [line(rule, value).points for value in (0, 6, 9, 12, "12.75", 20)] == [50, 60, 80, 100, 105, 105]


Case = tuple[Callable[[], object], pk.errors.Code, str, str]
REFUSED: dict[str, Case] = {
    "equal neighbours": (lambda: efficacy(9, 7, 7, 5, 3), C.TARGET, "EfficacyCoefficient.standards.average", "no two"),
    "not monotone": (lambda: efficacy(9, 7, 8, 5, 3), C.TARGET, "EfficacyCoefficient.standards.average", "only fall"),
    "not monotone around a field": (
        lambda: efficacy(9, 7, pk.Field("average"), 8, 3),
        C.TARGET,
        "EfficacyCoefficient.standards.low",
        "only fall",
    ),
    "against the direction": (
        lambda: efficacy(1, 2, 3, 4, 5),
        C.DIRECTION,
        "EfficacyCoefficient.direction",
        "change the direction",
    ),
    "falling, lower is better": (
        lambda: efficacy(5, 4, 3, 2, 1, direction=LOWER),
        C.DIRECTION,
        "EfficacyCoefficient.direction",
        (
            "the excellent value 5 is not better than the poor value "
            "1; exchange them, or change the direction “lower is better”"
        ),
    ),
    "on target": (lambda: efficacy(direction=ON), C.DIRECTION, "EfficacyCoefficient.direction", "one side"),
    "a scale from 1": (
        lambda: pk.rules.EfficacyCoefficient(
            standards=pk.rules.FiveStandards(*FIVE), direction=HIGHER, scale=pk.Scale(1, 5)
        ),
        C.SCALE,
        "EfficacyCoefficient.scale",
        "Scale(0, 5)",
    ),
    "standards by a tuple": (
        lambda: pk.rules.EfficacyCoefficient(standards=FIVE, direction=HIGHER),
        C.WRONG_TYPE,
        "EfficacyCoefficient.standards",
        "FiveStandards",
    ),
    "four coefficients": (
        lambda: efficacy(coefficients=(1, "0.8", "0.6", "0.4")),
        C.LIMITS,
        "EfficacyCoefficient.coefficients",
        "five",
    ),
    "rising coefficients": (
        lambda: efficacy(coefficients=("0.2", "0.4", "0.6", "0.8", 1)),
        C.LIMITS,
        "EfficacyCoefficient.coefficients",
        (
            "0.2, 0.4, 0.6, 0.8, 1 are not five coefficients that fall from 1 "
            "at most to 0 at least, such as ('1', '0.8', '0.6', '0.4', '0.2')"
        ),
    ),
    "coefficients in percent numbers": (
        lambda: efficacy(coefficients=(100, 80, 60, 40, 20)),
        C.LIMITS,
        "EfficacyCoefficient.coefficients",
        "1 at most",
    ),
    "a coefficient below 0": (
        lambda: efficacy(coefficients=(1, "0.8", "0.6", "0.4", "-0.2")),
        C.LIMITS,
        "EfficacyCoefficient.coefficients",
        "0 at least",
    ),
    "nothing from the excellent value on": (
        lambda: efficacy(nothing_from="16.5%"),
        C.TARGET,
        "EfficacyCoefficient.nothing_from",
        (
            "the excellent value 16.5% is not better than the value 16.5% that "
            "earns nothing; exchange them, or change the direction “higher is better”"
        ),
    ),
    "a bare percentage": (
        lambda: pk.Indicator(
            code="roe",
            name="净资产收益率",
            formula=pk.Ratio("a", "b", unit=pk.Unit.PERCENT),
            scoring=efficacy("16.5", "9.5", "1.7", "-3.6", "-20"),
        ),
        C.BARE_PERCENT,
        "scoring.standards.excellent",
        "16.5%",
    ),
    "the best below the worst": (lambda: linear(worst=12, best=6), C.TARGET, "LinearEfficacy.best", "exchange"),
    "the best at the worst": (lambda: linear(best=6), C.TARGET, "LinearEfficacy.best", "better"),
    "a line on target": (lambda: linear(direction=ON), C.DIRECTION, "LinearEfficacy.direction", "one side"),
    "no span": (lambda: linear(span=0), C.RATE, "LinearEfficacy.span", "write 40"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals_name_place_and_way_out(name: str) -> None:
    """A refusal has the code, the place, a way out, and a sentence in each language."""
    build, code, where, advice = REFUSED[name]
    with pytest.raises(pk.errors.DefinitionError) as caught:
        build()
    error = caught.value
    assert (error.code, error.where) == (code, where)
    assert advice in error.en
    assert re.search(r"[\u4e00-\u9fff]", error.zh)
