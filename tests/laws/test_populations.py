"""Who is ranked among whom does not depend on how the data come; ranks keep their order and their ties."""

import math
import random
from fractions import Fraction
from itertools import pairwise

import attrs
import numpy as np
import pytest
from columnwise import by_columns
from effort import examples
from evaluated import rational
from hypothesis import given, settings
from hypothesis import strategies as st
from pickled import pickled
from public import EVERYTHING
from strategies import FROM_ZERO, concrete

import perfkpi as pk
from perfkpi.language import Among, Const, EdgeSide, Expr, Input, Rank
from perfkpi.testing import card_of, row_of, rules

HIGHER, LOWER = pk.Direction.HIGHER_IS_BETTER, pk.Direction.LOWER_IS_BETTER
RANKING = [name for name, kind in concrete(pk.Scoring).items() if issubclass(kind, pk.rules.PopulationRule)]
FORMULAS = st.sampled_from(
    (pk.Actual("value"), pk.Ratio("value", "b"), pk.Computed("(value + b) / 3"), pk.Computed("b / value - 1"))
)
POLICIES = st.sampled_from(
    (pk.RoundingPolicy(), pk.RoundingPolicy(value=pk.Rounding(1)), pk.RoundingPolicy(value=pk.Rounding(step="1/3")))
)


@st.composite
def cards(draw: object) -> pk.Scorecard:
    """A card of one rule that ranks, among nobody yet."""
    rule = draw(
        rules(EVERYTHING[draw(st.sampled_from(RANKING))], scale=draw(st.sampled_from((pk.Scale(0, 100), FROM_ZERO))))
    )
    card = card_of(attrs.evolve(rule, distribution=None), draw(FORMULAS))
    return attrs.evolve(card, rounding=draw(POLICIES))


def figures(rng: random.Random, rows: int) -> np.ndarray:
    """Figures of which many are equal, or nearly so, and some are missing, wrong or special."""
    few = [round(rng.uniform(-3, 9), rng.choice((0, 1, 2, 16))) for _ in range(5)]
    few += [math.nextafter(few[0], math.inf), math.nextafter(few[1], -math.inf), 0.1 + 0.2, 0.3]
    odd = (math.nan, math.nan, math.inf, 0.0, -0.0, 5e-324, 1e300)
    return np.array([rng.choice(few) if rng.random() < 0.9 else rng.choice(odd) for _ in range(rows)])


@st.composite
def crowds(draw: object) -> tuple[pk.Scorecard, dict[str, np.ndarray], list[int]]:
    """A card, a table for it, and where the table is cut."""
    rng = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311  # figures, not secrets
    rows = draw(st.integers(0, 40))
    table = {"value": figures(rng, rows), "b": figures(rng, rows)}
    cuts = sorted(draw(st.lists(st.integers(0, rows), max_size=4)))
    return draw(cards()), table, [0, *cuts, rows]


def cut(table: dict[str, np.ndarray], cuts: list[int]) -> list[dict[str, np.ndarray]]:
    """The table in pieces."""
    return [{name: column[start:stop] for name, column in table.items()} for start, stop in pairwise(cuts)]


@given(crowds())
@settings(max_examples=examples(75))
def test_pieces_of_any_size_score_as_the_whole(crowd: tuple[pk.Scorecard, dict[str, np.ndarray], list[int]]) -> None:
    """With one population, a table and its pieces have the same bytes, and every row what one person gets."""
    card, table, cuts = crowd
    population = pk.Population.of(card, table)
    whole = by_columns(card, table, population=population)
    pieces = [by_columns(card, piece, population=population) for piece in cut(table, cuts)]
    assert whole.totals.tobytes() == b"".join(piece.totals.tobytes() for piece in pieces)
    assert whole.status_codes.tobytes() == b"".join(piece.status_codes.tobytes() for piece in pieces)
    for row in range(len(whole)):
        result = pk.appraise(card, row_of(table, row), population=population)
        assert whole.status_codes[row] == result.status
        expected = math.nan if result.total is None else float(result.total)
        assert float(whole.totals[row]) == pytest.approx(expected, rel=0, abs=0, nan_ok=True)
        points = result.lines[0].points
        found = float(whole.points["item"][row])
        assert found == pytest.approx(math.nan if points is None else float(points), rel=0, abs=0, nan_ok=True)
        for part in result.lines[0].parts:
            value = result.lines[0].parts[part]
            found = float(whole.parts["item"][part][row])
            assert found == pytest.approx(math.nan if value is None else float(value), rel=0, abs=0, nan_ok=True)


@given(crowds())
@settings(max_examples=examples(30))
def test_a_population_does_not_show_how_it_was_put_together(
    crowd: tuple[pk.Scorecard, dict[str, np.ndarray], list[int]],
) -> None:
    """From a table, its pieces, merged parts, or the values themselves: the same people."""
    card, table, cuts = crowd
    population = pk.Population.of(card, table)
    pieces = cut(table, cuts)
    assert pk.Population.of_chunks(card, pieces) == population
    merged = pk.Population.of_chunks(card, [])
    for piece in pieces:
        merged = merged.merge(pk.Population.of(card, piece))
    assert (merged, hash(merged)) == (population, hash(population))
    assert pickled(population) == population
    score = by_columns(attrs.evolve(card, items=[tracked(card)]), table).points["item"]
    values = [None if math.isnan(each) else each for each in score.tolist()]
    if isinstance(card.items[0].formula, pk.Actual) and card.rounding.value is None:
        given_values = pk.Population.from_values({"item": values})
        assert given_values["item"] == population["item"]
    assert population["item"].count + population["item"].absent == len(values)


@attrs.frozen(cache_hash=True)
class Plain(pk.Scoring):
    """The points are the value."""

    scale: pk.Scale = attrs.field(default=pk.Scale(0, 100), kw_only=True)

    def express(self, value: Expr) -> Expr:
        """Nothing is done to it."""
        return value


def tracked(card: pk.Scorecard) -> pk.Indicator | pk.Section:
    """The same indicator, its value shown as points."""
    return attrs.evolve(card.items[0], scoring=Plain())


PEOPLE = st.lists(st.integers(-4, 4).map(lambda n: Fraction(n, 3)), min_size=1, max_size=12)


def ranks(people: list[Fraction], ranking: pk.choices.Ranking, direction: pk.Direction) -> list[Fraction]:
    """The ranks of all people."""
    rule = pk.rules.RankPoints(ranking=ranking, direction=direction, by=pk.rules.BestToWorst(100, 0))
    population = pk.Population.from_values({"item": people})
    return [
        pk.appraise(card_of(rule), {"value": value}, population=population).lines[0].parts["rank"] for value in people
    ]


@given(PEOPLE, st.sampled_from((HIGHER, LOWER)))
def test_ranks_are_those_of_a_sorted_list(people: list[Fraction], direction: pk.Direction) -> None:
    """Competition ranks are first places in the sorted list, dense ones places among the different values."""
    ordered = sorted(people, reverse=direction is HIGHER)
    different = sorted(set(people), reverse=direction is HIGHER)
    assert ranks(people, pk.choices.Ranking.COMPETITION, direction) == [ordered.index(value) + 1 for value in people]
    assert ranks(people, pk.choices.Ranking.DENSE, direction) == [different.index(value) + 1 for value in people]


@given(PEOPLE, st.integers(-5, 5), st.sampled_from(pk.choices.Ranking), st.sampled_from((HIGHER, LOWER)))
def test_one_more_person_never_improves_a_rank(
    people: list[Fraction], joins: int, ranking: pk.choices.Ranking, direction: pk.Direction
) -> None:
    """Whoever joins, nobody's rank gets better, and only the ranks of those who are worse can change."""
    before, after = ranks(people, ranking, direction), ranks([*people, Fraction(joins)], ranking, direction)
    for value, old, new in zip(people, before, after, strict=False):
        worse = value < joins if direction is HIGHER else value > joins
        assert old <= new <= old + worse


DOUBLES = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from((0.1, 0.30000000000000004, 5e-324, 1e22))


@given(st.lists(DOUBLES, min_size=1, max_size=6), st.sampled_from(EdgeSide), st.sampled_from((1, 3)))
@settings(max_examples=examples(100))
def test_doubles_beside_a_member_are_told_from_it(members: list[float], belongs: EdgeSide, times: int) -> None:
    """Readings next to a member, and the same numbers computed, are counted as fractions are."""
    near = [each for number in members for each in (number, *(math.nextafter(number, end) for end in (-9e9, 9e9)))]
    among = Among([Fraction(repr(number)) * times for number in members])
    counting = Rank(Input("value") * Const(times), among, belongs)
    card = card_of(Plain(), pk.Computed(counting))
    scores = by_columns(card, {"value": np.array(near)})
    meant = [Fraction(repr(number)) * times for number in near]
    expected = [
        sum(member < number or (member == number and belongs is EdgeSide.ABOVE) for member in among.values
            for _ in range(among.counts()[among.values.index(member)]))
        for number in meant
    ]  # fmt: skip
    assert scores.points["item"].tolist() == expected
    assert [rational(Rank(Input("value"), among, belongs), value=number) for number in meant] == expected
