"""Any expression of the language, also one that no rule builds, means the same in columns as for one person."""

import math
import random
from collections.abc import Callable
from fractions import Fraction

import attrs
import numpy as np
import pytest
from blocks import covers
from columnwise import by_columns
from effort import examples
from expressions import EXPRESSIONS, GRADE, NEVER, A, B, C
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from strategies import figure

import perfkpi as pk
from perfkpi.language import (
    Add,
    All,
    Among,
    Any,
    Choose,
    Coalesce,
    Compare,
    Const,
    Defined,
    Div,
    Edge,
    EdgeSide,
    Expr,
    Floor,
    If,
    Match,
    Max,
    Min,
    Mul,
    Not,
    Power,
    Rank,
    Relation,
    Round,
)
from perfkpi.testing import card_of as card_of_rule
from perfkpi.testing import check_batch_equals_exact, row_of


@attrs.frozen(cache_hash=True)
class Plain(pk.Scoring):
    """The points are the value."""

    scale: pk.Scale = attrs.field(default=pk.Scale(0, 100), kw_only=True)

    def express(self, value: Expr) -> Expr:
        """Nothing is done to it."""
        return value


def card_of(expression: Expr, rounding: pk.Rounding | None, missing: pk.missing.MissingPolicy) -> pk.Scorecard:
    """A card whose total is an expression, beside a second item that is missing at times."""
    items = [
        (pk.Indicator(code=code, name=code, formula=pk.Computed(inner), scoring=Plain()), weight)
        for code, inner, weight in (("x", expression, 75), ("c", C, 25))
    ]
    ratings = pk.RatingScale.descending(("good", 2), ("fair", 1), ("poor", 0))
    return pk.Scorecard(
        code="card",
        name="card",
        items=items,
        rounding=pk.RoundingPolicy(total=rounding),
        ratings=ratings,
        missing=missing,
        rate_on=pk.choices.RateOn.ROUNDED,
    )


ROUNDINGS = st.one_of(
    st.none(),
    st.builds(pk.Rounding, st.integers(0, 3), mode=st.sampled_from(pk.choices.RoundingMode)),
    st.just(pk.Rounding(step="1/3")),
)
PLACES = st.sampled_from((0, 1, 3, None))


@pytest.mark.parametrize("rows", [1, 40])
def test_an_edge_that_is_not_reached_may_be_missing(rows: int) -> None:
    """The branch before the first edge is taken whatever the second edge is, also where plans allow for gaps."""
    choice = Choose(C, [Edge(Const("1/2"), EdgeSide.BELOW), Edge(B, EdgeSide.BELOW)], [C, Const("1/2"), Const(2)])
    card = card_of(choice, pk.Rounding(2), pk.missing.ZeroPoints())
    scores = by_columns(card, {"b": np.full(rows, np.nan), "c": np.full(rows, 0.25)})
    assert scores.totals.tolist() == [0.25] * rows
    scores = by_columns(card, {"b": np.full(rows, np.nan), "c": np.full(rows, 0.75)})
    assert scores.totals.tolist() == [0.19] * rows


POLICIES = st.sampled_from(
    (pk.missing.Refuse(), pk.Reweight(), pk.missing.ZeroPoints(on=pk.Status.absences() | {pk.Status.UNDEFINED}))
)


def table_of(rng: object, places: int | None, odd: float) -> dict[str, np.ndarray]:
    """Columns of small figures, with letters."""
    table = {
        name: np.array([figure(rng, rng.choice((1, 2, 0.5, 3)), places, odd) for _ in range(16)])
        for name in ("a", "b", "c")
    }
    table["grade"] = np.array([rng.choice(("A", "B", "C", None)) for _ in range(16)], dtype=object)
    return table


def agree(card: pk.Scorecard, table: dict[str, np.ndarray]) -> pk.BatchScores:
    """Score a table, and compare every row."""
    scores = by_columns(card, table, points=True)
    for row in range(len(scores)):
        result = pk.appraise(card, row_of(table, row))
        total = result.unrounded if result.total is None else result.total
        assert scores.status_codes[row] == result.status
        assert double(total) == pytest.approx(float(scores.totals[row]), rel=0, abs=0, nan_ok=True)
        code = scores.rating_codes[row]
        assert (None if code < 0 else card.ratings.bands[code].code) == result.rating
        assert scores.completeness[row] == float(result.completeness)
        for line in result.lines:
            points = float(scores.points[line.code][row])
            assert double(line.points) == pytest.approx(points, rel=0, abs=0, nan_ok=True)
    return scores


def double(number: object) -> float:
    """The nearest double; NaN for none, infinite beyond the doubles."""
    try:
        return math.nan if number is None else float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def test_a_category_that_is_refused() -> None:
    """A name for which a rule refuses is no missing figure."""
    table = {name: np.full(5, 2.0) for name in "abc"}
    table["grade"] = np.array(["A", "B", "C", None, "A"], dtype=object)
    rule = Match(GRADE, [("A", Const(1)), ("B", NEVER)], Const(2))
    scores = agree(card_of(rule, pk.Rounding(2), pk.missing.Refuse()), table)
    assert scores.status_codes.tolist() == [0, 4, 0, 3, 0]


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 2, 3)])
@pytest.mark.parametrize("belongs", EdgeSide)
def test_tiers(order: tuple[int, ...], belongs: EdgeSide) -> None:
    """Constants between several edges, whether or not the edges stand in order: the first that holds decides."""
    rule = Choose(A, [Edge(Const(at), belongs) for at in order], [Const(points) for points in (10, 20, 30, 40)])
    table = {name: np.array([0.0, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, np.nan, np.inf]) for name in "abc"}
    table["grade"] = np.array(["A"] * 9)
    agree(card_of(rule, pk.Rounding(2), pk.missing.Refuse()), table)


def test_a_divisor_that_is_always_refused() -> None:
    """Where every branch of a divisor refuses, no row has a value, and nothing is computed."""
    never = Choose(A, [Edge(Const(1), EdgeSide.BELOW)], [NEVER, NEVER])
    card = card_of(Div(B, never), None, pk.missing.Refuse())
    assert set(
        agree(card, {name: np.full(3, 2.0) for name in "abc"} | {"grade": np.array(["A"] * 3)}).status_codes
    ) == {4}


@given(
    st.tuples(EXPRESSIONS, ROUNDINGS, POLICIES), st.randoms(use_true_random=False), PLACES, st.sampled_from((0, 0.1))
)
@settings(max_examples=examples(125), phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_any_expression(
    parts: tuple[Expr, pk.Rounding | None, pk.missing.MissingPolicy], rng: object, places: int | None, odd: float
) -> None:
    """Arithmetic, extremes, roundings, powers, choices, categories, policies, refusals, in any order."""
    agree(card_of(*parts), table_of(rng, places, odd))


SIZES = (0.0, 1.0, -1.0, 2.0, 0.1, 5e-324, 1e-308, 1e-200, 1e-100, 1e17, 1e100, 1e154, -1e200, 1.7e308, math.nan)


@given(st.tuples(EXPRESSIONS, ROUNDINGS, POLICIES), st.randoms(use_true_random=False), st.booleans())
@settings(max_examples=examples(75), phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_figures_of_any_size(
    parts: tuple[Expr, pk.Rounding | None, pk.missing.MissingPolicy],
    rng: random.Random,
    alike: bool,  # noqa: FBT001  # as hypothesis draws it
) -> None:
    """What is too large or too small for doubles on the way is no gap, no 0 and no value that it has not."""
    rows = rng.choice((1, 16, 40))
    sizes = {name: [rng.choice(SIZES)] * rows if alike else rng.choices(SIZES, k=rows) for name in ("a", "b", "c")}
    table = {name: np.array(figures) for name, figures in sizes.items()}
    table["grade"] = np.array(rng.choices(("A", "B", "C", None), k=rows), dtype=object)
    agree(card_of(*parts), table)


TABLE = {
    "a": np.array([0.25, 0.5, 1.0, 2.0, 4.0, 0.0, -1.0, np.nan]),
    "b": np.array([1.0, 0.5, 3.0, 4.0, 0.1, 2.0, 9.0, 1.0]),
    "c": np.array([1.0, 2.0, 3.0, np.nan, 5.0, 6.0, 7.0, 8.0]),
    "grade": np.array(["A", "B", "C", None, "A", "B", "A", "A"], dtype=object),
}
HALF = Fraction(1, 2)
CASES: dict[str, Expr] = {
    "a root": Power(A, HALF),
    "a root of a root": Power(Power(A, HALF), HALF),
    "two roots that meet": Power(A, HALF) + Power(B, HALF),
    "one divided by a root": 1 / Power(A, HALF),
    "a root of a constant": Power(Const(2), HALF) + A,
    "a power of a constant": Power(Const(4), HALF) + A,
    "a root that is rounded": Round(Power(A, HALF) * 3, HALF),
    "a constant divided by zero": A + Div(Const(1), Const(0)),
    "a constant rounded": A + Round(Const("2.5"), 1) + Floor(Const("2.5")),
    "a constant clipped": Max((Const(1), Min((Const(3), Const(2))))) + A,
    "nothing of a column": Max((A - A, Const(1))),
    "nothing of a column, chosen": Choose(A - A, [Edge(Const(0))], [Const(1), B]),
    "a constant chosen": Choose(Const(2), [Edge(Const(1)), Edge(A)], [B, C, A]),
    "a constant on its edge": Choose(Const(1), [Edge(Const(1), EdgeSide.BELOW), Edge(A)], [B, C, A]),
    "a comparison of constants": If(Compare(Const(2), Relation.AT_LEAST, Const(1)), A, B),
    "constants joined": If(All((Compare(Const(2), Relation.LESS_THAN, Const(1)), Const(1))), A, B) + Any((Const(0),)),
    "a condition that is turned round": If(Not(Any((Compare(A, Relation.LESS_THAN, B), Defined(C)))), A, B),
    "the opposite as a number": Not(All((Compare(A, Relation.EQUAL, B * HALF), Compare(B, Relation.MORE_THAN, A)))) + C,
    "how many hold": Add((Compare(A, Relation.UNEQUAL, B), Not(Compare(B, Relation.AT_MOST, C)))),
    "a line that does not bend": Choose(A, [Edge(Const(1))], [A * 2, A * 2]),
    "two constants that meet": Choose(A, [Edge(Const(1))], [Const(2), Const(2)]),
    "a clip within a clip": Min((Max((Min((A, Const(3))), Const(1))), Const(2))),
    "a clip that is turned round": Max((Min((A, Const(1))), Const(2))),
    "three at once": Min((A, B, C)) + Max((A + 1, A * 2, A * 3)),
    "only constants": Const(2) * Const(3),
    "a column by itself": A / A + A * A,
    "huge constants": A * Const("1e350") * Const("1e-350") + Max((A * Const("1e399"), B)),
    "tiny constants": A * Const("1e-320") + B,
    "a product of what is present": Mul((Defined(A), B)) + Coalesce(A, pk.Status.absences(), B),
    "counts beyond a byte": Add((Defined(A) * 100, Defined(B) * 100)),
    "counts of what is always there": Defined(A, frozenset({pk.Status.UNDEFINED})) + Defined(B),
    "a gap that is not filled": Coalesce(A, frozenset({pk.Status.NOT_DUE}), Const(3)),
    "a gap that is refused": Coalesce(A, pk.Status.absences(), NEVER),
    "a gap filled from above": Coalesce(Min((A, Const(1))), pk.Status.absences(), Const(2)),
    "a divisor that cancels": B / (A - B / 2),
    "a divisor that vanishes": B / ((B - "0.1") - A),
    "a category that is chosen": Match(Choose(A, [Edge(Const(1))], [GRADE, GRADE]), [("A", Const(1))], Const(2)),
    "a category that is counted": Defined(GRADE) + A,
    "a large number rounded": Round(A * 10**17, 1) / 10**17 + Round(A * 10**12 + B / 3, HALF) / 10**12,
    "a gap filled by a quotient": Coalesce(A, pk.Status.absences(), B / C),
    "a refusal that is counted": Defined(Choose(A, [Edge(Const(1))], [NEVER, B])) + C,
    "a constant beyond the doubles": Min((A, Const("1e399"))),
    "a refusal within a sum": NEVER + A,
    "a step": Choose(A, [Edge(Const(1))], [A, A + 1]),
    "all digits cancelled": Round((A + 10**19) - (B + 10**19) * (A + 1), 1),
    "a rank": Rank(A, Among([1, 2, 2, 4])) + Rank(B, Among([1, "0.1", 9]), EdgeSide.BELOW),
    "a rank of a quotient": Rank(B / A, Among([1, 3, 2, 2, "1/3"])) - Rank(B / A, Among([1, 3, 2]), EdgeSide.BELOW) / 3,
    "a rank of a line": Rank(A * 3 - 1, Among(["-1/4", "1/2", 2, 5, 11])) + Rank(1 - A, Among([0, "1/2", "3/4"])),
    "a rank of a rounded number": Rank(Round(A * B / 3, HALF), Among([0, "1/2", "1/6", "2/3", 1])),
    "a rank of a count": Rank(Defined(A) + Defined(B), Among([1, 2, 2])) + C,
    "a rank of a root": Rank(Power(A, HALF), Among([1, 2, "1.4142135623730951", "1.414213562373095"])),
    "a rank of a constant": Rank(Const(2), Among([1, 2, 3])) + A,
    "a rank among none": Rank(A, Among([])) + Rank(A / B, Among([])),
    "a rank among huge numbers": Rank(A * Const("1e320"), Among(["1e320", "5e319", "1e399"]))
    + Rank(B, Among(["1e399", 1])),
    "a rank among numbers that share a double": Rank(
        A / B, Among([1, "1.0000000000000000001", "0.99999999999999999999"])
    ),
    "a choice by rank": Choose(Rank(A, Among([1, 2])), [Edge(Const(1)), Edge(Const(2), EdgeSide.BELOW)], [B, C, NEVER]),
    "halves": Round(A / 3 + B / 3 * 2, HALF, pk.choices.RoundingMode.HALF_EVEN)
    + Round(A * B, HALF, pk.choices.RoundingMode.HALF_DOWN),
}


@pytest.mark.parametrize(
    "rounding", [pk.Rounding(2), pk.Rounding(30), pk.Rounding(-1), None], ids=["2", "30", "-1", "none"]
)
@pytest.mark.parametrize("name", list(CASES))
def test_expressions_that_rules_seldom_build(name: str, rounding: pk.Rounding | None) -> None:
    """Each is scored whole, with gaps, and with missing items reweighted; rows without gaps go by themselves, too."""
    for missing in (pk.missing.Refuse(), pk.Reweight()):
        card = card_of(CASES[name], rounding, missing)
        agree(card, TABLE)
        for rows in ([0, 1], [2, 3]):  # without any gap; with one where most expressions do not look
            agree(card, {each: column[rows] for each, column in TABLE.items()})


def test_a_root_of_a_root_to_which_something_was_added() -> None:
    """It is no plain root, so rows are decided exactly; columns and appraisals agree."""
    rule = pk.TargetDelta(
        target=1,
        per=pk.Additive("0.01"),
        gain=1,
        loss=1,
        base_points=50,
        floor=0,
        cap=100,
        counting=pk.choices.Counting.FULL_UNITS,
        direction=pk.Direction.HIGHER_IS_BETTER,
    )
    card = card_of_rule(rule, pk.Computed("(a ^ 0.5 + 1) ^ 0.5"))
    check_batch_equals_exact(card, table={"a": np.array([0.0, 0.0004, 0.25, 1.0, 9.0, -1.0])})


def test_one_band_for_all() -> None:
    """A scale of one band rates everything that has a total, and nothing else."""
    card = card_of(A, pk.Rounding(2), pk.missing.Refuse())
    rating = pk.RatingScale(bands=[pk.Band("any", None, None)])
    scores = agree(attrs.evolve(card, ratings=rating), TABLE)
    assert scores.rating_codes.tolist() == [0, 0, 0, -1, 0, 0, 0, -1]


def test_a_divisor_that_is_all_error_is_not_for_doubles() -> None:
    """Where a difference may be smaller than what it is off by, rows are decided one by one."""
    reciprocal = Div(Const(1), A - B)
    assert not covers(reciprocal, {"a": (2.0**60 + 2.0**9, 2.0**61), "b": (0.0, 2.0**60)})
    assert covers(reciprocal, {"a": (2.0**61, 2.0**62), "b": (0.0, 2.0**60)})


def by_hand(function: Callable[[Fraction], Fraction], column: np.ndarray) -> list[float]:
    """A straight-line calculation in fractions."""
    return [float(function(Fraction(repr(each)))) for each in column.tolist()]


def test_many_ranges_are_forgotten() -> None:
    """Plans are made for the ranges of a block; a hundred different ranges leave no more than a few of them."""
    card = card_of(Min((Max((Round(A - B + C, 1), Const(0))), Const(10))), pk.Rounding(2), pk.missing.Refuse())
    for exponent in range(-100, 100):
        size = 10.0**exponent
        figures = np.array([1.0, 2.0, 7.0]) * size
        table = {"a": figures, "b": figures / 2, "c": figures / 4}
        expected = by_hand(lambda number: number, figures / figures)
        assert expected == [1.0, 1.0, 1.0]
        agree(card, table)
