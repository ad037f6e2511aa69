"""A row whose personal parameter contradicts the rule has no points, whichever of two parameters is personal."""

from fractions import Fraction

import pytest
from cards import HIGHER
from evaluated import worth
from refused import Refusal, check_refusal

import perfkpi as pk
from perfkpi.language import Const, Input, Status
from perfkpi.model.scoring.rule import absolute

F = pk.Field
ON = pk.Direction.ON_TARGET
INVALID = Status.INVALID_PARAMETER
BANDS = (("90%", 100), ("50%", 80))


def met(**changes: object) -> pk.MetOrNot:
    """All or nothing, changed."""
    return pk.MetOrNot(**{"target": 10, "missed": 0, "direction": HIGHER, **changes})


def delta(**changes: object) -> pk.TargetDelta:
    """A rule with a floor and a cap, changed."""
    whole: dict[str, object] = {"target": 10, "per": pk.Additive(1), "gain": 5, "loss": 5, "base_points": 80}
    more: dict[str, object] = {
        "cap": 90,
        "floor": 10,
        "counting": pk.choices.Counting.PROPORTIONAL,
        "direction": HIGHER,
    }
    return pk.TargetDelta(**{**whole, **more, **changes})


def improvement(**changes: object) -> pk.rules.AchievementImprovement:
    """Points for achievement or improvement, changed."""
    whole: dict[str, object] = {"threshold": 50, "benchmark": 90, "baseline": "before", "direction": HIGHER}
    return pk.rules.AchievementImprovement(**{**whole, "scale": pk.Scale(0, 10), **changes})


def full_mark(**changes: object) -> pk.rules.FullMarkIfMet:
    """The full mark from half on, and a share of it below, changed."""
    return pk.rules.FullMarkIfMet(
        **{"target": "0.5", "decrease": pk.rules.Proportional(), "direction": HIGHER, **changes}
    )


def tiers(*points: object, **changes: object) -> pk.Tiers:
    """Two tiers."""
    low, high = points
    bands = (pk.rules.Tier(low, None, pk.rules.Below(50)), pk.rules.Tier(high, pk.rules.From(50)))
    return pk.Tiers(bands, **{"direction": HIGHER, **changes})


def by_missed(*points: object) -> pk.rules.AllMet:
    """Points of two conditions, by how many are missed."""
    return pk.rules.AllMet(of=2, decrease=pk.rules.PointsByMissed(points))


ROWS = {
    "met no more than missed": (met(met=F("p")), 0),
    "missed no less than met": (met(missed=F("p")), 100),
    "a tolerance of nothing": (met(direction=ON, tolerance=pk.Additive(F("p"))), 0),
    "a share of a personal target of nothing": (met(direction=ON, target=F("p"), tolerance=pk.Relative("5%")), 0),
    "a personal share of nothing": (met(direction=ON, tolerance=pk.Relative(F("p"))), 0),
    "a cap at the floor": (delta(cap=F("p")), 10),
    "a floor at the cap": (delta(floor=F("p")), 90),
    "a cap at the low end": (delta(floor=-5, cap=F("p")), 0),
    "a floor at the full mark": (delta(floor=F("p"), cap=120), 100),
    "a unit that is a share of no target": (delta(target=F("p"), per=pk.Relative("5%")), 0),
    "a threshold at the benchmark": (improvement(threshold=F("p")), 90),
    "a benchmark at the threshold": (improvement(benchmark=F("p")), 50),
    "a personal tier above the full mark": (tiers(F("p"), 90), 101),
    "a personal tier below the scale": (tiers(F("p"), 90), -1),
    "a cap above the full mark that nothing exceeds": (full_mark(cap=F("p")), 101),
    "more for missing one": (by_missed(F("p"), 50), 101),
    "more for missing two": (by_missed(50, F("p")), 51),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_personal_parameter_that_contradicts_the_rule(name: str) -> None:
    """The row has an invalid parameter, as the constructor would have refused the number."""
    rule, broken = ROWS[name]
    rule = rule.placed_on(pk.Scale(0, 100))
    found = worth(rule.express_points(Input("a")), a=1, p=broken, before=60)
    assert isinstance(found, tuple)
    assert found[0] is INVALID
    assert worth(rule.express_points(Input("a")), a=1, p=Status.NOT_MEASURED, before=60) == (
        INVALID,
        "missing-parameter",
    )


FINE = {
    "met more than missed": (met(met=F("p")), 60, 20, 60),
    "missed less than met": (met(missed=F("p")), 30, 9, 30),
    "near a personal target": (met(direction=ON, target=F("p"), tolerance=pk.Relative("5%")), 100, 95, 100),
    "near a negative one": (met(direction=ON, target=F("p"), tolerance=pk.Relative("5%")), -100, -105, 100),
    "a cap above the floor": (delta(cap=F("p")), 85, 20, 85),
    "a floor below the cap": (delta(floor=F("p")), 70, 1, 70),
    "a threshold below the benchmark": (improvement(threshold=F("p")), 60, 90, 10),
    "a tier above a personal cap": (tiers(40, 90, cap=F("p")), 89, 60, 89),
    "a tier below a personal floor": (tiers(40, 90, floor=F("p")), 41, 20, 41),
    "a personal cap above all tiers": (tiers(40, 90, cap=F("p")), 95, 60, 90),
    "a personal floor below all tiers": (tiers(40, 90, floor=F("p")), 5, 20, 40),
    "a share of a small target": (full_mark(floor=F("p")), 30, Fraction(1, 4), 50),
    "a floor under a share": (full_mark(floor=F("p")), 30, Fraction(1, 10), 30),
    "a floor under steps": (
        full_mark(
            target=10,
            decrease=pk.rules.Stepped(per=pk.Additive(1), loss=20, counting=pk.choices.Counting.PROPORTIONAL),
            floor=F("p"),
        ),
        30,
        2,
        30,
    ),
    "less for missing more": (by_missed(F("p"), 50), 50, 1, 50),
}


@pytest.mark.parametrize("name", FINE)
def test_a_personal_parameter_that_fits(name: str) -> None:
    """The row is scored with it."""
    rule, parameter, value, points = FINE[name]
    assert worth(rule.express_points(Input("a")), a=value, p=parameter, before=95) == points


def test_a_norm_is_greater_than_nothing() -> None:
    """A personal norm of 0 is an invalid parameter; a fixed one was checked."""
    sign = pk.choices.DeviationSign.SAVING
    assert worth(pk.formulas.Usage("a", norm=F("p"), sign=sign).express(), a=8, p=0)[0] is INVALID
    assert worth(pk.formulas.Usage("a", norm=F("p"), sign=sign).express(), a=8, p=10) == Fraction(1, 5)
    assert worth(pk.formulas.Usage("a", norm=10, sign=sign).express(), a=8) == Fraction(1, 5)


def test_tenths_pass_on_what_they_are_given() -> None:
    """Nine bands in steps of a tenth from the best down, and every choice of the rule."""
    choices = {
        "share": pk.choices.PercentileShare.MIDDLE,
        "edge": pk.choices.EdgeSide.BELOW,
        "direction": pk.Direction.LOWER_IS_BETTER,
        "scale": pk.Scale(0, 10),
        "floor": 1,
        "cap": 11,
    }
    rule = pk.rules.PercentilePoints.deciles(range(11, 1, -1), **choices)
    assert rule == pk.rules.PercentilePoints(
        bands=tuple((Fraction(10 - place, 10), 12 - place) for place in range(1, 10)), others=2, **choices
    )
    plain = pk.rules.PercentilePoints.deciles(
        range(100, 0, -10), share=choices["share"], edge=choices["edge"], direction=HIGHER
    )
    assert (plain.scale, plain.floor, plain.cap) == (None, None, None)


@pytest.mark.parametrize("number", [-5, 0, 5])
def test_the_size_of_a_number(number: int) -> None:
    """A constant is made at once, anything else is the larger of itself and its opposite."""
    assert absolute(Const(number)) == Const(abs(number))
    assert worth(absolute(Input("a")), a=number) == abs(number)


def percentiles(**changes: object) -> pk.rules.PercentilePoints:
    """Points by percentile, changed."""
    whole: dict[str, object] = {
        "share": pk.choices.PercentileShare.WORSE,
        "edge": pk.choices.EdgeSide.ABOVE,
        "direction": HIGHER,
    }
    return pk.rules.PercentilePoints(**{**whole, "bands": BANDS, "others": 60, **changes})


LIMITS, TARGET, RATE = pk.errors.Code.LIMITS, pk.errors.Code.TARGET, pk.errors.Code.RATE
REFUSALS = {
    "a band above the full mark": Refusal(
        lambda: percentiles(bands=(("90%", 105), ("50%", 80))),
        LIMITS,
        "PercentilePoints.bands",
        Fraction(105),
        "the points 105 are above the cap 100; they can never count",
        "分值 105 高于封顶分 100",
    ),
    "standards out of order": Refusal(
        lambda: pk.rules.EfficacyCoefficient(standards=pk.rules.FiveStandards(50, 40, 45, 20, 10), direction=HIGHER),
        TARGET,
        "EfficacyCoefficient.standards.average",
        Fraction(45),
        "the average value 45 is not below the good value 40",
        "平均值 45 不低于良好值 40",
    ),
    "shares of a scale from 1 on": Refusal(
        lambda: pk.rules.EfficacyCoefficient(
            standards=pk.rules.FiveStandards(50, 40, 30, 20, 10), direction=HIGHER, scale=pk.Scale(1, 5)
        ),
        pk.errors.Code.SCALE,
        "EfficacyCoefficient.scale",
        pk.Scale(1, 5),
        "not on the scale 1..5; write Scale(0, 5)",
        "请写 Scale(0, 5)",
    ),
    "a unit of nothing": Refusal(
        lambda: pk.Additive(0),
        RATE,
        "Additive.step",
        Fraction(0),
        "the unit 0 is not greater than 0; write Additive('1%')",
        "Additive('1%')",
    ),
    "a role that stands twice": Refusal(
        lambda: pk.formulas.RaterMean(
            (pk.formulas.RaterRole("peer", 1, mean="m", raters="n", minimum=1),) * 2,
            weighting=pk.choices.RaterWeighting.PER_ROLE,
            minimum_weight="50%",
        ),
        pk.errors.Code.DUPLICATE_CODE,
        "RaterMean.roles[1].code",
        "peer",
        "'peer' stands twice; make it one, or tell them apart",
        "'peer' 重复；请合并，或加以区分",
    ),
    "base points beyond a cap": Refusal(
        lambda: delta(base_points=130, gain=None),
        LIMITS,
        "TargetDelta.base_points",
        130,
        "the base points 130 are above the cap 90",
        "基准分 130 高于封顶分 90",
    ),
    "base points below a floor": Refusal(
        lambda: delta(base_points=5, loss=None),
        LIMITS,
        "TargetDelta.base_points",
        5,
        "the base points 5 are below the floor 10",
        "基准分 5 低于保底分 10",
    ),
    "the best case where none is needed": Refusal(
        lambda: pk.Attainment(target=5, full_mark=100, direction=HIGHER, at_zero=100),
        pk.errors.Code.CHOICE_NEEDED,
        "Attainment.at_zero",
        100,
        "give at_zero",
        "at_zero",
    ),
    "a coefficient above 1": Refusal(
        lambda: pk.rules.EfficacyCoefficient(
            standards=pk.rules.FiveStandards(50, 40, 30, 20, 10),
            coefficients=("1.1", "0.8", "0.6", "0.4", "0.2"),
            direction=HIGHER,
        ),
        LIMITS,
        "EfficacyCoefficient.coefficients",
        tuple(map(Fraction, ("1.1", "0.8", "0.6", "0.4", "0.2"))),
        "1.1, 0.8, 0.6, 0.4, 0.2 are not five coefficients",
        "1.1, 0.8, 0.6, 0.4, 0.2 不是",
    ),
    "a benchmark that is no percentage": Refusal(
        lambda: pk.Indicator(
            code="i",
            name="i",
            formula=pk.Ratio("a", "b", unit=pk.Unit.PERCENT),
            scoring=improvement(threshold="50%", benchmark=90),
        ),
        pk.errors.Code.BARE_PERCENT,
        "scoring.benchmark",
        90,
        "90",
        "90",
    ),
    "a share of less than nothing": Refusal(
        lambda: pk.Relative("-3%"),
        RATE,
        "Relative.share",
        Fraction(-3, 100),
        "the share -3% is not greater than 0; write Relative('3%')",
        "-3%",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_a_rule_refuses_it_shows(name: str) -> None:
    """The refused number is data, and the sentence writes it as a person does."""
    check_refusal(REFUSALS[name])
