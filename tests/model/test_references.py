"""Indicators that speak of each other, conditions on them, and composites."""

from fractions import Fraction

import numpy as np
import pytest
from cards import HIGHER, card, named, rated, section, weighed

import perfkpi as pk


def of(code: str, formula: pk.Formula, **choices: object) -> pk.Indicator:
    """An indicator whose value is its points."""
    name = pk.Label(zh=f"指标{code}", en=f"Item {code}")
    return pk.Indicator(
        code=code, name=name, formula=formula, scoring=pk.DirectPoints(scale=pk.Scale(0, 100)), **choices
    )


def test_the_value_and_the_points_of_another_indicator() -> None:
    """Values as the card rounds them, points before any policy; wherever the other one stands."""
    sales = pk.Indicator(
        code="sales",
        name=pk.Label(zh="销售", en="Sales"),
        formula=pk.Actual("sales"),
        scoring=pk.Attainment(target=50, direction=HIGHER, cap=120),
    )
    rules = card(
        (of("half", pk.Ratio(pk.formulas.PointsOf("sales"), "two")), 50),
        (of("same", pk.formulas.ValueOf("sales")), 25),
        (sales, 25),
        scale=pk.Scale(0, 100, up_to=120),
    )
    result = pk.appraise(rules, {"sales": 40, "two": 2})
    assert [line.points for line in result.lines] == [40, 40, 80]
    assert "value = points of Sales ÷ two = 80 ÷ 2 = 40" in result.explain("en", "audit")
    assert "指标值 = 销售的指标值 = 40" in result.explain("zh", "audit")


def test_the_score_of_a_section() -> None:
    """Before its own policy, like the points of an indicator."""
    rules = card((section("s", *weighed(a=50, b=50)), 50), (of("c", pk.formulas.PointsOf("s")), 50))
    assert pk.appraise(rules, {"a": 60, "b": 80}).total == 70


def test_a_value_is_the_rounded_one() -> None:
    """Where the card rounds values."""
    rules = card(
        (of("a", pk.Actual("a")), 50),
        (of("b", pk.formulas.ValueOf("a")), 50),
        rounding=pk.RoundingPolicy(value=pk.Rounding(0), total=None),
    )
    assert pk.appraise(rules, {"a": "49.5"}).total == 50


def test_undefinedness_goes_along() -> None:
    """What speaks of a missing figure is missing, with that figure's reason."""
    rules = card((of("a", pk.Actual("a")), 50), (of("b", pk.formulas.PointsOf("a")), 50))
    result = pk.appraise(rules, {"a": None})
    assert [line.status for line in result.lines] == [pk.Status.NOT_MEASURED] * 2
    assert result.lines[1].reason.names == ("a",)


def circle(**formulas: pk.Formula) -> pk.Scorecard:
    """A card whose items have some formulas."""
    return card(*((of(code, formula), Fraction(1, len(formulas))) for code, formula in formulas.items()))


@pytest.mark.parametrize(
    ("formulas", "told"),
    [
        ({"a": pk.formulas.PointsOf("a")}, "a → a"),
        ({"a": pk.formulas.PointsOf("b"), "b": pk.formulas.ValueOf("a")}, "b → a → b"),
        ({"a": pk.Actual("x"), "b": pk.formulas.PointsOf("c"), "c": pk.formulas.PointsOf("b")}, "b → c → b"),
    ],
)
def test_a_circle_is_refused(formulas: dict[str, pk.Formula], told: str) -> None:
    """With the way round, and the place where it was found."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        circle(**formulas)
    assert caught.value.code is pk.errors.Code.CIRCLE
    text = caught.value.say("en")
    assert sorted(told.split(" → ")[1:]) == sorted(caught.value.en.split(" speak")[0].split(" → ")[1:]), text
    assert caught.value.where.startswith("items[")
    assert "循环" in caught.value.say("zh")


def test_a_section_that_speaks_of_itself_is_a_circle() -> None:
    """Through one of its items."""
    inner = section("s", (of("a", pk.formulas.PointsOf("s")), 100))
    with pytest.raises(pk.errors.DefinitionError, match="s → a → s") as caught:
        card((inner, 100))
    assert caught.value.code is pk.errors.Code.CIRCLE


def test_what_is_not_there_is_refused() -> None:
    """With the choices; a grade and a section have no number as their value."""
    with pytest.raises(pk.errors.DefinitionError, match="there is no item 'c'; there is a, b") as caught:
        circle(a=pk.Actual("a"), b=pk.formulas.PointsOf("c"))
    assert (caught.value.code, caught.value.where) == (pk.errors.Code.UNKNOWN_REFERENCE, "items[1]")
    letters = pk.LetterPoints(scale=pk.Scale(0, 100), letters=(("A", 100), ("B", 80)))
    grade = pk.Indicator(code="g", name="g", formula=pk.formulas.Category("g"), scoring=letters)
    for other in (grade, section("g", *weighed(x=100))):
        with pytest.raises(pk.errors.DefinitionError, match=r"PointsOf\('g'\)") as caught:
            card((other, 50), (of("b", pk.formulas.ValueOf("g")), 50))
        assert caught.value.code is pk.errors.Code.WRONG_TYPE


CONDITIONS = {
    "at least": (pk.conditions.AtLeast("x", 5), {4: 0, 5: 1, 6: 1}),
    "more than": (pk.conditions.MoreThan("x", 5), {4: 0, 5: 0, 6: 1}),
    "at most": (pk.conditions.AtMost("x", 5), {4: 1, 5: 1, 6: 0}),
    "less than": (pk.conditions.LessThan("x", 5), {4: 1, 5: 0, 6: 0}),
    "not": (pk.conditions.Not(pk.conditions.AtLeast("x", 5)), {4: 1, 5: 0}),
    "all": (
        pk.conditions.AllOf((pk.conditions.AtLeast("x", 5), pk.conditions.AtMost("x", 7))),
        {4: 0, 5: 1, 7: 1, 8: 0},
    ),
    "any": (
        pk.conditions.AnyOf((pk.conditions.LessThan("x", 5), pk.conditions.MoreThan("x", 7))),
        {4: 1, 5: 0, 7: 0, 8: 1},
    ),
    "one of some": (pk.conditions.IsOneOf("g", ("A", "B")), {"A": 1, "B": 1, "C": 0}),
}


@pytest.mark.parametrize("name", list(CONDITIONS))
def test_a_condition_on_its_edges(name: str) -> None:
    """Words such as 以上 and 以下 include the number, 超过 and 不满 do not; columns agree."""
    condition, expected = CONDITIONS[name]
    formula = pk.formulas.Conditional(condition, then=1, otherwise=pk.Actual("zero"))
    rules = card((of("a", formula), 100))
    measure = "g" if name == "one of some" else "x"
    for figure, holds in expected.items():
        assert pk.appraise(rules, {measure: figure, "zero": 0}).total == holds
    figures = list(expected) * 10
    column = np.array(figures, dtype=object if measure == "g" else float)
    scores = pk.score_batch(rules, {measure: column, "zero": np.zeros(len(figures))})
    assert scores.totals.tolist() == list(expected.values()) * 10


@pytest.mark.parametrize("kind", [pk.conditions.AllOf, pk.conditions.AnyOf])
def test_no_condition_is_skipped(kind: type) -> None:
    """Where one is undefined all of them are, in whatever order they stand."""
    known, unknown = pk.conditions.AtLeast("x", 5), pk.conditions.AtLeast("y", 5)
    for conditions in ((known, unknown), (unknown, known)):
        rules = card((of("a", pk.formulas.Conditional(kind(conditions), then=1, otherwise=0)), 100))
        for figure in (1, 9):
            assert pk.appraise(rules, {"x": figure, "y": None}).status is pk.Status.NOT_MEASURED


@pytest.mark.parametrize(
    ("attempt", "code", "where"),
    [
        (
            lambda: pk.conditions.AtLeast(pk.Ratio("a", "b", unit=pk.Unit.PERCENT), 12),
            "BARE_PERCENT",
            "AtLeast.threshold",
        ),
        (lambda: pk.conditions.AllOf(()), "EMPTY", "AllOf.conditions"),
        (lambda: pk.conditions.AnyOf(()), "EMPTY", "AnyOf.conditions"),
        (lambda: pk.conditions.AllOf((1,)), "WRONG_TYPE", "AllOf.conditions[0]"),
        (lambda: pk.conditions.Not(0), "WRONG_TYPE", "Not.condition"),
        (lambda: pk.conditions.IsOneOf("g", ()), "EMPTY", "IsOneOf.names"),
    ],
)
def test_conditions_that_say_nothing_are_refused(attempt: object, code: str, where: str) -> None:
    """In both languages, at their place."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        attempt()
    assert (caught.value.code, caught.value.where) == (pk.errors.Code[code], where)
    assert caught.value.en != caught.value.zh


def composite(**choices: object) -> pk.formulas.Composite:
    """Solved cases upwards and complaints downwards, 60 to 40."""
    solved = pk.Indicator(
        code="solved",
        name=pk.Label(zh="问题解决率", en="Solved"),
        formula=pk.Ratio("solved", "cases", unit=pk.Unit.PERCENT),
        scoring=pk.Attainment(target="80%", direction=HIGHER),
    )
    complaints = pk.Indicator(
        code="complaints",
        name=pk.Label(zh="投诉量", en="Complaints"),
        formula=pk.Actual("complaints"),
        scoring=pk.Attainment(
            target=10,
            direction=pk.Direction.LOWER_IS_BETTER,
            lower_method=pk.choices.LowerMethod.TWO_MINUS_RATIO,
        ),
    )
    return pk.formulas.Composite(((solved, 60), (complaints, 40)), **choices)


def test_a_composite_scores_each_part_in_its_own_direction() -> None:
    """72 of 80 % is 90 points, 12 complaints of 10 are 80: 86 in all."""
    result = pk.appraise(card((of("team", composite()), 100)), {"solved": 72, "cases": 100, "complaints": 12})
    assert result.total == 86
    assert dict(result.lines[0].parts) == {"solved": 90, "complaints": 80}
    text = result.explain("en", "audit")
    assert "value = sum of all weighted points = 54 + 32 = 86" in text
    assert "Solved · value = solved ÷ cases = 72 ÷ 100 = 72%" in text
    assert "Complaints · points = 100 × attainment = 100 × 80% = 80" in text


def test_a_composite_has_a_policy_and_an_aggregation_of_its_own() -> None:
    """A part that is missing may leave; the weakest may count."""
    figures = {"solved": 72, "cases": 100, "complaints": None}
    rules = card((of("team", composite(missing=pk.Reweight())), 100))
    assert pk.appraise(rules, figures).total == 90
    rules = card((of("team", composite(aggregation=pk.choices.Aggregation.MINIMUM)), 100))
    assert pk.appraise(rules, figures | {"complaints": 12}).total == 80
    assert pk.appraise(rules, figures).status is pk.Status.NOT_MEASURED


def test_composites_inside_composites() -> None:
    """Parts may be composites themselves; their codes are codes of the card."""
    outer = pk.formulas.Composite(((of("inner", composite()), 50), (rated("x"), 50)))
    figures = {"solved": 72, "cases": 100, "complaints": 12, "x": 14}
    assert pk.appraise(card((of("team", outer), 100)), figures).total == 50
    with pytest.raises(pk.errors.DefinitionError, match="solved") as caught:
        card((of("team", outer), 50), (rated("solved"), 50))
    assert caught.value.code is pk.errors.Code.DUPLICATE_CODE
    assert caught.value.where == "items[1]"


def test_a_composite_holds_indicators_alone() -> None:
    """And at least one of them, with weights that sum."""
    for attempt, code in (
        (lambda: pk.formulas.Composite(((section("s", *weighed(a=100)), 100),)), pk.errors.Code.WRONG_TYPE),
        (lambda: pk.formulas.Composite(()), pk.errors.Code.EMPTY),
        (lambda: pk.formulas.Composite(weighed(a=50, b=40)), pk.errors.Code.WEIGHT_SUM),
    ):
        with pytest.raises(pk.errors.DefinitionError) as caught:
            attempt()
        assert caught.value.code is code


SHARE = pk.Indicator(
    code="roe",
    name="roe",
    formula=pk.Ratio("a", "b", unit=pk.Unit.PERCENT),
    scoring=pk.Attainment(target="80%", direction=HIGHER),
)


@pytest.mark.parametrize(
    ("choices", "where"),
    [
        (
            {
                "gates": (
                    named(
                        pk.adjustments.Gate,
                        "g",
                        opens=pk.conditions.AtLeast(pk.formulas.ValueOf("roe"), 80),
                        closed=pk.adjustments.PayNothing(),
                        exempt=(),
                    ),
                )
            },
            "gates[0].opens.threshold",
        ),
        (
            {
                "adjustments": (
                    named(
                        pk.Veto, "v", condition=pk.conditions.Not(pk.conditions.AtLeast(pk.formulas.ValueOf("roe"), 60))
                    ),
                )
            },
            "adjustments[0].condition.condition.threshold",
        ),
        (
            {
                "more": of(
                    "z",
                    pk.formulas.Conditional(
                        pk.conditions.LessThan(pk.formulas.ValueOf("roe"), 60), then=0, otherwise=1
                    ),
                )
            },
            "items[1].formula.condition.threshold",
        ),
        (
            {
                "more": pk.Indicator(
                    code="z",
                    name="z",
                    formula=pk.formulas.ValueOf("roe"),
                    scoring=pk.Attainment(target=80, direction=HIGHER),
                )
            },
            "items[1].scoring.target",
        ),
        (
            {
                "more": pk.Indicator(code="z", name="z", formula=pk.formulas.ValueOf("roe"), scoring=SHARE.scoring),
                "adjustments": (named(pk.Veto, "v", condition=pk.conditions.LessThan(pk.formulas.ValueOf("z"), 60)),),
            },
            "adjustments[0].condition.threshold",
        ),
    ],
)
def test_a_bare_number_beside_a_percentage_of_another_indicator_is_refused(choices: dict, where: str) -> None:
    """Only the card knows that the other value is a percentage: 60 would be 6000 %, and strike everybody."""
    more = choices.pop("more", rated("z"))
    with pytest.raises(pk.errors.DefinitionError, match="on a percentage is") as caught:
        card((SHARE, 50), (more, 50), **choices)
    assert (caught.value.code, caught.value.where) == (pk.errors.Code.BARE_PERCENT, where)


def test_a_percentage_beside_a_percentage_of_another_indicator_is_taken() -> None:
    """In a condition, and in the rule of an indicator that is the other one's value."""
    condition = pk.conditions.AtLeast(pk.formulas.ValueOf("again"), "60%")
    again = pk.Indicator(code="again", name="again", formula=pk.formulas.ValueOf("roe"), scoring=SHARE.scoring)
    rules = card(
        (SHARE, 50),
        (again, 50),
        adjustments=(named(pk.Veto, "v", condition=pk.conditions.Not(condition)),),
    )
    assert pk.appraise(rules, {"a": 72, "b": 100}).total == 90
    assert pk.appraise(rules, {"a": 59, "b": 100}).total == 0
