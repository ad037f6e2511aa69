"""Percent numbers in data, and divisors below zero: asked when the scorecard is defined, undefined in a row."""

import attrs
import pytest

import perfkpi as pk
from perfkpi.language import Const, Expr, Input, Kind, Match

HIGHER = pk.Direction.HIGHER_IS_BETTER
PERCENT = pk.Unit.PERCENT
RATE = pk.Actual("rate", unit=PERCENT)


def scorecard(formula: pk.Formula, rule: pk.Scoring, **choices: object) -> pk.Scorecard:
    """A scorecard of one indicator."""
    item = pk.Indicator(code="x", name="x", formula=formula, scoring=rule)
    return pk.Scorecard(code="card", name="card", items=((item, 100),), **choices)


def attained(target: object) -> pk.Scoring:
    """Attainment of a target."""
    return pk.Attainment(target=target, direction=HIGHER)


def full_mark(target: object) -> pk.Scoring:
    """The full mark where a target is met."""
    return pk.rules.FullMarkIfMet(target=target, direction=HIGHER, decrease=pk.rules.Proportional())


def losses(**choices: object) -> pk.Scoring:
    """Ten points for each event of a kind, beside one that the value counts."""
    given = {"loss": 10, "counting": pk.choices.EventCounting.PROPORTIONAL}
    return pk.rules.Deductions((pk.rules.Event("value", **given), pk.rules.Event("other", **given, **choices)))


COEFFICIENT = pk.adjustments.Multiplier(
    code="k", name="k", factor=pk.Actual("k", unit=PERCENT), floor="80%", cap="100%"
)
RATIO = pk.Ratio("a", "b", unit=PERCENT)
BEHIND = pk.adjustments.Gate(
    code="g", name="g", opens=pk.conditions.AtLeast("rate", "80%"), closed=pk.adjustments.PayNothing(), exempt=()
)
ASKED = {
    "the value": (lambda: scorecard(RATE, attained("95%")), "rate"),
    "a value whose unit nobody said": (lambda: scorecard(pk.Actual("rate"), attained("95%")), "rate"),
    "a target": (lambda: scorecard(RATIO, attained(pk.Field("t"))), "t"),
    "a target that is a measure": (lambda: scorecard(RATIO, attained(pk.Actual("t"))), "t"),
    "a term of a target": (lambda: scorecard(RATIO, attained(pk.Computed("t + 1"))), "t"),
    "a target of growth": (lambda: scorecard(pk.Growth("a", "b"), full_mark(pk.Field("t"))), "t"),
    "a unit": (
        lambda: scorecard(
            RATIO,
            pk.TargetDelta(
                target="90%", per=pk.Additive(pk.Field("per")), gain=1, loss=1, base_points=60, direction=HIGHER,
                counting=pk.choices.Counting.PROPORTIONAL,
            ),
        ),
        "per",
    ),
    "a side of a comparison in a text": (lambda: scorecard(pk.Computed("if(rate>=95%, 1, 0)"), attained(1)), "rate"),
    "a side of a comparison in points": (
        lambda: scorecard(pk.Actual("x"), pk.rules.ComputedPoints("if(rate>=95%, value, 0)", direction=HIGHER)),
        "rate",
    ),
    "what counts events": (lambda: scorecard(pk.Actual("x"), losses(of="rate", free="5%")), "rate"),
    "how many events are free": (lambda: scorecard(pk.Actual("x"), losses(of=RATIO, free=pk.Field("free"))), "free"),
    "a coefficient": (
        lambda: scorecard(pk.Actual("x"), pk.DirectPoints(scale=pk.Scale(0, 100)), adjustments=(COEFFICIENT,)),
        "k",
    ),
    "a side of a condition": (
        lambda: scorecard(pk.Actual("x"), pk.DirectPoints(scale=pk.Scale(0, 100)), gates=(BEHIND,)),
        "rate",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_a_percentage_in_data_is_asked_how_it_is_recorded(name: str) -> None:
    """Both spellings are the choices, in both languages."""
    build, column = ASKED[name]
    with pytest.raises(pk.errors.DefinitionError) as asked:
        build()
    for text in (asked.value.en, asked.value.zh):
        assert f"Measure({column!r}, recorded_in='percent')" in text
        assert "recorded_in='number'" in text


@pytest.mark.parametrize(
    ("recorded", "figure"),
    [(PERCENT, 88), (PERCENT, "88"), (PERCENT, "88%"), (pk.Unit.NUMBER, "0.88"), (pk.Unit.NUMBER, "88%")],
)
def test_the_declaration_says_what_88_is(recorded: pk.Unit, figure: object) -> None:
    """88 % of a target of 95 %; a cell with a percent sign is read as written."""
    card = scorecard(RATE, attained("95%"), measures=(pk.Measure("rate", recorded_in=recorded),))
    result = pk.appraise(card, {"rate": figure})
    assert str(result.total) == "92.63"
    assert "88%" in result.explain("en", "audit")
    assert pk.score_batch(card, {"rate": [figure, figure]}).totals[1] == 92.63


@pytest.mark.parametrize("recorded", [PERCENT, pk.Unit.NUMBER])
def test_a_target_by_row_is_read_as_its_column_says(recorded: pk.Unit) -> None:
    """33 % of a target of 32 %: the cap of 100, whichever way the 32 is recorded; it was 0.00."""
    card = scorecard(RATIO, attained(pk.Field("t")), measures=(pk.Measure("t", recorded_in=recorded),))
    target = 32 if recorded == PERCENT else "0.32"
    assert pk.appraise(card, {"a": 33, "b": 100, "t": target}).total == 100
    assert pk.appraise(card, {"a": 16, "b": 100, "t": target}).total == 50


@pytest.mark.parametrize(
    "formula",
    [
        pk.Growth("a", "b"),
        pk.Deviation("a", "b", sign=pk.choices.DeviationSign.SAVING),
        pk.formulas.ByDimension(
            members=("north", "south"),
            numerator="sales_{}",
            denominator="target_{}",
            roll_up=pk.choices.RollUp.MEAN_OF_RATIOS,
            absent=pk.choices.AbsentMembers.REFUSE,
        ),
        pk.Ratio("a", "b", unit=PERCENT),
    ],
    ids=["growth", "deviation", "mean of ratios", "ratio"],
)
def test_a_bare_target_on_a_rate_is_refused(formula: pk.Formula) -> None:
    """10 on a growth of 15 % may be 10 % or 1000 %, and scored 1.50 without a word."""
    with pytest.raises(pk.errors.DefinitionError, match="write '10%' if percent is meant, '1000%' if not"):
        scorecard(formula, full_mark(10))


LOSS = {"profit": -1320, "equity": -10000}


@pytest.mark.parametrize(
    "formula",
    [
        pk.Ratio("profit", "equity", unit=PERCENT),
        pk.Computed("profit / equity", unit=PERCENT),
        pk.Computed("profit * equity^-1", unit=PERCENT),
        pk.Computed("profit / (equity + 0)", unit=PERCENT),
    ],
    ids=["ratio", "text", "power", "sum"],
)
def test_a_loss_over_negative_equity_is_no_return(formula: pk.Formula) -> None:
    """-1320 over -10000 is undefined, not a return of 13.2 %, unless the formula says that the sign may be any."""
    result = pk.appraise(scorecard(formula, attained("12%")), LOSS)
    assert (result.total, result.status) == (None, pk.Status.UNDEFINED)
    (reason,) = result.reasons
    assert "equity" in reason.names
    assert "-10000" in reason.say("en")
    if isinstance(formula, pk.Ratio):
        declared = pk.Ratio("profit", "equity", unit=PERCENT, denominator_sign=pk.choices.Sign.ANY)
    else:
        declared = pk.Computed(formula.text, unit=PERCENT, denominator_sign=pk.choices.Sign.ANY)
    assert pk.appraise(scorecard(declared, attained("12%")), LOSS).total == 100  # 13.2 % of 12 %, at the full mark
    table = {name: [figure, figure] for name, figure in LOSS.items()}
    assert pk.score_batch(scorecard(formula, attained("12%")), table).status_codes[1] == pk.Status.UNDEFINED


@pytest.mark.parametrize(
    ("text", "figure", "total"),
    [("(x - 80) / (20 - 80)", 20, 1), ("x / -2", -50, 25), ("MOD(x, -7) + 50", 20, 49), ("x * (-2)^-1", -50, 25)],
)
def test_constant_divisors_and_remainders_are_exempt(text: str, figure: int, total: int) -> None:
    """A number that its author wrote below zero is meant so; a remainder has the sign of its divisor."""
    card = scorecard(pk.Computed(text), pk.DirectPoints(scale=pk.Scale(0, 100)))
    assert pk.appraise(card, {"x": figure}).total == total


def test_rules_with_a_policy_for_the_sign_keep_it() -> None:
    """Growth over a loss follows ``PriorPolicy``, not the sign of the divisor."""
    growth = pk.Growth("a", "b", nonpositive_prior=pk.choices.PriorPolicy.DISTANCE)
    assert pk.appraise(scorecard(growth, attained("10%")), {"a": 5, "b": -10}).total == 100


@attrs.frozen
class Coded(pk.Formula):
    """A rate that a grade decides on: measured for A, nothing else."""

    unit: pk.Unit = PERCENT

    def express(self) -> Expr:
        """One of a measure and a number."""
        return Match(Input("grade", kind=Kind.CATEGORY), (("A", Input("rate")),), Const(0))


def test_a_measure_that_a_grade_chooses_is_asked() -> None:
    """It is the value itself, wherever it is chosen."""
    with pytest.raises(pk.errors.DefinitionError, match="column 'rate' holds 88"):
        scorecard(Coded(), attained("95%"))
    card = scorecard(Coded(), attained("95%"), measures=(pk.Measure("rate", recorded_in=PERCENT),))
    assert pk.appraise(card, {"grade": "A", "rate": 95}).total == 100


def test_what_is_made_of_others_is_not_asked() -> None:
    """A quotient as a target, the value of another indicator, a coefficient that is declared."""
    assert pk.appraise(scorecard(RATIO, attained(pk.Computed("c / d"))), {"a": 1, "b": 2, "c": 1, "d": 1}).total == 50
    declared = pk.Measure("k", recorded_in=PERCENT)
    rated = pk.DirectPoints(scale=pk.Scale(0, 100))
    card = scorecard(pk.Actual("x"), rated, adjustments=(COEFFICIENT,), measures=(declared,))
    assert pk.appraise(card, {"x": 80, "k": 95}).total == 76
    rate = pk.Indicator(code="rate", name="rate", formula=RATIO, scoring=attained("50%"))
    same = pk.Indicator(code="x", name="x", formula=RATIO, scoring=attained(pk.formulas.ValueOf("rate")))
    items = ((rate, 50), (same, 50))
    assert pk.appraise(pk.Scorecard(code="card", name="card", items=items), {"a": 1, "b": 2}).total == 100
