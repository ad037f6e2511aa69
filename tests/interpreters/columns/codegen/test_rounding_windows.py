"""A rounding on registers: what it rounds to, which rows it doubts, in how many registers."""

import math
from fractions import Fraction
from itertools import product

import pytest
from one_block import agree, computed, of_plan, plan_of, registers
from operated import present, rounded

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.intervals import UncoveredError
from perfkpi.language import RoundingMode

F = Fraction
MODES = list(RoundingMode)
HALVES = {RoundingMode.HALF_UP, RoundingMode.HALF_DOWN, RoundingMode.HALF_EVEN}
PLAIN = {RoundingMode.FLOOR, RoundingMode.CEILING}
"""What a measure is rounded by without any window."""

RANGES = {"a": (-100.0, 100.0), "b": (-100.0, 100.0)}
POSITIVE = {"a": (0.0, 100.0), "b": (0.0, 100.0)}
QUARTERS = [number / 4 for number in range(-14, 15)]
"""They are doubles, so that every computed column is right to the last digit."""

COLUMNS: dict[str, list[ir.Operation]] = {
    "a measure": [ir.Input("a")],
    "a sum": [ir.Input("a"), ir.WeightedSum(((0, F(1)),), F(1))],
    "a sum that is read again": [
        ir.Input("a"),
        ir.WeightedSum(((0, F(1)),), F(1)),
        ir.WeightedSum(((1, F(1)),), F(-1)),
    ],
    "a clip": [ir.Input("a"), ir.Clip(0, F(-3), F(3))],
}


def on_edge(number: Fraction, mode: RoundingMode) -> bool:
    """Whether a number is one at which a mode jumps."""
    return (2 * number) % 2 == 1 if mode in HALVES else number % 1 == 0


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", COLUMNS)
def test_rows_on_an_edge_are_right_and_in_doubt(kind: str, mode: RoundingMode) -> None:
    """No others are: a quarter is far from every edge. A measure that is rounded down or up leaves no doubt at all."""
    column = COLUMNS[kind]
    operations = [*column, ir.Round(len(column) - 1, mode)]
    moved = {"a sum": F(1)}.get(kind, F(0))
    for ranges, figures in ((RANGES, QUARTERS), (POSITIVE, [each for each in QUARTERS if each >= 0])):
        numbers = [min(max(F(each), F(-3)), F(3)) if kind == "a clip" else F(each) + moved for each in figures]
        doubtful = [place for place, number in enumerate(numbers) if on_edge(number, mode)]
        plain = kind == "a measure" and mode in PLAIN
        agree(operations, ranges, {"a": figures}, doubtful=[] if plain else doubtful)


def window_of(operations: list[ir.Operation], ranges: dict[str, tuple[float, float]]) -> float:
    """How far the window of the last operation reaches."""
    return Bounds(operations, ranges)[len(operations) - 1].window()


# So large a range makes the window wide enough that single rows can be placed in it.
HUGE = {"a": (-3e10, 3e10), "b": (-3e10, 3e10)}
UP_FROM_0 = {"a": (0.0, 3e10), "b": (0.0, 3e10)}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ranges", [HUGE, UP_FROM_0], ids=["of either sign", "not negative"])
def test_rows_in_a_window_are_decided_as_if_on_the_edge(
    mode: RoundingMode, ranges: dict[str, tuple[float, float]]
) -> None:
    """As far as it reaches to either side, and no further."""
    column: list[ir.Operation] = [ir.Input("a"), ir.Clip(0, None, F(10**11))]
    width = window_of(column, ranges)
    assert 1e-6 < width < 5e-5
    places = [F(7, 2), F(5, 2), F(1, 2)] if mode in HALVES else [F(3), F(2), F(0)]
    if ranges is HUGE:
        places += [-place for place in places]
    for edge, side in product(places, (-1, 1)):
        if edge == 0 and side < 0 and ranges is UP_FROM_0:
            continue
        inside, outside = float(edge) + side * 0.99 * width, float(edge) + side * 1.01 * width
        found = computed([*column, ir.Round(1, mode)], ranges, {"a": [float(edge), inside, outside]})
        assert found.doubtful == [True, True, False]
        assert found.values[:2] == [rounded(edge, mode)] * 2
        assert found.values[2] == rounded(F(outside), mode)


@pytest.mark.parametrize("mode", MODES)
def test_no_row_in_doubt_is_marked_where_none_is(mode: RoundingMode) -> None:
    """A block far from every edge."""
    column = COLUMNS["a clip"]
    assert computed([*column, ir.Round(1, mode)], RANGES, {"a": [0.25, -0.75, 2.75]}).doubtful == [False] * 3


@pytest.mark.parametrize("mode", MODES)
def test_a_window_that_would_be_too_wide_is_not_covered(mode: RoundingMode) -> None:
    """From a ten thousandth on, too many rows would be decided again; the error names what is not covered."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.WeightedSum(((0, F(1)),), F(1)), ir.Round(1, mode)]
    for exponent in range(30, 44):
        ranges = {"a": (0.0, 2.0**exponent)}
        if 2 * window_of(operations[:2], ranges) <= 1e-4:
            assert plan_of(operations, ranges).registers == 2
        else:
            with pytest.raises(UncoveredError) as refused:
                plan_of(operations, ranges)
            assert refused.value.args == (operations[2],)


@pytest.mark.parametrize("mode", MODES)
def test_columns_on_a_grid_leave_no_doubt(mode: RoundingMode) -> None:
    """Half of a rounded measure lies on an edge, or half a unit from it, whatever the measure is."""
    operations: list[ir.Operation] = [
        ir.Input("a"),
        ir.Round(0, RoundingMode.FLOOR),
        ir.WeightedSum(((1, F(1, 2)),)),
        ir.Round(2, mode),
    ]
    for ranges, figures in ((RANGES, range(-7, 8)), (POSITIVE, range(8))):
        agree(operations, ranges, {"a": [float(each) for each in figures]})
    third: list[ir.Operation] = [*operations[:2], ir.WeightedSum(((1, F(1, 3)),), F(1, 3)), ir.Round(2, mode)]
    agree(third, RANGES, {"a": [float(each) for each in range(-7, 8)]})


@pytest.mark.parametrize("mode", MODES)
def test_zero_keeps_no_sign_of_its_own(mode: RoundingMode) -> None:
    """What is rounded to 0 from below stays 0 for whatever is made of it, and -0.0 is 0."""
    column = COLUMNS["a clip"]
    found = computed([*column, ir.Round(1, mode)], RANGES, {"a": [-0.25, -0.0, 0.25]})
    assert found.values == [rounded(F(number), mode) for number in ("-0.25", "0", "0.25")]


@pytest.mark.parametrize("mode", MODES)
def test_a_column_of_its_own_is_moved_in_one_go(mode: RoundingMode) -> None:
    """A sum that nothing else reads takes the shift as part of its constant: no call more than for the sum alone."""
    column: list[ir.Operation] = [ir.Input("a"), ir.Input("b"), ir.WeightedSum(((0, F(1)), (1, F(2))), F(1))]
    alone, with_it = plan_of(column, POSITIVE), plan_of([*column, ir.Round(2, mode)], POSITIVE)
    # Rounded, compared with what it was, checked.
    assert len(with_it.code.unchecked) - len(alone.code.unchecked) == 3
    figures = {"a": [0.0, 0.25, 1.0, 2.0], "b": [0.0, 0.25, 0.125, 1.0]}
    numbers = [F(a) + 2 * F(b) + 1 for a, b in zip(figures["a"], figures["b"], strict=True)]
    doubtful = [place for place, number in enumerate(numbers) if on_edge(number, mode)]
    agree([*column, ir.Round(2, mode)], POSITIVE, figures, doubtful=doubtful)


@pytest.mark.parametrize("mode", MODES)
def test_a_sum_with_other_readers_is_not_moved(mode: RoundingMode) -> None:
    """It is rounded twice, by two modes, and read as it is, in any order."""
    column: list[ir.Operation] = [ir.Input("a"), ir.WeightedSum(((0, F(2)),), F(1))]
    rest: list[ir.Operation] = [ir.Round(1, mode), ir.Round(1, RoundingMode.HALF_UP)]
    for order in ((1, 2, 3), (2, 3, 1), (2, 1, 3)):
        terms = tuple((node, F(weight)) for node, weight in zip(order, (1, 4, 16), strict=True))
        found = computed([*column, *rest, ir.WeightedSum(terms)], POSITIVE, {"a": [0.125, 0.625, 2.0]})
        parts = {1: [F(5, 4), F(9, 4), F(5)]}
        parts[2] = [F(rounded(number, mode)) for number in parts[1]]
        parts[3] = [F(rounded(number, RoundingMode.HALF_UP)) for number in parts[1]]
        expected = [sum(weight * parts[node][row] for node, weight in terms) for row in range(3)]
        assert found.values == [float(each) for each in expected]


@pytest.mark.parametrize("mode", MODES)
def test_what_is_summed_is_kept_for_its_other_readers(mode: RoundingMode) -> None:
    """A sum that is rounded twice is computed once, and reads what it is made of once."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Clip(0, F(0), F(50)), ir.WeightedSum(((1, F(2)),), F(1))]
    operations += [ir.Round(2, mode), ir.Round(2, RoundingMode.HALF_UP), ir.Clip(2, F(2), None)]
    operations += [ir.WeightedSum(((3, F(1)), (4, F(2)), (5, F(4)), (1, F(8))))]
    agree(operations, POSITIVE, {"a": [0.125, 0.625, 2.125]})


@pytest.mark.parametrize("mode", MODES)
def test_what_is_present_is_counted_before_it_is_rounded(mode: RoundingMode) -> None:
    """A share of what is present is no sum of columns, and leaves no doubt."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Input("b"), present(0), present(1)]
    operations += [ir.WeightedSum(((2, F(1, 2)), (3, F(3, 4))), F(1, 4)), ir.Round(4, mode)]
    nan = math.nan
    agree(operations, RANGES, {"a": [1.0, nan, 1.0, nan], "b": [1.0, 1.0, nan, nan]}, gaps=True)


@pytest.mark.parametrize("mode", MODES)
def test_gaps_stay_gaps(mode: RoundingMode) -> None:
    """A row without a figure is neither rounded nor in doubt."""
    column = COLUMNS["a clip"]
    edge = 1.5 if mode in HALVES else 2.0
    figures = {"a": [math.nan, 0.25, edge, math.nan]}
    agree([*column, ir.Round(1, mode)], RANGES, figures, gaps=True, doubtful=[2])
    agree([*column, ir.Round(1, mode)], RANGES, {"a": [math.nan, 0.25]}, gaps=True)
    agree([ir.Input("a"), ir.Round(0, mode)], RANGES, {"a": [math.nan, 0.25]}, gaps=True)


def needs(column: list[ir.Operation], mode: RoundingMode, ranges: dict[str, tuple[float, float]]) -> int:
    """How many registers a rounding of a rounding of a column needs, each with a weight."""
    operations = [*column, ir.Round(len(column) - 1, mode)]
    for _ in range(3):
        operations += [ir.Mul(0, len(operations) - 1), ir.Round(len(operations), mode)]
    return registers(operations, ranges)


SMALL, SMALL_POSITIVE = {"a": (-2.0, 2.0), "b": (-2.0, 2.0)}, {"a": (0.0, 2.0), "b": (0.0, 2.0)}


@pytest.mark.parametrize("mode", MODES)
def test_registers_are_given_back(mode: RoundingMode) -> None:
    """A chain of any length takes one for what is rounded, one for the outcome, one for signs where they matter."""
    column: list[ir.Operation] = [ir.Input("a"), ir.Clip(0, F(-1), F(1))]
    assert needs(column, mode, SMALL_POSITIVE) == 2
    assert needs(column, mode, SMALL) == (2 if mode in PLAIN else 3)


@pytest.mark.parametrize("mode", sorted(PLAIN, key=str))
def test_a_measure_is_rounded_where_it_arrives(mode: RoundingMode) -> None:
    """In one call and one register, which is given back."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Round(0, mode)]
    plan = plan_of(operations, RANGES)
    assert plan.registers == 1
    assert plan.decimal_proof is not None
    assert len(plan.code.unchecked) == 2 + 2  # as for the total beside it: rounded, and written to the results
    several: list[ir.Operation] = [
        ir.Input("a"),
        ir.Input("b"),
        ir.Round(0, mode),
        ir.Round(1, mode),
        ir.WeightedSum(((2, F(1)), (3, F(1)))),
    ]
    assert registers(several, RANGES) == 2
    twice: list[ir.Operation] = [*several, ir.Mul(4, 2), ir.Mul(5, 3), ir.Clip(6, F(0), None)]
    agree(twice, RANGES, {"a": [1.5, -0.5, 3.0], "b": [2.5, 0.25, -1.0]})


@pytest.mark.parametrize("mode", MODES)
def test_a_rounded_column_can_be_read_again(mode: RoundingMode) -> None:
    """The column and its rounding meet in a difference, whichever is there first."""
    column = COLUMNS["a clip"]
    difference: list[ir.Operation] = [*column, ir.Round(1, mode), ir.WeightedSum(((1, F(1)), (2, F(-1))))]
    swapped: list[ir.Operation] = [*column, ir.Round(1, mode), ir.WeightedSum(((2, F(1)), (1, F(-1))))]
    for operations, ranges in product((difference, swapped), (RANGES, POSITIVE)):
        agree(operations, ranges, {"a": [0.25, 1.75, 2.875]})


def test_rows_in_doubt_of_two_roundings_are_all_in_doubt() -> None:
    """Whichever of them it was."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Input("b"), ir.Clip(0, None, F(50)), ir.Clip(1, None, F(50))]
    operations += [
        ir.Round(2, RoundingMode.HALF_UP),
        ir.Round(3, RoundingMode.DOWN),
        ir.WeightedSum(((4, F(1)), (5, F(1)))),
    ]
    columns = {"a": [0.5, 0.25, 1.5, 0.25], "b": [0.25, 1.0, 1.0, 0.25]}
    agree(operations, POSITIVE, columns, doubtful=[0, 1, 2])
    assert of_plan(plan_of(operations, POSITIVE), {"a": [0.25], "b": [0.5]}) is not None


@pytest.mark.parametrize("mode", MODES)
def test_the_grid_of_a_rounding_is_as_fine_as_its_windows_allow(mode: RoundingMode) -> None:
    """Between two different numbers, 1024 times a decimal or an edge, twice the window must fit."""
    column: list[ir.Operation] = [ir.Input("a"), ir.WeightedSum(((0, F(1024)),))]
    found: list[int | None] = []
    expected: list[int | None] = []
    for exponent in range(2, 21):
        ranges = {"a": (0.0, 2.0**exponent)}
        width = window_of(column, ranges)
        grid = plan_of([*column, ir.Round(1, mode)], ranges).decimal_proof
        found.append(None if grid is None else grid.places)
        parts = 2 if mode in HALVES else 1  # edges are whole numbers, or halves
        apart = {places: F(math.gcd(1024 * parts, 10**places), parts * 10**places) for places in range(9, 1, -1)}
        expected.append(next((places for places, gap in apart.items() if 2 * width < gap), None))
    assert found == expected
    assert len(set(found)) > 1
