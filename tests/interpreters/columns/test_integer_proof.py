"""IntegerProof prove the rows that lie on an edge exactly, and none that lies a hair beside it."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

import numpy as np
import operated
import pytest

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.proofs.integer_proof import integer_proof_of
from perfkpi.interpreters.columns.proofs.lattice import Window
from perfkpi.language import Among, EdgeSide, RoundingMode

F = Fraction
ONE, NEVER = F(1), F(0)
RANGES = {"a": (0.0, 2e8), "b": (5e7, 2e8), "c": (-1e9, 1e9), "d": (5e7, 2e8), "e": (-9.0, 9.0), "f": (-9.0, 9.0)}
X = 8
READS = tuple(ir.Input(name) for name in RANGES)
SUM = (*READS, ir.Div(0, 1), ir.Div(2, 3), ir.WeightedSum(((6, ONE), (7, ONE))))
"""``a/b + c/d``, beside which ``e`` and ``f`` can be read."""

Row = tuple[float, ...]


def exactly(at: Fraction, part: Fraction) -> tuple[int, int, int, int]:
    """``a/b + c/d`` that is a number (of halves, thirds or sevenths), of which ``a/b`` is some part."""
    below, other = 84_000_000, 126_000_000
    above, rest = part * below, (at - part) * other
    assert above.denominator == rest.denominator == 1
    return int(above), below, int(rest), other


def hair(at: Fraction, side: int) -> tuple[int, int, int, int]:
    """``a/b + c/d`` that is about ``1e-16`` beside a number (of halves or thirds): less than its doubles can tell."""
    below, other = 100_000_014, 99_999_989
    total = at * below * other + side
    assert total.denominator == 1
    above = int(total) * pow(other, -1, below) % below
    return above, below, (int(total) - above * other) // below, other


def beside(at: Fraction) -> list[tuple[int, int, int, int]]:
    """Rows on a number, a hair beside it on either side, and far from it."""
    parts = F(1, 3), F(2, 7), F(5, 6)
    return [
        *(exactly(at, part) for part in parts),
        *(hair(at, side) for side in (-1, 1, -2, 2)),
        *(exactly(at + away, part) for away in (F(-1, 7), F(1, 7), F(-8, 3), F(2)) for part in parts),
    ]


def windows_of(
    operations: Sequence[ir.Operation], *edges: tuple[int, Fraction, Fraction]
) -> tuple[Bounds, list[Window]]:
    """What a plan would be in doubt about."""
    bounds = Bounds(operations, RANGES)
    return bounds, [Window(on, at, each, bounds[on].window(None if each else at)) for on, at, each in edges]


@lru_cache
def exact(operations: tuple[ir.Operation, ...], node: int, rows: tuple[Row, ...]) -> list[Fraction]:
    """The numbers of a column, by exact arithmetic."""
    figures = ({name: F(repr(each)) for name, each in zip(RANGES, row, strict=False)} for row in rows)
    found = [operated.number(operations, node, row) for row in figures]
    return [number for number in found if number is not None]


def on_it(window: Window, number: Fraction) -> bool:
    """Whether a number lies on an edge, if it is close to one."""
    gap = number - window.edge
    gap = abs(gap - round(gap / window.every) * window.every if window.every else gap)
    return not gap or gap > 2 * window.width


def check(
    operations: tuple[ir.Operation, ...], bounds: Bounds, windows: Sequence[Window], rows: Sequence[Row]
) -> list[bool]:
    """Compare what is proved with exact arithmetic."""
    ties = integer_proof_of(operations, bounds, windows)
    assert ties is not None
    columns = dict(zip(RANGES, np.array(rows, dtype=np.float64).T, strict=False))
    found = ties.proves({name: columns[name] for name in ties.measures})
    expected = np.ones(len(rows), dtype=np.bool_)
    for window in windows:
        expected &= [on_it(window, number) for number in exact(operations, window.on, tuple(rows))]
    assert found.tolist() == expected.tolist()
    return expected.tolist()


EDGES = [F(1), F(-3, 2), F(7, 3), F(0)]


@pytest.mark.parametrize("at", EDGES)
def test_the_rows_are_what_they_are_meant_to_be(at: Fraction) -> None:
    """Three lie on the edge, four beside it nearer than doubles can tell, the others are far."""
    gaps = [F(a, b) + F(c, d) - at for a, b, c, d in beside(at)]
    assert not any(gaps[:3])
    assert all(0 < abs(gap) < 1e-15 for gap in gaps[3:7])
    assert all(abs(gap) > 0.1 for gap in gaps[7:])


@pytest.mark.parametrize("at", EDGES)
def test_sums_of_quotients(at: Fraction) -> None:
    """A third and two thirds are a whole, with or without a hair."""
    bounds, windows = windows_of(SUM, (X, at, NEVER))
    assert check(SUM, bounds, windows, beside(at)) == [True] * 3 + [False] * 4 + [True] * 12


PLANS: dict[str, tuple[ir.Operation, Fraction]] = {
    "a weighted sum": (ir.WeightedSum(((X, F(3)), (4, F(-2, 7))), F(1, 3)), F(3) + F(1, 3) - F(2, 7)),
    "a product": (ir.Mul(X, 4), F(1)),
    "an inverse": (ir.Div(None, 5), F(1)),
    "a quotient": (ir.Div(X, 4), F(1)),
    "cut below": (ir.Clip(X, F(1)), F(1)),
    "cut above": (ir.Clip(X, None, F(1)), F(1)),
    "cut below, at the lower end": (ir.Clip(X, F(1), F(2)), F(1)),
    "cut above, at the upper end": (ir.Clip(X, F(0), F(1)), F(1)),
    "cut far above": (ir.Clip(X, F(-1), F(3)), F(1)),
    "cut to one number": (ir.Clip(X, F(1), F(1)), F(1)),
    "flat below": (ir.Bend(X, F(1), F(0), F(2, 3)), F(0)),
    "flat above": (ir.Bend(X, F(1), F(-3), F(0)), F(0)),
    "bent": (ir.Bend(X, F(1), F(3), F(1, 7)), F(0)),
    "bent before": (ir.Bend(X, F(1, 2), F(3), F(1, 7)), F(1, 14)),
    "bent behind": (ir.Bend(X, F(3, 2), F(1, 7), F(5)), F(-1, 14)),
    "the least": (ir.MinMax((X, 4), largest=False), F(1)),
    "the largest": (ir.MinMax((X, 4), largest=True), F(1)),
    "the least, the other way round": (ir.MinMax((4, X), largest=False), F(1)),
    "the largest, the other way round": (ir.MinMax((4, X), largest=True), F(1)),
    "the least of three": (ir.MinMax((5, 4, X), largest=False), F(1)),
    "the largest of three": (ir.MinMax((X, 5, 4), largest=True), F(1)),
    "the largest of one": (ir.MinMax((X,), largest=True), F(1)),
}


@pytest.mark.parametrize("name", PLANS)
def test_every_operation(name: str) -> None:
    """What it makes of rows on a bend and a hair beside it lies on the edge, or it does not."""
    operation, at = PLANS[name]
    operations = (*SUM, operation, ir.WeightedSum(((X + 1, F(2)), (4, ONE))))
    ranges = {**RANGES, "e": (0.5, 2.0), "f": (0.25, 4.0)}
    bounds = Bounds(operations, ranges)
    rows = [(*row, e, f) for row in beside(F(1)) for e, f in ((1.0, 1.0), (0.75, 3.0), (1.5, 0.25))]
    windows = [Window(X + 1, at, NEVER, bounds[X + 1].window(at))]
    found = check(operations, bounds, windows, rows)
    assert len(set(found[::3])) == 1 + (name not in {"an inverse", "cut to one number"})
    # The number is used once more, so that it counts as both an integer and a double.
    edge = 2 * at + 1
    check(operations, bounds, [Window(X + 2, edge, NEVER, bounds[X + 2].window(edge))], rows)
    check(operations, bounds, [*windows, Window(X + 2, edge, NEVER, bounds[X + 2].window(edge))], rows)


def test_products_of_quotients() -> None:
    """Three quarters of four thirds are a whole; ``(n-1)/n`` times ``(n+1)/n`` are a hair less."""
    operations = (*SUM, ir.Mul(6, 7))
    n = 10**8
    rows = [
        (n - 1, n, n + 1, n),
        (n, n, n, n),
        (3 * n // 4, n, 4 * n // 4, 3 * n // 4),
        (n, n, n + 1, n),
        (n, n, 2 * n, n),
    ]
    bounds, windows = windows_of(operations, (X + 1, F(1), NEVER))
    assert check(operations, bounds, windows, rows) == [False, True, True, True, True]


@pytest.mark.parametrize("mode", RoundingMode)
def test_rounding_of_rows_on_an_edge(mode: RoundingMode) -> None:
    """Rows on an edge of a rounding are proved and rounded as exact arithmetic does; a hair beside it they are not."""
    operations = (*SUM, ir.Round(X, mode), ir.WeightedSum(((X + 1, ONE),)))
    edges = [F(each, 2) for each in range(-4, 5)]
    rows = [row for edge in edges for row in beside(edge)]
    start = F(1, 2) if mode.name.startswith("HALF") else F(0)
    bounds, windows = windows_of(operations, (X, start, ONE))
    found = check(operations, bounds, windows, rows)
    assert 0 < found.count(False) <= 5 * 4
    # A wide window tells whole numbers that are neighbours apart.
    for whole in range(-3, 4):
        check(operations, bounds, [*windows, Window(X + 2, F(whole), NEVER, 0.6)], rows)


@pytest.mark.parametrize("mode", RoundingMode)
def test_roundings_that_nothing_is_rounded_near(mode: RoundingMode) -> None:
    """Quarters between the edges go where the mode sends them."""
    operations = (*SUM, ir.Round(X, mode), ir.WeightedSum(((X + 1, ONE),)))
    rows = [exactly(F(each, 4) + F(1, 28), F(2, 7)) for each in range(-12, 13)]
    bounds, _ = windows_of(operations)
    for whole in range(-4, 5):
        check(operations, bounds, [Window(X + 2, F(whole), NEVER, 0.6)], rows)


@pytest.mark.parametrize("belongs", EdgeSide)
def test_ranks(belongs: EdgeSide) -> None:
    """Readings are counted as the decimals that they print as, roundings as whole numbers."""
    among = Among([F(3, 10), 1, 1, F(13, 10)])
    readings = [-1.0, 0.1 + 0.2, 0.3, 0.29999999999999993, 1.0, 1.3, 2.0]
    sums = [exactly(F(3, 2), F(1, 3)), hair(F(1, 2), 1), *(exactly(F(each, 2), F(5, 6)) for each in range(5))]
    rows = [(*row, e) for row in sums for e in readings]
    for on in (4, X + 1):
        for scale, offset in ((ONE, F(0)), (F(2), F(-1, 10))):
            rank = ir.Rank(on, scale, offset, among, belongs)
            operations = (*SUM, ir.Round(X, RoundingMode.HALF_UP), rank, ir.WeightedSum(((X + 2, ONE),)))
            bounds, windows = windows_of(operations, (X, F(1, 2), ONE))
            for count in range(5):
                check(operations, bounds, [*windows, Window(X + 3, F(count), NEVER, 0.6)], rows)


def test_windows_are_twice_as_wide_as_in_a_plan() -> None:
    """So that each row in doubt there is seen to be close here."""
    operations = (ir.Input("a"), ir.WeightedSum(((0, ONE),)))
    bounds = Bounds(operations, RANGES)
    rows = [(1.0 + away,) for away in (0.0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75)]
    found = check(operations, bounds, [Window(1, F(1), NEVER, 0.25)], rows)
    assert found == [True, False, False, False, False, True, True]


@pytest.mark.parametrize("mode", RoundingMode)
def test_windows_of_roundings_are_twice_as_wide(mode: RoundingMode) -> None:
    """Where figures may be large, roundings have wide windows."""
    operations = (ir.Input("a"), ir.WeightedSum(((0, ONE),)), ir.Round(1, mode))
    bounds = Bounds(operations, {"a": (-1e12, 1e12)})
    width = bounds[1].window()
    assert 1e-4 < width < 1e-2
    start = F(1, 2) if mode.name.startswith("HALF") else F(0)
    aways = [round(width * each, 9) for each in (0.0, 0.5, 1.5, 1.9, 2.1, 3.0)]
    rows = [(float(start) + whole + sign * away,) for whole in (-2, 0, 5) for sign in (1, -1) for away in aways]
    rows = [(round(number, 9),) for (number,) in rows]
    found = check(operations, bounds, [Window(1, start, ONE, width)], rows)
    assert found == [True, False, False, False, True, True] * 6
