"""Arithmetic on registers gives what is meant, within its bound, and in no register more than it needs."""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from one_block import agree, computed, of_plan, plan_of, registers, started
from operated import present

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.intervals import UncoveredError
from perfkpi.language import Status

F = Fraction
WIDE = dict.fromkeys("abcd", (-100.0, 100.0))
FIGURES = (-3.5, -1.0, -0.1, 0.0, 0.3, 1.0, 2.5)
PAIRS = list(product(FIGURES, repeat=2))
TWO = {"a": [one for one, _ in PAIRS], "b": [two for _, two in PAIRS]}
SCALES = (F(1), F(-1), F(2), F(-2))


def reads(*names: str) -> list[ir.Operation]:
    """Measures."""
    return [ir.Input(name) for name in names]


def doubled(node: int) -> ir.WeightedSum:
    """A column that stands in a register."""
    return ir.WeightedSum(((node, F(2)),))


@pytest.mark.parametrize("offset", [F(0), F(-1, 3)])
@pytest.mark.parametrize("several", [1, 2, 3])
def test_a_weighted_sum_is_what_it_says(several: int, offset: Fraction) -> None:
    """Whatever signs the weights have, and whichever of them are the same."""
    columns = {"a": [1.0, -2.5, 0.3], "b": [7.0, 0.25, -9.1], "c": [0.5, 64.0, 1.5]}
    names = "abc"[:several]
    for scales in product(SCALES, repeat=several):
        agree(
            [*reads(*names), ir.WeightedSum(tuple(enumerate(scales)), offset)],
            WIDE,
            {name: columns[name] for name in names},
        )


def test_columns_of_one_weight_are_added_before_they_are_multiplied() -> None:
    """Which rounds once: three tenths of ten and twenty are nine, without an error."""
    operations = [*reads("a", "b"), ir.WeightedSum(((0, F("0.1")), (1, F("0.1"))))]
    columns = {"a": [0.7, 0.1, 0.3], "b": [0.1, 0.2, 0.6]}
    found = computed(operations, WIDE, columns)
    assert found.values == [(a + b) * 0.1 for a, b in zip(columns["a"], columns["b"], strict=True)]
    assert found.values != [a * 0.1 + b * 0.1 for a, b in zip(columns["a"], columns["b"], strict=True)]


def test_opposite_weights_are_one_difference() -> None:
    """It is multiplied once, whichever sign comes first."""
    columns = {"a": [0.7, 0.1, 0.3], "b": [0.1, 0.2, 0.6]}
    for first, second in ((F("0.1"), F("-0.1")), (F("-0.1"), F("0.1"))):
        found = computed([*reads("a", "b"), ir.WeightedSum(((0, first), (1, second)))], WIDE, columns)
        sign = 1 if first > 0 else -1
        assert found.values == [sign * ((a - b) * 0.1) for a, b in zip(columns["a"], columns["b"], strict=True)]


def test_huge_columns_are_weighed_before_they_are_added() -> None:
    """The bare columns would add up to infinity."""
    huge = 1.7e308
    ranges = {"a": (0.0, huge), "b": (0.0, huge)}
    found = computed(
        [*reads("a", "b"), ir.WeightedSum(((0, F(1, 4)), (1, F(1, 4))))], ranges, {"a": [huge, 1.0], "b": [huge, 2.0]}
    )
    assert found.values == [huge / 2, 0.75]


@pytest.mark.parametrize("weights", [(F(1, 4), F(1, 4)), (F(1, 4), F(-1, 4)), (F(-1, 4), F(1, 8))])
def test_huge_columns_keep_their_signs(weights: tuple[Fraction, Fraction]) -> None:
    """A weight goes with its own column."""
    ranges = {"a": (0.0, 1.7e308), "b": (0.0, 1.7e308)}
    found = computed(
        [*reads("a", "b"), ir.WeightedSum(tuple(enumerate(weights)))], ranges, {"a": [1.0, 4.0], "b": [2.0, 8.0]}
    )
    assert found.values == [float(weights[0] * a + weights[1] * b) for a, b in ((1, 2), (4, 8))]


def test_products_and_quotients() -> None:
    """Of every pair of figures, except by 0."""
    agree([*reads("a", "b"), ir.Mul(0, 1)], WIDE, TWO)
    agree([*reads("a"), ir.Mul(0, 0)], WIDE, {"a": FIGURES})
    ranges = {"a": (-100.0, 100.0), "b": (0.25, 100.0)}
    columns = {"a": [1.0, -2.5, 0.0, 10.0], "b": [3.0, 0.25, 7.0, 10.0]}
    agree([*reads("a", "b"), ir.Div(0, 1)], ranges, columns)
    agree([*reads("a"), doubled(0), *reads("b"), ir.Div(1, 2)], ranges, columns)
    agree([*reads("a", "b"), doubled(1), ir.Div(0, 2)], ranges, columns)
    agree([*reads("b"), ir.Div(None, 0)], ranges, {"b": columns["b"]})
    agree([*reads("b"), ir.Div(0, 0)], ranges, {"b": columns["b"]})
    agree([*reads("b"), doubled(0), ir.Div(None, 1)], ranges, {"b": columns["b"]})


@pytest.mark.parametrize("size", [2, 3, 4])
@pytest.mark.parametrize("largest", [False, True])
def test_the_least_and_the_largest(size: int, *, largest: bool) -> None:
    """Of any number of columns, wherever it stands among them."""
    rows = list(product((-1.5, 0.0, 2.5), repeat=size))
    columns = {name: [row[place] for row in rows] for place, name in enumerate("abcd"[:size])}
    agree([*reads(*columns), ir.MinMax(tuple(range(size)), largest)], WIDE, columns)
    computed_ones = [doubled(place) for place in range(size)]
    agree([*reads(*columns), *computed_ones, ir.MinMax(tuple(range(size, 2 * size)), largest)], WIDE, columns)


def test_a_column_between_constants() -> None:
    """Either of which may be missing."""
    figures = [-100.0, -1.0, -0.9, 0.0, 0.3, 0.4, 1.9, 2.0, 2.1, 100.0]
    for low, high in product((None, F(-1), F(1, 3)), (None, F(1, 3), F(2))):
        agree([*reads("a"), ir.Clip(0, low, high)], WIDE, {"a": figures})
        agree([*reads("a"), doubled(0), ir.Clip(1, low, high)], WIDE, {"a": figures})


SLOPES = (F(0), F(1), F(-1), F(2), F(-3, 2))


@pytest.mark.parametrize("at", [F(0), F(3, 2), F(-2)])
def test_a_line_that_bends(at: Fraction) -> None:
    """One of the two slopes is 1, as lines are made; the other is any, also none."""
    for below, above in product(SLOPES, repeat=2):
        if F(1) not in {below, above} or below == above:
            continue
        agree([*reads("a"), ir.Bend(0, at, below, above)], WIDE, {"a": [-4.0, -2.0, -1.0, 0.0, 1.0, 1.5, 2.0, 9.0]})
        agree([*reads("a"), doubled(0), ir.Bend(1, at, below, above)], WIDE, {"a": [-4.0, -1.0, 0.0, 0.75, 1.0, 9.0]})


# ------------------------------------------------------------------------------------------------------------- guards


def test_rows_with_a_divisor_below_the_guard_are_lost() -> None:
    """A whole divisor is 0 or at least 1: the guard lies between. Rows beyond are covered on either side of 0."""
    weights = ir.WeightedSum(((2, F(1)), (3, F(1))))
    operations = [*reads("a", "b"), present(0), present(1), weights, ir.Div(None, 4)]
    found = computed(
        operations, WIDE, {"a": [1.0, math.nan, 2.0, math.nan], "b": [1.0, math.nan, math.nan, 3.0]}, gaps=True
    )
    assert found.lost == [False, True, False, False]
    assert [found.values[place] for place in (0, 2, 3)] == [0.5, 1.0, 1.0]


def test_a_difference_that_all_but_cancels_is_lost() -> None:
    """In computed divisors that may be 0, whatever the sign; all other rows are covered."""
    operations = [*reads("a", "b", "c"), ir.WeightedSum(((1, F(1)), (2, F(-1)))), ir.Div(0, 3)]
    columns = {"a": [1.0] * 6, "b": [1.0, 5.0, 0.0, 1.0, 3.0, 3.0], "c": [1.0, 0.0, 5.0, 1 + 2.0**-52, 1.0, 7.0]}
    found = computed(operations, WIDE, columns)
    assert found.lost == [True, False, False, True, False, False]
    assert [found.values[place] for place in (1, 2, 4, 5)] == [0.2, -0.2, 0.5, -0.25]
    assert found.doubtful == [False] * 6
    none = computed(operations, WIDE, {name: column[4:] for name, column in columns.items()})
    assert none.lost == [False, False]


def test_a_divisor_as_large_as_the_guard_is_large_enough() -> None:
    """On either side of 0; where no row is lost, none is marked."""
    operations = [*reads("a", "b", "c"), ir.WeightedSum(((1, F(1)), (2, F(-1)))), ir.Div(0, 3)]
    bounds = Bounds(operations, WIDE)
    _ = bounds[4]
    guard, nothing = bounds.guards[4], math.nextafter(bounds.guards[4], 0)
    found = computed(
        operations, WIDE, {"a": [1.0] * 4, "b": [guard, 0.0, nothing, 0.0], "c": [0.0, guard, 0.0, nothing]}
    )
    assert found.lost == [False, False, True, True]
    run, _ = started(plan_of(operations, WIDE), {"a": np.ones(2), "b": np.array([guard, 2.0]), "c": np.zeros(2)})
    assert run is not None
    assert run.lost is None


def test_a_divisor_that_cannot_be_nothing_loses_no_row() -> None:
    """Nor is its size looked at, which would need another register."""
    operations = [*reads("a", "b"), doubled(1), ir.Div(0, 2)]
    ranges = {"a": (-100.0, 100.0), "b": (0.25, 100.0)}
    assert registers(operations, ranges) == 1
    assert not any(computed(operations, ranges, {"a": [0.0, 1.0], "b": [0.25, 1.0]}).lost)


# ---------------------------------------------------------------------------------------------------------- registers

RANGES = dict.fromkeys("abcd", (1.0, 2.0))


def quotient(node: int) -> ir.Operation:
    """One over a column."""
    return ir.Div(None, node)


ONE_REGISTER: dict[str, Callable[[int], ir.Operation]] = {
    "linear": lambda node: ir.WeightedSum(((node, F(1, 2)),), F(1)),
    "square": lambda node: ir.Mul(node, node),
    "reciprocal": quotient,
    "ratio": lambda node: ir.Div(0, node),
    "clip": lambda node: ir.Clip(node, F(1), F(2)),
    "kink": lambda node: ir.Bend(node, F(1, 2), F(0), F(1)),
    "kink down": lambda node: ir.Bend(node, F(5), F(1), F(0)),
    "sum": lambda node: ir.WeightedSum(((0, F(1)), (node, F(1)))),
    "sum of three": lambda node: ir.WeightedSum(((0, F(1)), (node, F(1)), (1, F(-1)))),
}


@pytest.mark.parametrize("name", ONE_REGISTER)
def test_a_column_is_written_over_what_nothing_reads_any_more(name: str) -> None:
    """A chain of any length takes one register."""
    grow = ONE_REGISTER[name]
    operations: list[ir.Operation] = [*reads("a", "b"), ir.WeightedSum(((1, F(1, 2)),), F(1))]
    for place in range(2, 6):
        operations += [grow(place)]
    assert registers(operations, RANGES) == 1


TWO_REGISTERS: dict[str, Callable[[int], ir.Operation]] = {
    "bend": lambda node: ir.Bend(node, F(3, 2), F(1), F(2)),
    "least": lambda node: ir.MinMax((0, node), largest=False),
    "sum of two weights": lambda node: ir.WeightedSum(((node, F(1, 2)), (0, F(1)))),
}


@pytest.mark.parametrize("name", TWO_REGISTERS)
def test_a_second_register_is_given_back(name: str) -> None:
    """A chain of any length takes two."""
    grow = TWO_REGISTERS[name]
    operations: list[ir.Operation] = [*reads("a", "b"), ir.WeightedSum(((1, F(1, 2)),), F(1))]
    for place in range(2, 6):
        operations += [grow(place)]
    assert registers(operations, RANGES) == 2


@pytest.mark.parametrize("weights", [(F(1),) * 5, (F(2), F(-2)) * 2, (F(1), F(2), F(3))])
def test_a_sum_of_computed_columns_needs_two(weights: Sequence[Fraction]) -> None:
    """One for what was added so far, one for the next."""
    parts = [ir.Clip(0, F(place), None) for place in range(len(weights))]
    assert registers([*reads("a"), *parts, ir.WeightedSum(tuple(enumerate(weights, start=1)))], RANGES) == 2


def test_the_size_of_a_divisor_is_needed_no_longer_than_the_guard() -> None:
    """It stands in a second register, which the quotient of the next divisor takes again."""
    operations = [
        *reads("a", "b"),
        ir.WeightedSum(((0, F(1)), (1, F(-1)))),
        ir.Div(0, 2),
        ir.WeightedSum(((3, F(1)), (1, F(-1)))),
    ]
    operations += [ir.Div(0, 4), ir.WeightedSum(((5, F(1)), (1, F(-1)))), ir.Div(1, 6)]
    assert registers(operations, RANGES) == 2


READERS: dict[str, Callable[[int], ir.Operation]] = {
    **ONE_REGISTER,
    **TWO_REGISTERS,
    "product": lambda node: ir.Mul(0, node),
    "largest": lambda node: ir.MinMax((node, 0, 1), largest=True),
}


@pytest.mark.parametrize("name", READERS)
def test_a_column_that_is_read_again_is_kept(name: str) -> None:
    """Until its last reader: here a sum of the column, and of what was made of it, and of it once more."""
    grow = READERS[name]
    operations = [*reads("a", "b"), ir.WeightedSum(((1, F(1, 2)),), F(1)), grow(2), grow(3), ir.Clip(2, F(1), None)]
    operations += [ir.WeightedSum(((2, F(1)), (3, F(2)), (4, F(3)), (5, F(4))))]
    agree(operations, RANGES, {"a": [1.0, 1.25, 1.5, 2.0], "b": [1.0, 2.0, 1.5, 1.75]})


def test_what_nobody_has_a_number_of_is_no_arithmetic() -> None:
    """A refusal that is added to something has no column."""
    with pytest.raises(UncoveredError):
        plan_of([*reads("a"), ir.Undefined(Status.INSUFFICIENT), ir.WeightedSum(((0, F(1)), (1, F(1))))], RANGES)


def test_a_division_checks_both_figures() -> None:
    """A divisor is positive and no subnormal; what is divided is finite."""
    operations = [*reads("a", "b"), ir.Div(0, 1)]
    plan = plan_of(operations, {"a": (-100.0, 100.0), "b": (2.0**-1022, 100.0)})
    good, tops, bottoms = (1.0, -2.5, 0.0), (math.inf, -math.inf, math.nan), (0.0, -1.0, 2.0**-1023, math.inf, math.nan)
    for rows in (1, 2, 3):
        fill = [1.0] * (rows - 1)
        for top in good:
            assert of_plan(plan, {"a": [*fill, top], "b": [*fill, 4.0]}) is not None
        for top in tops:
            assert of_plan(plan, {"a": [*fill, top], "b": [*fill, 4.0]}) is None
        for bottom, top in product(bottoms, (*good, *tops)):
            assert of_plan(plan, {"a": [*fill, top], "b": [*fill, bottom]}) is None


def test_a_division_fetches_figures_before_they_are_checked() -> None:
    """So that each comes from memory once: of what is computed, only the total beside it comes before."""
    plan = plan_of([*reads("a", "b"), ir.Div(0, 1)], RANGES)
    checks = [each not in plan.code.unchecked for each in plan.code.checked]
    assert checks[-4:] == [False, True, True, False]  # divided, both checked, copied to the results
