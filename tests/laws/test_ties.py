"""Rows on an edge, and rows so close beside one that no double tells: fractions that are no decimals among them."""

from fractions import Fraction

import numpy as np
from columnwise import by_columns
from effort import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.testing import row_of

LARGEST = 10**15
HALVES = (pk.choices.RoundingMode.HALF_UP, pk.choices.RoundingMode.HALF_DOWN, pk.choices.RoundingMode.HALF_EVEN)


def card_of(
    weights: list[int], mode: pk.choices.RoundingMode, cap: object, unit: str, points: pk.Rounding | None = None
) -> pk.Scorecard:
    """Ratios in percent, some with a steeper slope below their target, weighed and rounded."""
    items = tuple(
        (
            pk.Indicator(
                code=f"k{place}",
                name=f"k{place}",
                formula=pk.Ratio(f"n{place}", f"d{place}"),
                scoring=pk.TargetDelta(
                    target="0.5",
                    per=pk.Additive("0.01"),
                    gain=1,
                    loss=1 + place,
                    base_points=50,
                    floor=0,
                    cap=cap,
                    counting=pk.choices.Counting.PROPORTIONAL,
                    direction=pk.Direction.HIGHER_IS_BETTER,
                ),
            ),
            weight,
        )
        for place, weight in enumerate(weights)
    )
    bands = pk.RatingScale.descending(("A", 90), ("B", 50), ("C", 0))
    rounding = pk.RoundingPolicy(points=points, total=pk.Rounding(step=unit, mode=mode))
    return pk.Scorecard(
        code="card",
        name="Card",
        items=items,
        scale=pk.Scale(0, 100, up_to=120),
        ratings=bands,
        rounding=rounding,
        weighting=pk.choices.Weighting.NORMALISED,
    )


CARDS = st.builds(
    card_of,
    st.lists(st.sampled_from((1, 2, 3)), min_size=1, max_size=3),
    st.sampled_from(pk.choices.RoundingMode),
    st.sampled_from((70, 120)),
    st.sampled_from(("0.01", "1", "1/3", "0.5")),
    st.sampled_from((None, pk.Rounding(1), pk.Rounding(2, mode=pk.choices.RoundingMode.HALF_EVEN))),
)


def check(card: pk.Scorecard, table: dict[str, np.ndarray]) -> pk.BatchScores:
    """Every row as its appraisal has it."""
    scores = by_columns(card, table)
    for row in range(len(scores)):
        result = pk.appraise(card, row_of(table, row))
        assert scores.totals[row] == float(result.total), row_of(table, row)
        assert scores.rating_codes[row] == next(
            place for place, band in enumerate(card.ratings.bands) if band.code == result.rating
        )
    return scores


@given(CARDS, st.data(), st.sampled_from((3, 6, 7, 12, 300, 4200)))
@settings(max_examples=examples(30))
def test_small_fractions(card: pk.Scorecard, data: st.DataObject, divisor: int) -> None:
    """Thirds and sevenths that add up to a tie, or to the target, or to a cap."""
    table = {}
    for place in range(len(card.items)):
        tops = data.draw(st.lists(st.integers(0, 2 * divisor), min_size=40, max_size=40))
        table[f"n{place}"], table[f"d{place}"] = np.array(tops, dtype=float), np.full(40, float(divisor))
    check(card, table)


@given(
    CARDS,
    st.lists(
        st.tuples(st.integers(1, 9999), st.integers(1, LARGEST), st.integers(-2, 2), st.sampled_from((1, 10, 100))),
        min_size=20,
        max_size=20,
    ),
)
@settings(max_examples=examples(30))
@example(
    card_of([1], pk.choices.RoundingMode.HALF_UP, 120, "0.01"), [(5005, LARGEST, -1, 1), (5005, LARGEST, 1, 1)] * 10
)
def test_beside_a_tie(card: pk.Scorecard, near: list[tuple[int, int, int, int]]) -> None:
    """Quotients by large numbers that miss a decimal by one part in ten to the fifteenth, or hit it."""
    table = {}
    for place in range(len(card.items)):
        moved = near[place:] + near[:place]
        tops = [round(Fraction(2 * tie + 1, 20_000) * bottom) + miss for tie, bottom, miss, _ in moved]
        table[f"n{place}"] = np.array([top / scale for top, (*_, scale) in zip(tops, moved, strict=True)])
        table[f"d{place}"] = np.array([bottom / scale for _, bottom, _, scale in moved])
    check(card, table)


@given(
    CARDS,
    st.lists(st.tuples(st.integers(1, 9999), st.integers(1, 10**6), st.integers(-2, 2)), min_size=20, max_size=20),
)
@settings(max_examples=examples(30))
def test_one_double_beside_a_tie(card: pk.Scorecard, near: list[tuple[int, int, int]]) -> None:
    """Short decimals on a tie, and the doubles next to them, which are other decimals."""
    table = {}
    for place in range(len(card.items)):
        ties = [float(Fraction(2 * tie + 1, 20_000) * bottom) for tie, bottom, _ in near]
        table[f"n{place}"] = np.array(ties) + np.spacing(ties) * [miss for *_, miss in near]
        table[f"d{place}"] = np.array([float(bottom) for _, bottom, _ in near])
    check(card, table)


@given(
    st.builds(card_of, st.sampled_from(([1, 1], [1, 2, 3])), st.sampled_from(HALVES), st.just(120), st.just("0.01")),
    st.lists(
        st.tuples(st.integers(1, 4000), st.fractions(0, 1), st.integers(LARGEST // 2, LARGEST * 3 // 5)),
        min_size=20,
        max_size=20,
    ),
)
@settings(max_examples=examples(30))
def test_large_fractions_that_nearly_make_a_tie(card: pk.Scorecard, near: list[tuple[int, Fraction, int]]) -> None:
    """Sums of fractions with denominators of fifteen digits: their common one has thirty or more."""
    whole = sum(item.weight for item in card.items)
    tops: list[list[float]] = [[] for _ in card.items]
    for tie, share, bottom in near:
        excess, left = Fraction(2 * tie + 1, 20_000), len(tops)
        for column, item in zip(tops, card.items, strict=True):
            left -= 1
            part = excess * share if left else excess
            excess -= part
            column.append(float(round((Fraction(1, 2) + part * whole / item.weight) * (bottom - left))))
    table = {f"n{place}": np.array(column) for place, column in enumerate(tops)}
    bottoms = [np.array([float(bottom - left) for *_, bottom in near]) for left in range(len(tops))][::-1]
    check(card, table | {f"d{place}": column for place, column in enumerate(bottoms)})


def test_thirds_are_proved_as_ties() -> None:
    """A third and two thirds make a whole, and half a hundredth of it is rounded up: no row is scored by itself."""
    card = card_of([1, 1], pk.choices.RoundingMode.HALF_UP, 120, "0.01")
    tops, bottom = np.arange(15_000.0, 15_600.0), np.full(600, 30_000.0)
    table = {"n0": tops, "d0": bottom, "n1": 36_003 - tops, "d1": bottom}
    scores = check(card, table)
    assert set(scores.totals) == {60.01}
    assert scores.decided.ties == 600


def test_rounded_points_leave_no_doubt() -> None:
    """Sums of rounded points are ties or are not, whatever the figures: nothing has to be proved."""
    card = card_of([1, 1], pk.choices.RoundingMode.HALF_EVEN, 120, "0.1", pk.Rounding(1))
    tops = np.arange(0.0, 60.0)
    table = {"n0": tops / 7, "d0": np.full(60, 7.0), "n1": tops / 9 + 1 / 3, "d1": np.full(60, 8.0)}
    scores = check(card, table)
    halves = [pk.appraise(card, row_of(table, row)).unrounded * 20 % 2 == 1 for row in range(60)]
    assert sum(halves) > 10
    assert scores.decided.doubles == 60


def test_ties_of_a_product() -> None:
    """A product over a third figure is a fraction, and a row on an edge is proved to lie there in integers."""
    rng = np.random.default_rng(7)
    steps = rng.integers(60, 140, 4000)
    table = {"a": steps * 3 / 100, "b": rng.choice((0.95, 1.05, 0.5, 1.5), 4000), "c": np.full(4000, 3.0)}
    formula = pk.Computed("a × b / c")
    rule = pk.TargetDelta(
        target=1,
        per=pk.Additive("0.01"),
        gain=1,
        loss=1,
        base_points=50,
        floor=0,
        cap=100,
        counting=pk.choices.Counting.PROPORTIONAL,
        direction=pk.Direction.HIGHER_IS_BETTER,
    )
    card = pk.Scorecard(
        code="card",
        name="Card",
        items=((pk.Indicator(code="k", name="k", formula=formula, scoring=rule), 100),),
        rounding=pk.RoundingPolicy(total=pk.Rounding(step="0.1", mode=pk.choices.RoundingMode.HALF_UP)),
    )
    scores = by_columns(card, table)
    assert scores.decided.ties > 0
    for row in range(0, 4000, 40):
        assert scores.totals[row] == float(pk.appraise(card, row_of(table, row)).total)
