"""Rules of tables that cannot be constructed: each ambiguous or contradictory spelling, with its way out."""

import re
from collections.abc import Callable

import pytest
from refused import placed

import perfkpi as pk

H, L, ON = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER, pk.Direction.ON_TARGET
C = pk.errors.Code
WHOLE = pk.choices.EventCounting.WHOLE_ONLY
HOLD = pk.choices.Extrapolation.HOLD


def tiers(*rows: object, direction: pk.Direction = H, **more: object) -> pk.Tiers:
    """Tiers of higher is better."""
    return pk.Tiers(rows, direction=direction, **more)


def curve(*knots: object, **changes: object) -> pk.PiecewiseLinear:
    """A curve of higher is better that holds at both ends."""
    return pk.PiecewiseLinear(knots, **{"below": HOLD, "above": HOLD, "direction": H, **changes})


def met(**changes: object) -> pk.MetOrNot:
    """A valid met-or-not, changed."""
    return pk.MetOrNot(**{"target": 10, "missed": 0, "direction": H, **changes})


def events(*kinds: pk.rules.Event, **more: object) -> pk.rules.Deductions:
    """Deductions for some kinds of events."""
    return pk.rules.Deductions(kinds, **more)


def event(code: str = "late", **changes: object) -> pk.rules.Event:
    """A valid event, changed."""
    return pk.rules.Event(code, **{"loss": 5, "counting": WHOLE, **changes})


def matrix(**changes: object) -> pk.rules.PayoutMatrix:
    """A valid matrix, changed."""
    whole: dict[str, object] = {
        "second": "margin",
        "row_edges": (pk.rules.From(100),),
        "column_edges": (pk.rules.From(10),),
        "points": ((0, 50), (50, 100)),
        "direction": H,
        "second_direction": H,
    }
    return pk.rules.PayoutMatrix(**{**whole, **changes})


def amount(*rates: object, **changes: object) -> pk.rules.TieredAmount:
    """A valid amount in tiers, changed."""
    whole: dict[str, object] = {"basis": pk.choices.AmountBasis.MARGINAL, "base_points": 0, "direction": H}
    return pk.rules.TieredAmount(rates or (pk.rules.RateTier(1),), **{**whole, **changes})


RATIO = pk.rules.Alternative("ratio", pk.Attainment(target=10, direction=H))
YES_OR_NO = pk.rules.Alternative("met", met())
K, T = pk.rules.Knot, pk.rules.Tier
PERCENT = pk.Ratio("a", "b", unit=pk.Unit.PERCENT)


def on_percent(rule: pk.Scoring) -> pk.Indicator:
    """An indicator that shows its value in percent."""
    return pk.Indicator(code="x", name="x", formula=PERCENT, scoring=rule)


Case = tuple[Callable[[], object], pk.errors.Code, str, str]
CASES: dict[str, Case] = {
    # R4
    "missing pays as much": (lambda: met(missed=100), C.LIMITS, "MetOrNot.missed", "exchange"),
    "missing pays more than a smaller full mark": (lambda: met(met=60, missed=70), C.LIMITS, "MetOrNot.missed", "60"),
    "more than the full mark": (lambda: met(met=120), C.LIMITS, "MetOrNot.met", "cap="),
    "less than the floor": (lambda: met(missed=-10), C.LIMITS, "MetOrNot.missed", "floor="),
    "on target, how near": (lambda: met(direction=ON), C.CHOICE_NEEDED, "MetOrNot.tolerance", "Additive"),
    "a tolerance on one side": (
        lambda: met(tolerance=pk.Additive(1)),
        C.CHOICE_NEEDED,
        "MetOrNot.tolerance",
        (
            "tolerance goes with direction=Direction.ON_TARGET, and with nothing else; write "
            "tolerance=Additive('2%') or Relative('5%'), how far from the target still counts as met"
        ),
    ),
    "a bare tolerance": (lambda: met(direction=ON, tolerance=1), C.WRONG_TYPE, "MetOrNot.tolerance", "Relative"),
    "a share of nothing": (
        lambda: met(target=0, direction=ON, tolerance=pk.Relative("5%")),
        C.TARGET,
        "MetOrNot.target",
        "Additive",
    ),
    "at the target": (lambda: met(at_target=True), C.WRONG_TYPE, "MetOrNot.at_target", "'met'"),
    "a bare percent target": (lambda: on_percent(met(target=90)), C.BARE_PERCENT, "scoring.target", "'90%'"),
    "a bare percent tolerance": (
        lambda: on_percent(met(target="90%", direction=ON, tolerance=pk.Additive(2))),
        C.BARE_PERCENT,
        "scoring.tolerance",
        "'2%'",
    ),
    # R5
    "no decrease": (lambda: pk.rules.AllMet(of=3, decrease=20), C.CHOICE_NEEDED, "AllMet.decrease", "PointsByMissed"),
    "no conditions": (
        lambda: pk.rules.AllMet(of=0, decrease=pk.rules.LossPerMissed(1)),
        C.EMPTY,
        "AllMet.of",
        "a whole number from 1 on is needed, not 0",
    ),
    "half a condition": (
        lambda: pk.rules.AllMet(of=1.5, decrease=pk.rules.LossPerMissed(1)),
        C.EMPTY,
        "AllMet.of",
        "a whole number from 1 on is needed, not 1.5",
    ),
    "a negative loss": (lambda: pk.rules.LossPerMissed(-5), C.RATE, "LossPerMissed.loss", "negative"),
    "a loss of nothing": (
        lambda: pk.rules.LossPerMissed(0),
        C.RATE,
        "LossPerMissed.loss",
        "loss=0 can never count; write a positive number of points, LossPerMissed(20)",
    ),
    "a short table": (
        lambda: pk.rules.AllMet(of=3, decrease=pk.rules.PointsByMissed((60, 30))),
        C.CHOICE_NEEDED,
        "AllMet.decrease.points",
        "3 conditions can be missed, but 2 numbers of points are given; give one for each",
    ),
    "missing more pays more": (
        lambda: pk.rules.AllMet(of=2, decrease=pk.rules.PointsByMissed((30, 60))),
        C.DIRECTION,
        "AllMet.decrease.points[1]",
        "60 points after 30",
    ),
    "conditions that are better when missed": (
        lambda: pk.rules.AllMet(of=2, decrease=pk.rules.LossPerMissed(10), direction=L),
        C.DIRECTION,
        "AllMet.direction",
        "leave direction out",
    ),
    "another number of conditions": (
        lambda: pk.Indicator(
            code="x",
            name="x",
            formula=pk.formulas.ConditionsMet((pk.conditions.AtLeast("a", 1),)),
            scoring=pk.rules.AllMet(of=2, decrease=pk.rules.LossPerMissed(10)),
        ),
        C.CHOICE_NEEDED,
        "scoring.of",
        "of=1",
    ),
    "nothing to count": (lambda: pk.formulas.ConditionsMet(()), C.EMPTY, "ConditionsMet.conditions", "AtLeast"),
    "a standard that is none": (
        lambda: pk.formulas.ConditionsMet((1,)),
        C.WRONG_TYPE,
        "ConditionsMet.conditions[0]",
        "AtLeast",
    ),
    # R6
    "integer tiers": (
        lambda: tiers(
            T(60, high=pk.rules.UpTo(69)), T(80, pk.rules.From(70), pk.rules.UpTo(89)), T(100, pk.rules.From(90))
        ),
        C.BAND_GAP,
        "Tiers.tiers[1]",
        "Below(70)",
    ),
    "integer tiers on top": (
        lambda: tiers(T(80, high=pk.rules.UpTo(89)), T(100, pk.rules.From(90))),
        C.BAND_GAP,
        "Tiers.tiers[1]",
        (
            "numbers between 89 and 90 lie in neither of UpTo(89), From(90); "
            "let one end where the other begins: Below(90), From(90)"
        ),
    ),
    "percent tiers": (
        lambda: tiers(T(80, high=pk.rules.UpTo("89%")), T(100, pk.rules.From("90%"))),
        C.BAND_GAP,
        "Tiers.tiers[1]",
        (
            "numbers between 89% and 90% lie in neither of UpTo(89%), "
            "From(90%); let one end where the other begins: Below(90%), From(90%)"
        ),
    ),
    "a closed top": (
        lambda: tiers(T(80), T(100, pk.rules.From(90), pk.rules.UpTo(100))),
        C.BAND_GAP,
        "Tiers.tiers[1]",
        "leave that end open",
    ),
    "a closed bottom": (
        lambda: tiers(T(80, pk.rules.From(0)), T(100, pk.rules.From(90))),
        C.BAND_GAP,
        "Tiers.tiers[0]",
        "From(0)",
    ),
    "tiers that overlap": (
        lambda: tiers(T(80, high=pk.rules.Below(95)), T(100, pk.rules.From(90))),
        C.BAND_OVERLAP,
        "Tiers.tiers[1]",
        (
            "numbers between 90 and 95 lie in both of Below(95), From(90); "
            "let one end where the other begins: Below(90), From(90)"
        ),
    ),
    "60 in both tiers": (
        lambda: tiers(T(0, high=pk.rules.UpTo(60)), T(100, pk.rules.From(60))),
        C.BAND_OVERLAP,
        "Tiers.tiers[1]",
        ("60 itself lies in both of UpTo(60), From(60); let one end where the other begins: Below(60), From(60)"),
    ),
    "60 in neither tier": (
        lambda: tiers(T(0, high=pk.rules.Below(60)), T(100, pk.rules.Above(60))),
        C.BAND_GAP,
        "Tiers.tiers[1]",
        ("60 itself lies in neither of Below(60), Above(60); let one end where the other begins: Below(60), From(60)"),
    ),
    "a bare edge": (lambda: T(80, 90), C.CHOICE_NEEDED, "Tier.low", "From(90)"),
    "a bare upper edge": (lambda: T(80, high=90), C.CHOICE_NEEDED, "Tier.high", "Below(90)"),
    "an upper end below": (lambda: T(80, pk.rules.UpTo(90)), C.CHOICE_NEEDED, "Tier.low", "From(90)"),
    "no edge at all": (lambda: tiers(T(0), T(100)), C.CHOICE_NEEDED, "Tiers.tiers[1]", "where this tier begins"),
    "one tier": (
        lambda: tiers(T(100)),
        C.EMPTY,
        "Tiers.tiers",
        "tiers has 1 entries and needs at least 2; write for example Tier(80, From('90%'))",
    ),
    "tiers from the best down": (
        lambda: tiers(T(100), T(80, pk.rules.From(90)), T(0, pk.rules.From(70)), direction=L),
        C.BAND_ORDER,
        "Tiers.tiers[2]",
        "lowest value up",
    ),
    "an empty tier": (
        lambda: tiers(T(0), T(50, pk.rules.From(90)), T(100, pk.rules.From(90))),
        C.BAND_ORDER,
        "Tiers.tiers[2]",
        "the edge 90 is not above the edge 90; list the tiers from the lowest value up",
    ),
    "points against the direction": (
        lambda: tiers(T(0), T(80, pk.rules.From("70%")), T(60, pk.rules.From("90%"))),
        C.DIRECTION,
        "Tiers.tiers[2].points",
        "60 points after 80",
    ),
    "points that fall and rise": (
        lambda: tiers(T(50), T(20, pk.rules.From("0.5")), T(60, pk.rules.From(1)), direction=ON),
        C.DIRECTION,
        "Tiers.tiers[1].points",
        "20 points after 50",
    ),
    "a tier above the cap": (
        lambda: tiers(T(0), T(120, pk.rules.From(1))),
        C.LIMITS,
        "Tiers.tiers[1].points",
        "above the full mark 100",
    ),
    "an edge that two fields say": (
        lambda: tiers(T(0, high=pk.rules.Below(pk.Field("a"))), T(100, pk.rules.From(pk.Field("b")))),
        C.BAND_GAP,
        "Tiers.tiers[1]",
        "say the edge once",
    ),
    "a field and a formula": (
        lambda: tiers(
            T(0, high=pk.rules.UpTo(pk.Actual("a"))), T(100, pk.rules.Above(pk.Field("b")))
        ),  # might be equal or not
        C.BAND_GAP,
        "Tiers.tiers[1]",
        "UpTo(Actual), Above(b) may leave a gap between them; say the edge once",
    ),
    "a bare percent edge": (
        lambda: on_percent(tiers(T(0), T(100, pk.rules.From(90)))),
        C.BARE_PERCENT,
        "scoring.tiers[1].low",
        "'90%'",
    ),
    "tiers that are none": (lambda: tiers("x", 100), C.WRONG_TYPE, "Tiers.tiers[0]", "Tier(80"),
    "tiers without direction": (
        lambda: tiers(T(0), T(9, pk.rules.From(1)), direction=None),
        C.WRONG_TYPE,
        "Tiers.direction",
        "'higher'",
    ),
    # R7
    "one knot": (
        lambda: curve(K(1, 100)),
        C.EMPTY,
        "PiecewiseLinear.knots",
        "knots has 1 entries and needs at least 2; write for example Knot('80%', 60)",
    ),
    "a knot that is none": (lambda: curve((1, 100, 0), K(2, 0)), C.WRONG_TYPE, "PiecewiseLinear.knots[0]", "Cliff"),
    "knots at one place": (
        lambda: curve(K(1, 0), K(1, 100)),
        C.BAND_ORDER,
        "PiecewiseLinear.knots[1].at",
        "Cliff",
    ),
    "knots that cross": (
        lambda: curve(K(2, 0), K("1.5", 100)),
        C.BAND_ORDER,
        "PiecewiseLinear.knots[1].at",
        (
            "the knot at 1.5 is not above the knot at 2; list them from "
            "the lowest value up, and write a Cliff where the points jump"
        ),
    ),
    "a falling curve": (
        lambda: curve(K(1, 100), K(2, 0)),
        C.DIRECTION,
        "PiecewiseLinear.knots[1].points",
        "HIGHER_IS_BETTER",
    ),
    "a cliff against the direction": (
        lambda: curve(K(1, 100), pk.rules.Cliff(pk.rules.From(2), before=50, after=60), direction=L),
        C.DIRECTION,
        "PiecewiseLinear.knots[1].after",
        "LOWER_IS_BETTER",
    ),
    "nothing said below": (
        lambda: curve(K(1, 0), K(2, 100), below=None),
        C.CHOICE_NEEDED,
        "PiecewiseLinear.below",
        "'hold'",
    ),
    "0 above": (lambda: curve(K(1, 0), K(2, 100), above=0), C.CHOICE_NEEDED, "PiecewiseLinear.above", "Continue(1)"),
    "the best fall to the floor": (
        lambda: curve(K(1, 0), K(2, 100), above=pk.choices.Extrapolation.FLOOR),
        C.DIRECTION,
        "PiecewiseLinear.above",
        "best ones",
    ),
    "the fewest fall to the floor": (
        lambda: curve(K(1, 100), K(2, 0), below=pk.choices.Extrapolation.FLOOR, direction=L),
        C.DIRECTION,
        "PiecewiseLinear.below",
        "best ones",
    ),
    "a cliff at the end of a line": (
        lambda: curve(K(1, 0), pk.rules.Cliff(pk.rules.From(2), before=50, after=60), above=pk.rules.Continue(1)),
        C.CHOICE_NEEDED,
        "PiecewiseLinear.above",
        "'hold'",
    ),
    "a cliff and a refusal": (
        lambda: curve(
            pk.rules.Cliff(pk.rules.From(1), before=50, after=60), K(2, 100), below=pk.choices.Extrapolation.REFUSE
        ),
        C.CHOICE_NEEDED,
        "PiecewiseLinear.below",
        "Knot",
    ),
    "a line that rises off the target": (
        lambda: curve(K(1, 0), K(2, 100), above=pk.rules.Continue(1), direction=ON),
        C.DIRECTION,
        "PiecewiseLinear.above",
        "away from the target",
    ),
    "a flat continuation": (lambda: pk.rules.Continue(0), C.RATE, "Continue.share", "'hold'"),
    "a cliff nowhere": (
        lambda: pk.rules.Cliff(None, before=0, after=60),
        C.CHOICE_NEEDED,
        "Cliff.edge",
        "None does not say whether it is inside; write From(90) (90以上, with it) or Above(90) (超过90)",
    ),
    "a bare cliff": (lambda: pk.rules.Cliff("80%", before=0, after=60), C.CHOICE_NEEDED, "Cliff.edge", "Above"),
    "a bare percent knot": (
        lambda: on_percent(curve(K(80, 60), K(100, 100))),
        C.BARE_PERCENT,
        "scoring.knots[0].at",
        "'80%'",
    ),
    # R8
    "a negative rate": (lambda: event(loss=-5), C.RATE, "Event.loss", "the rule deducts it"),
    "an event that costs nothing": (
        lambda: event(loss=0),
        C.RATE,
        "Event.loss",
        "loss=0 can never count; write a positive number, the rule deducts it",
    ),
    "a negative allowance": (lambda: event(free=-1), C.RATE, "Event.free", "negative"),
    "at most nothing": (lambda: event(most=0), C.RATE, "Event.most", "not greater than 0"),
    "half an event": (lambda: event(counting=None), C.WRONG_TYPE, "Event.counting", "whole_only"),
    "no events": (
        events,
        C.CHOICE_NEEDED,
        "Deductions.events",
        "the indicator's value counts 0 kinds of events, and must count one; give others of='measure'",
    ),
    "two kinds of the value": (
        lambda: events(event("a"), event("b")),
        C.CHOICE_NEEDED,
        "Deductions.events",
        "of='measure'",
    ),
    "an event twice": (
        lambda: events(event("a"), event("a", of="b")),
        C.DUPLICATE_CODE,
        "Deductions.events[1].code",
        "'a' stands twice; make it one, or tell them apart",
    ),
    "more events are better": (
        lambda: events(event(), direction=H),
        C.DIRECTION,
        "Deductions.direction",
        "TieredAmount",
    ),
    # R12
    "no cases": (lambda: pk.rules.DescribedCases(()), C.EMPTY, "DescribedCases.cases", "DescribedCase("),
    "a case twice": (
        lambda: pk.rules.DescribedCases((pk.rules.DescribedCase("a", "x", 1), pk.rules.DescribedCase("a", "y", 2))),
        C.DUPLICATE_CODE,
        "DescribedCases.cases[1].code",
        "'a' stands twice; make it one, or tell them apart",
    ),
    "a case off the scale": (
        lambda: pk.rules.DescribedCases((pk.rules.DescribedCase("a", "x", 11),), scale=pk.Scale(0, 10)),
        C.LIMITS,
        "DescribedCases.cases[0].points",
        "above the full mark 10",
    ),
    "cases with a direction": (
        lambda: pk.rules.DescribedCases((pk.rules.DescribedCase("a", "x", 1),), direction=L),
        C.DIRECTION,
        "DescribedCases.direction",
        "leave direction out",
    ),
    "cases of a number": (
        lambda: on_percent(pk.rules.DescribedCases((pk.rules.DescribedCase("a", "x", 1),))),
        C.WRONG_TYPE,
        "scoring",
        "DescribedCases",
    ),
    # R14
    "a matrix with a hole": (
        lambda: matrix(points=((0, 50), (100,))),
        C.CHOICE_NEEDED,
        "PayoutMatrix.points",
        "2 rows of 2 points",
    ),
    "a matrix of one row": (
        lambda: matrix(row_edges=()),
        C.EMPTY,
        "PayoutMatrix.row_edges",
        "row_edges has 0 entries and needs at least 1; write for example From('100%')",
    ),
    "a matrix of one column": (
        lambda: matrix(column_edges=()),
        C.EMPTY,
        "PayoutMatrix.column_edges",
        "column_edges has 0 entries and needs at least 1; write for example From('100%')",
    ),
    "a bare matrix edge": (
        lambda: matrix(row_edges=(100,)),
        C.CHOICE_NEEDED,
        "PayoutMatrix.row_edges[0]",
        "100 does not say whether it is inside; write From(90) (90以上, with it) or Above(90) (超过90)",
    ),
    "rows out of order": (
        lambda: matrix(row_edges=(pk.rules.From(100), pk.rules.From(90)), points=((0, 50), (10, 60), (50, 100))),
        C.BAND_ORDER,
        "PayoutMatrix.row_edges[1]",
        "90",
    ),
    "a row against its direction": (
        lambda: matrix(points=((50, 0), (50, 100))),
        C.DIRECTION,
        "PayoutMatrix.points[0][1]",
        "0 points after 50",
    ),
    "a column against its direction": (
        lambda: matrix(points=((60, 60), (50, 100))),
        C.DIRECTION,
        "PayoutMatrix.points[1][0]",
        "50 points after 60",
    ),
    "a bare percent column": (
        lambda: matrix(second=PERCENT),
        C.BARE_PERCENT,
        "PayoutMatrix.column_edges[0]",
        "'10%'",
    ),
    "a bare percent row": (lambda: on_percent(matrix()), C.BARE_PERCENT, "scoring.row_edges[0]", "'100%'"),
    # R15
    "marginal or whole": (lambda: amount(basis=None), C.WRONG_TYPE, "TieredAmount.basis", "marginal"),
    "whole amounts at falling rates": (
        lambda: amount(
            pk.rules.RateTier(2), pk.rules.RateTier(1, pk.rules.From(100)), basis=pk.choices.AmountBasis.WHOLE
        ),
        C.DIRECTION,
        "TieredAmount.tiers[1].rate",
        "1 points after 2",
    ),
    "an amount on target": (lambda: amount(direction=ON), C.DIRECTION, "TieredAmount.direction", "LOWER"),
    "no rates": (
        lambda: pk.rules.TieredAmount((), basis=pk.choices.AmountBasis.WHOLE, base_points=0, direction=H),
        C.EMPTY,
        "TieredAmount.tiers",
        "RateTier",
    ),
    "rates of nothing": (lambda: amount(pk.rules.RateTier(0)), C.CHOICE_NEEDED, "TieredAmount.tiers", "at least one"),
    "a negative rate of an amount": (lambda: pk.rules.RateTier(-1), C.RATE, "RateTier.rate", "direction"),
    "amounts from below 0": (
        lambda: amount(pk.rules.RateTier(1), pk.rules.RateTier(2, pk.rules.From(-5))),
        C.TARGET,
        "TieredAmount.tiers[1].low",
        "subtract the start",
    ),
    "a unit of nothing": (lambda: amount(per=0), C.RATE, "TieredAmount.per", "greater than 0"),
    "base points above the cap": (lambda: amount(base_points=110), C.LIMITS, "TieredAmount.base_points", "never count"),
    "base points below the floor": (
        lambda: amount(base_points=-1),
        C.LIMITS,
        "TieredAmount.base_points",
        "never count",
    ),
    "an amount in bare percent": (lambda: on_percent(amount()), C.BARE_PERCENT, "scoring.per", "'1%'"),
    "a gap between rates": (
        lambda: amount(pk.rules.RateTier(1, high=pk.rules.UpTo(99)), pk.rules.RateTier(2, pk.rules.From(100))),
        C.BAND_GAP,
        "TieredAmount.tiers[1]",
        (
            "numbers between 99 and 100 lie in neither of UpTo(99), From(100); "
            "let one end where the other begins: Below(100), From(100)"
        ),
    ),
    # R16
    "no choice": (
        lambda: pk.rules.Alternatives((RATIO,), chosen="ratio"),
        C.EMPTY,
        "Alternatives.rules",
        ("rules has 1 entries and needs at least 2; write for example Alternative('ratio', Attainment(...))"),
    ),
    "an open choice": (
        lambda: pk.rules.Alternatives((RATIO, YES_OR_NO), chosen=" "),
        C.CODE,
        "Alternatives.chosen",
        "short name",
    ),
    "an unknown choice": (
        lambda: pk.rules.Alternatives((RATIO, YES_OR_NO), chosen="delta"),
        C.CHOICE_NEEDED,
        "Alternatives.chosen",
        "there is no rule 'delta'; there is ratio, met",
    ),
    "an alternative twice": (
        lambda: pk.rules.Alternatives((RATIO, RATIO), chosen="ratio"),
        C.DUPLICATE_CODE,
        "Alternatives.rules[1].code",
        "'ratio' stands twice; make it one, or tell them apart",
    ),
    "an alternative that is no rule": (
        lambda: pk.rules.Alternative("ratio", "a/t"),
        C.WRONG_TYPE,
        "Alternative.rule",
        "TargetDelta",
    ),
    "a bare percent inside an alternative": (
        lambda: on_percent(pk.rules.Alternatives((RATIO, YES_OR_NO), chosen="met")),
        C.BARE_PERCENT,
        "scoring.rules[1].rule.target",
        "'10%'",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_refusals_name_place_and_way_out(case: Case) -> None:
    """A refusal has the code, the place, a way out, and a sentence in each language."""
    build, code, where, advice = case
    with pytest.raises(pk.errors.DefinitionError) as caught:
        placed(build())
    error = caught.value
    assert (error.code, error.where) == (code, where)
    assert advice in str(error)
    assert re.search(r"[\u4e00-\u9fff]", error.say("zh"))


def test_a_choice_cannot_be_left_out() -> None:
    """What practice does differently has no default."""
    for build in (
        lambda: pk.MetOrNot(target=1, direction=H),
        lambda: pk.rules.AllMet(of=3),
        lambda: pk.Tiers((T(0), T(100, pk.rules.From(1)))),
        lambda: pk.PiecewiseLinear((K(0, 0), K(1, 100)), direction=H),
        lambda: pk.rules.Event("late", loss=1),
        lambda: pk.rules.PayoutMatrix(
            second="b",
            row_edges=(pk.rules.From(1),),
            column_edges=(pk.rules.From(1),),
            points=((0, 0), (0, 1)),
            direction=H,
        ),
        lambda: pk.rules.TieredAmount((pk.rules.RateTier(1),), base_points=0, direction=H),
        lambda: pk.rules.Alternatives((RATIO, YES_OR_NO)),
    ):
        with pytest.raises(
            pk.errors.DefinitionError, match=r"was not said, and there is no default|needs .* and "
        ) as caught:
            build()
        assert caught.value.code is pk.errors.Code.CHOICE_NEEDED


NOTHING_TO_SHOW = {
    "on target, how near",
    "nothing to count",
    "no edge at all",
    "tiers without direction",
    "nothing said below",
    "a cliff nowhere",
    "half an event",
    "no cases",
    "a matrix of one row",
    "a matrix of one column",
    "marginal or whole",
    "no rates",
}
"""What is refused because something is missing."""


@pytest.mark.parametrize("name", CASES)
def test_a_refusal_carries_what_was_refused(name: str) -> None:
    """The refused value is at hand as data, wherever there is one."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        placed(CASES[name][0]())
    assert (caught.value.value is None) == (name in NOTHING_TO_SHOW)
