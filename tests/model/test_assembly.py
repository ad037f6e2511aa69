"""How a card puts its parts together: what a level hands down, what is marked, in which order things are done."""

from fractions import Fraction

import pytest
from cards import HIGHER, card, named, rated, section, weighed
from evaluated import worth

import perfkpi as pk
from perfkpi.language import Const, Expr, Input, Mul, Named, Role, Status

FIVE = pk.Scale(1, 5)
GONE = Status.NOT_MEASURED
RELATIVE, SHARES, FULL = pk.choices.Weighting.NORMALISED, pk.choices.Weighting.SHARES, pk.choices.Weighting.POINTS
Mark = tuple[Role, str]


def marks(expression: Expr) -> dict[Mark, Named]:
    """Every name in an expression."""
    found: dict[Mark, Named] = {}
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Named):
            found[node.role, node.code] = node
        waiting += node.children
    return found


def bonus(code: str, points: object, **limits: object) -> object:
    """Points more, as a measure or a formula gives them."""
    formula = pk.Actual(points) if isinstance(points, str) else points
    return named(pk.Bonus, code, formula=formula, **{"floor": 0, "cap": 10} | limits)


def test_what_an_item_hands_on_in_the_whole() -> None:
    """Value, points, weight, contribution, unrounded and rounded total, each marked by its code."""
    rules = card(*weighed(a=60, b=40), rounding=pk.RoundingPolicy(value=pk.Rounding(0), total=pk.Rounding(0)))
    found = marks(rules.express())
    figures = {"a": Fraction("70.5"), "b": Fraction("50.4")}
    expected = {
        (Role.VALUE, "a"): 71,
        (Role.POINTS, "a"): 71,
        (Role.WEIGHT, "a"): Fraction("0.6"),
        (Role.CONTRIBUTION, "a"): Fraction("42.6"),
        (Role.CONTRIBUTION, "b"): 20,
        (Role.UNROUNDED, "card"): Fraction("62.6"),
        (Role.TOTAL, "card"): 63,
    }
    for mark, number in expected.items():
        assert worth(found[mark], **figures) == number


def test_points_are_rounded_where_the_card_says_so() -> None:
    """One stage each: points, contributions, the score of a section."""
    rule = pk.Attainment(target=30, direction=HIGHER)
    one = pk.Indicator(code="a", name="a", formula=pk.Actual("a"), scoring=rule)
    inner = section("s", (one, 50), (rated("b"), 50))
    stages = {
        "points": (Role.POINTS, "a", 33),
        "contribution": (Role.CONTRIBUTION, "a", 17),
        "section": (Role.SECTION, "s", 17),
    }
    for stage, (role, code, expected) in stages.items():
        rounding = pk.RoundingPolicy(**{stage: pk.Rounding(0), "total": None})
        found = marks(card((inner, 100), rounding=rounding).express())
        assert worth(found[role, code], a=10, b=0) == expected


@pytest.mark.parametrize("own", [None, pk.missing.NeutralPoints(40), pk.Reweight()], ids=str)
@pytest.mark.parametrize("inside", [None, pk.missing.NeutralPoints(60)], ids=str)
def test_a_policy_is_the_nearest_one(
    own: pk.missing.MissingPolicy | None, inside: pk.missing.MissingPolicy | None
) -> None:
    """An item's own, or its section's, or the card's."""
    inner = section("s", (rated("a", missing=own), 50), *weighed(b=50), missing=inside)
    rules = card((inner, 100), missing=pk.missing.NeutralPoints(20))
    policy = own or inside or pk.missing.NeutralPoints(20)
    expected = (policy.points + 80) / 2 if isinstance(policy, pk.missing.NeutralPoints) else 80
    assert worth(rules.express(), a=GONE, b=80) == expected


def test_what_a_section_without_a_score_does_is_said_above() -> None:
    """The section refuses inside, the card lets it leave."""
    inner = section("s", *weighed(a=50, b=50), missing=pk.missing.Refuse())
    rules = card((inner, 50), *weighed(c=50), missing=pk.Reweight())
    assert worth(rules.express(), a=GONE, b=80, c=70) == 70
    deep = section("t", (section("s", *weighed(a=100)), 50), *weighed(b=50), missing=pk.Reweight())
    assert worth(card((deep, 100)).express(), a=GONE, b=80) == 80


@pytest.mark.parametrize("within", [None, RELATIVE], ids=str)
def test_weights_mean_what_the_nearest_level_says(within: pk.choices.Weighting | None) -> None:
    """A section two levels down has the weighting of the one around it unless it says otherwise."""
    inner = section("s", *weighed(a=1, b=3), weighting=within)
    around = section("t", (inner, 1), *weighed(c=1), weighting=RELATIVE)
    rules = card((around, 100))
    assert worth(rules.express(), a=100, b=60, c=30) == 50


def test_full_marks_hand_down_their_scale() -> None:
    """Under full marks a section's scale is its weight; a section of shares inside converts to that scale."""
    parts = section("s", (rated("a", pk.Scale(0, 60)), 40), (rated("b", pk.Scale(0, 60)), 20))
    rules = card((parts, 60), (rated("c", pk.Scale(0, 40)), 40), weighting=FULL, scales=pk.choices.ScalePolicy.LINEAR)
    assert worth(rules.express(), a=60, b=60, c=40) == 100
    assert worth(rules.express(), a=30, b=60, c=0) == 40
    shared = section("s", (rated("a", pk.Scale(0, 60)), 50), (rated("b", pk.Scale(0, 60)), 50), weighting=SHARES)
    both = card((shared, 60), (rated("c", pk.Scale(0, 40)), 40), weighting=FULL)
    assert worth(marks(both.express())[Role.SECTION, "s"], a=60, b=30, c=40) == 45


def test_steps_are_taken_one_after_the_other() -> None:
    """Each on what the ones before have left: a factor before a bonus is another total than after it."""
    double = named(pk.adjustments.Multiplier, "double", factor=pk.Actual("factor"), floor=0, cap=2)
    for steps, expected in (((double, bonus("more", "more")), 85), ((bonus("more", "more"), double), 90)):
        rules = card(*weighed(a=100), adjustments=steps)
        assert worth(rules.express(), a=40, factor=2, more=5) == expected
        inner = section("s", *weighed(a=100), adjustments=steps)
        assert worth(card((inner, 100)).express(), a=40, factor=2, more=5) == expected


def test_a_step_may_ask_for_another_part() -> None:
    """Points of an item, in the steps of the whole and in those of a section."""
    step = bonus("more", pk.formulas.PointsOf("a"), cap=100)
    rules = card(*weighed(a=50, b=50), adjustments=(step,))
    assert worth(rules.express(), a=10, b=30) == 30
    inner = section("s", *weighed(b=100), adjustments=(step,))
    assert worth(card(*weighed(a=50), (inner, 50)).express(), a=10, b=30) == 25


def test_what_is_asked_of_another_part_is_marked() -> None:
    """The value as the card rounds it, the points before any policy."""
    rules = card(
        (rated("a", missing=pk.missing.NeutralPoints(50)), 50),
        (rated("b"), 50),
        adjustments=(bonus("one", pk.formulas.PointsOf("a"), cap=100), bonus("two", pk.formulas.ValueOf("b"), cap=100)),
        rounding=pk.RoundingPolicy(value=pk.Rounding(0), total=None),
    )
    found = marks(rules.express())
    assert worth(found[Role.REFERENCE, "b"], a=1, b=Fraction("2.5")) == 3
    assert worth(found[Role.REFERENCE, "a"], a=GONE, b=1) == (GONE, "test")
    assert worth(found[Role.CONTRIBUTION, "a"], a=GONE, b=1) == 25


def gate(code: str = "gate", **changes: object) -> pk.adjustments.Gate:
    """A gate that leaves nothing, changed."""
    return pk.adjustments.Gate(
        **{
            "code": code,
            "name": code,
            "opens": pk.conditions.AtLeast("x", 1),
            "closed": pk.adjustments.PayNothing(),
            **changes,
        }
    )


def test_gates_stand_around_items_and_sections() -> None:
    """Behind a gate is what it names, what stands in a named section, and nothing exempt."""
    inner = section("s", (section("t", *weighed(a=100)), 50), *weighed(b=50))
    items = ((inner, 50), *weighed(c=50))
    behind = {
        ("items", ("s",)): "ab",
        ("items", ("t",)): "a",
        ("items", ("b", "c")): "bc",
        ("exempt", ("s",)): "c",
        ("exempt", ("t", "c")): "b",
        ("exempt", ()): "abc",
    }
    parts = {"a": 25, "b": 25, "c": 50}
    for (name, codes), shut in behind.items():
        rules = card(*items, gates=(gate(**{name: codes}),))
        expected = sum(points for code, points in parts.items() if code not in shut)
        assert worth(rules.express(), a=100, b=100, c=100, x=0) == expected
        assert worth(rules.express(), a=100, b=100, c=100, x=1) == 100


def test_gates_are_asked_in_their_order() -> None:
    """Each on what the one before has left; what stands behind one is not asked for again."""
    gates = (
        gate("one", closed=pk.adjustments.AtMostPoints(60), exempt=()),
        gate("two", opens=pk.conditions.AtLeast("y", 1), exempt=("b",)),
    )
    found = marks(card(*weighed(a=50, b=50), gates=gates).express())
    assert worth(found[Role.CONTRIBUTION, "a"], a=90, b=80, x=0, y=1) == 30
    assert worth(found[Role.CONTRIBUTION, "a"], a=90, b=80, x=1, y=0) == 0
    assert worth(found[Role.CONTRIBUTION, "b"], a=90, b=80, x=0, y=0) == 30
    assert {(Role.GATE, "one"), (Role.GATE, "two"), (Role.CONDITION, "one"), (Role.CONDITION, "two")} <= {*found}
    assert worth(found[Role.CONDITION, "one"], x=0) == 0
    assert worth(found[Role.CONDITION, "two"], y=1) == 1


def test_nothing_is_the_low_end() -> None:
    """0 times the points, so that a missing figure stays missing; more than that only where the scale begins higher."""
    points = Input("a")
    nothing = Mul((Const(0), points))
    assert pk.adjustments.PayNothing().express(points, rated("a")) == nothing
    assert pk.adjustments.PayNothing().express(points, rated("a", FIVE)) == Const(1) + nothing
    assert worth(pk.adjustments.PayNothing().express(points, rated("a", FIVE)), a=GONE) == (GONE, "test")


RATINGS = pk.RatingScale.descending(("A", 90), ("B", 70), ("C", 50), ("D", 0))


def rating_of(rules: pk.Scorecard) -> Expr:
    """The position of the rating, on a card that has ratings."""
    found = rules.express_rating()
    assert found is not None
    return found


def ceiling(code: str, best: str, measure: str) -> object:
    """At best some rating after an event."""
    return named(pk.adjustments.RatingCeiling, code, condition=pk.conditions.AtLeast(measure, 1), best=best)


@pytest.mark.parametrize(("x", "y", "expected"), [(0, 0, "A"), (1, 0, "C"), (0, 1, "B"), (1, 1, "C")])
def test_the_strictest_ceiling_holds(x: int, y: int, expected: str) -> None:
    """Position 0 is the best rating; a rating below the ceilings stays."""
    rules = card(*weighed(a=100), ratings=RATINGS, ceilings=(ceiling("one", "C", "x"), ceiling("two", "B", "y")))
    rating = rating_of(rules)
    assert worth(rating, a=95, x=x, y=y) == "ABCD".index(expected)
    assert worth(rating, a=10, x=x, y=y) == 3
    found = marks(rating)
    assert worth(found[Role.CEILING, "one"], x=x) == 2 * x
    assert (Role.RATING, "card") in found


@pytest.mark.parametrize(("rate_on", "expected"), [(pk.choices.RateOn.ROUNDED, 0), (pk.choices.RateOn.UNROUNDED, 1)])
def test_a_rating_is_looked_up_on_one_total(rate_on: pk.choices.RateOn, expected: int) -> None:
    """89.996 is 90.00, and lies below 90."""
    rules = card(*weighed(a=100), ratings=RATINGS, rate_on=rate_on, rounding=pk.RoundingPolicy())
    assert worth(rating_of(rules), a=Fraction("89.996")) == expected


def test_percent_numbers_mean_percent() -> None:
    """In the total, in ceilings and behind references; other measures stay as they are."""
    measures = (
        pk.Measure("p", recorded_in=pk.Unit.PERCENT),
        pk.Measure("q", recorded_in=pk.Unit.NUMBER),
        pk.Measure("a"),
    )
    rule = pk.Attainment(target="50%", direction=HIGHER)
    items = tuple((pk.Indicator(code=m, name=m, formula=pk.Actual(m), scoring=rule), 50) for m in "pq")
    strict = named(pk.adjustments.RatingCeiling, "c", condition=pk.conditions.AtLeast("p", "40%"), best="C")
    rules = card(*items, measures=measures, ratings=RATINGS, ceilings=(strict,))
    assert worth(rules.express(), p=50, q=Fraction(1, 4)) == 75
    assert worth(rating_of(rules), p=50, q=Fraction(1, 2)) == 2
    assert worth(rating_of(rules), p=39, q=Fraction(1, 2)) == 1


def test_parts_of_a_card_in_the_order_of_the_sheet() -> None:
    """Indicators, sections, and the steps of sections before those of the whole."""
    deep = section("t", *weighed(a=100), adjustments=(bonus("d", "x"),))
    inner = section("s", (deep, 50), *weighed(b=50), adjustments=(bonus("e", "x"), bonus("f", "x")))
    rules = card((inner, 50), *weighed(c=50), adjustments=(bonus("g", "x"),))
    assert [item.code for item in rules.indicators()] == ["a", "b", "c"]
    assert [item.code for item in rules.sections()] == ["s", "t"]
    assert [step.code for step in rules.steps()] == ["e", "f", "d", "g"]
    assert card(*weighed(a=100)).express_rating() is None


@pytest.mark.parametrize(
    ("rate_on", "said"), [(pk.choices.RateOn.ROUNDED, "rounded"), (pk.choices.RateOn.UNROUNDED, "unrounded")]
)
def test_the_order_of_operations_ends_with_the_rating(rate_on: pk.choices.RateOn, said: str) -> None:
    """On which total it is looked up, then what bounds it; nothing of that where there are no ratings."""
    rules = card(*weighed(a=100), ratings=RATINGS, rate_on=rate_on, ceilings=(ceiling("one", "C", "x"),))
    total, rating, bound = [label.say("en") for label in rules.operations()][-3:]
    assert (total, rating, bound) == ("total", f"rating on the {said} total", "rating ceiling “Step one”")
    assert card(*weighed(a=100)).operations()[-1].say("en") == "total"
