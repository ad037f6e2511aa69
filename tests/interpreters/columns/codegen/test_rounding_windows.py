"""A rounding in blocks: what it rounds to, which rows it doubts, in how many registers."""

import math
from fractions import Fraction
from functools import reduce
from itertools import product

import pytest
from blocks import agree, calls, covers, decimals, outcome, registers, window

from perfkpi.language import Const, Defined, Expr, Floor, Input, Max, Min, Round, RoundingMode

A, B = Input("a"), Input("b")
MODES = list(RoundingMode)
HALVES = {RoundingMode.HALF_UP, RoundingMode.HALF_DOWN, RoundingMode.HALF_EVEN}
PLAIN = {RoundingMode.FLOOR, RoundingMode.CEILING}
"""What a measure is rounded by without any window."""

RANGES = {"a": (-100.0, 100.0), "b": (-100.0, 100.0)}
POSITIVE = {"a": (0.0, 100.0), "b": (0.0, 100.0)}
QUARTERS = [number / 4 for number in range(-14, 15)]
"""They are doubles, so that every computed column is right to the last digit."""

CLIPPED = Min((Max((A, Const(-3))), Const(3)))
COLUMNS: dict[str, Expr] = {"a measure": A, "a sum": A + 1, "a sum of two": A + B, "a clip": CLIPPED}


def whole(on: Expr, mode: RoundingMode) -> Expr:
    """A column, rounded to whole numbers."""
    return Round(on, 1, mode)


def on_edge(number: Fraction, mode: RoundingMode) -> bool:
    """Whether a number is one at which a mode jumps."""
    return (2 * number) % 2 == 1 if mode in HALVES else number % 1 == 0


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", COLUMNS)
def test_rows_on_an_edge_are_right_and_in_doubt(kind: str, mode: RoundingMode) -> None:
    """No others are: a quarter is far from every edge. A measure that is rounded down or up leaves no doubt at all."""
    moved = {"a sum": 1}.get(kind, 0)
    for ranges, figures in ((RANGES, QUARTERS), (POSITIVE, [each for each in QUARTERS if each >= 0])):
        numbers = [min(max(Fraction(each), Fraction(-3)), Fraction(3)) if kind == "a clip" else Fraction(each) + moved
                   for each in figures]  # fmt: skip
        doubtful = [place for place, number in enumerate(numbers) if on_edge(number, mode)]
        columns = {"a": figures, "b": [0.0] * len(figures)} if kind == "a sum of two" else {"a": figures}
        plain = kind == "a measure" and mode in PLAIN
        agree(whole(COLUMNS[kind], mode), columns, ranges, doubtful=[] if plain else doubtful)


# So large a range makes the window wide enough that single rows can be placed in it.
HUGE, UP_FROM_0 = {"a": (-3e10, 3e10)}, {"a": (0.0, 3e10)}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ranges", [HUGE, UP_FROM_0], ids=["of either sign", "not negative"])
def test_rows_in_a_window_are_decided_as_if_on_the_edge(
    mode: RoundingMode, ranges: dict[str, tuple[float, float]]
) -> None:
    """As far as it reaches to either side, and no further."""
    column = Min((A, Const(10**11)))
    width = window(column, ranges)
    assert 1e-6 < width < 5e-5
    places = ["7/2", "5/2", "1/2"] if mode in HALVES else ["3", "2", "0"]
    edges = [sign * Fraction(each) for each in places for sign in ((1, -1) if ranges is HUGE else (1,))]
    for edge, side in product(edges, (-1, 1)):
        if edge == 0 and side < 0 and ranges is UP_FROM_0:
            continue
        inside, outside = float(edge) + side * 0.99 * width, float(edge) + side * 1.01 * width
        found = outcome(whole(column, mode), {"a": [float(edge), inside, outside]}, ranges)
        assert found is not None
        assert found.doubtful == [True, True, False]
        assert found.values[0] == found.values[1]
        agree(whole(column, mode), {"a": [float(edge), outside]}, ranges, doubtful=[0])


@pytest.mark.parametrize("mode", MODES)
def test_a_window_that_would_be_too_wide_is_not_covered(mode: RoundingMode) -> None:
    """From a ten thousandth on, too many rows would be decided again."""
    found, expected = [], []
    for exponent in range(30, 44):
        ranges = {"a": (0.0, 2.0**exponent)}
        found.append(covers(whole(A + 1, mode), ranges))
        expected.append(2 * window(A + 1, ranges) <= 1e-4)
    assert found == expected
    assert len(set(found)) == 2


@pytest.mark.parametrize("mode", MODES)
def test_columns_on_a_grid_leave_no_doubt(mode: RoundingMode) -> None:
    """Half of a rounded measure lies on an edge, or half a unit from it, whatever the measure is."""
    for ranges, figures in ((RANGES, range(-7, 8)), (POSITIVE, range(8))):
        agree(whole(Floor(A) / 2, mode), {"a": [float(each) for each in figures]}, ranges)
    agree(whole((Floor(A) + 1) / 3, mode), {"a": [float(each) for each in range(-7, 8)]}, RANGES)


@pytest.mark.parametrize("mode", MODES)
def test_blocks_far_from_every_edge_have_no_doubt(mode: RoundingMode) -> None:
    """And 0 keeps no sign of its own: what is rounded to it from below stays 0 for whatever is made of it."""
    agree(whole(CLIPPED, mode), {"a": [0.25, -0.75, 2.75]}, RANGES)
    found = outcome(whole(CLIPPED, mode), {"a": [-0.25, 0.25]}, RANGES)
    assert found is not None
    assert found.values == [float(math.floor(-0.25) if mode in {RoundingMode.FLOOR, RoundingMode.UP} else 0),
                            float(mode in {RoundingMode.CEILING, RoundingMode.UP})]  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
def test_a_column_of_its_own_is_moved_in_one_go(mode: RoundingMode) -> None:
    """A sum that nothing else reads takes the shift as part of its constant: no call more than for the sum alone."""
    column = A + 2 * B + 1
    # Rounded, compared with what it was, checked.
    assert calls(whole(column, mode), POSITIVE) - calls(column, POSITIVE) == 3
    figures = {"a": [0.0, 0.25, 1.0, 2.0], "b": [0.0, 0.25, 0.125, 1.0]}
    numbers = [Fraction(a) + 2 * Fraction(b) + 1 for a, b in zip(figures["a"], figures["b"], strict=True)]
    doubtful = [place for place, number in enumerate(numbers) if on_edge(number, mode)]
    agree(whole(column, mode), figures, POSITIVE, doubtful=doubtful)


@pytest.mark.parametrize("mode", MODES)
def test_a_sum_with_other_readers_is_not_moved(mode: RoundingMode) -> None:
    """It is rounded twice, by two modes, and read as it is, in any order."""
    column, figures = A * B + 1, {"a": [0.125, 0.625, 1.75], "b": [1.0] * 3}
    one, two = whole(column, mode), whole(column, RoundingMode.HALF_UP)
    for total in (column + 4 * one + 16 * two, one + 4 * two + 16 * column, two + 4 * one + 16 * column):
        agree(total, figures, POSITIVE)
    other = Max((column, Const(2)))
    agree(one + 2 * two + 4 * other + 8 * (A * B), figures, POSITIVE)


@pytest.mark.parametrize("mode", MODES)
def test_what_is_present_is_counted_before_it_is_rounded(mode: RoundingMode) -> None:
    """A share of what is present is no sum of columns, and leaves no doubt."""
    share = Defined(A) / 2 + Const("3/4") * Defined(B) + Const("1/4")
    nan = math.nan
    agree(whole(share, mode), {"a": [1.0, nan, 1.0, nan], "b": [1.0, 1.0, nan, nan]}, RANGES, gaps=True)


@pytest.mark.parametrize("mode", MODES)
def test_gaps_stay_gaps(mode: RoundingMode) -> None:
    """A row without a figure is neither rounded nor in doubt."""
    edge = 1.5 if mode in HALVES else 2.0
    agree(whole(CLIPPED, mode), {"a": [math.nan, 0.25, edge, math.nan]}, RANGES, gaps=True, doubtful=[2])
    agree(whole(CLIPPED, mode), {"a": [math.nan, 0.25]}, RANGES, gaps=True)
    agree(whole(A, mode), {"a": [math.nan, 0.25]}, RANGES, gaps=True)


@pytest.mark.parametrize("mode", MODES)
def test_registers_are_given_back(mode: RoundingMode) -> None:
    """A chain of any length takes one for what is rounded, one for the outcome, one for signs where they matter."""
    chain = reduce(lambda inner, _: whole(A * inner, mode), range(4), Min((Max((A, Const(-1))), Const(1))))
    assert registers(chain, {"a": (0.0, 2.0)}) == 2
    assert registers(chain, {"a": (-2.0, 2.0)}) == (2 if mode in PLAIN else 3)


@pytest.mark.parametrize("mode", sorted(PLAIN, key=str))
def test_a_measure_is_rounded_where_it_arrives(mode: RoundingMode) -> None:
    """In one call and one register, which is given back."""
    one, two = whole(A, mode), whole(B, mode)
    assert registers(one, RANGES) == 1
    assert calls(one, RANGES) == 2 + 2  # as for the total beside it: rounded, and written to the results
    assert registers(one + two, RANGES) == 2
    figures = {"a": [1.5, -0.5, 3.0], "b": [2.5, 0.25, -1.0]}
    agree(Max(((one + two) * one * two, Const(0))), figures, RANGES)


@pytest.mark.parametrize("mode", MODES)
def test_a_rounded_column_can_be_read_again(mode: RoundingMode) -> None:
    """The column and its rounding meet in a difference, whichever is there first."""
    for total, ranges in product((CLIPPED - whole(CLIPPED, mode), whole(CLIPPED, mode) - CLIPPED), (RANGES, POSITIVE)):
        agree(total, {"a": [0.25, 1.75, 2.875]}, ranges)


def test_rows_in_doubt_of_two_roundings_are_all_in_doubt() -> None:
    """Whichever of them it was."""
    total = whole(Min((A, Const(50))), RoundingMode.HALF_UP) + whole(Min((B, Const(50))), RoundingMode.DOWN)
    agree(total, {"a": [0.5, 0.25, 1.5, 0.25], "b": [0.25, 1.0, 1.0, 0.25]}, POSITIVE, doubtful=[0, 1, 2])


@pytest.mark.parametrize("mode", MODES)
def test_the_decimals_of_a_rounding_are_as_many_as_its_windows_allow(mode: RoundingMode) -> None:
    """Between two different numbers, 1024 times a decimal or an edge, twice the window must fit."""
    column = 1024 * A
    found: list[int | None] = []
    expected: list[int | None] = []
    for exponent in range(2, 21):
        ranges = {"a": (0.0, 2.0**exponent)}
        width = window(column, ranges)
        found.append(decimals(whole(column, mode), ranges))
        parts = 2 if mode in HALVES else 1  # edges are whole numbers, or halves
        apart = {places: Fraction(math.gcd(1024 * parts, 10**places), parts * 10**places) for places in range(9, 1, -1)}
        expected.append(next((places for places, gap in apart.items() if 2 * width < gap), None))
    assert found == expected
    assert len(set(found)) > 1
