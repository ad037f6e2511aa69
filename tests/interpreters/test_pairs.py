"""Pairs, whose denominators are positive and not reduced before they are long, mean what fractions mean."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest

from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.surds import MAX_DEGREE, Surd, root
from perfkpi.interpreters.values import TOO_LONG, Value, fraction, pair
from perfkpi.language import LONGEST, Among, Belongs, Reason, Role, Status, Undefinedness

EXACT = Exact({})
PAIRS = [(top, bottom) for top in (-3, -1, 0, 1, 2) for bottom in (1, 2, 3, 6)]
ZERO = Reason("zero", "零", "zero")
NEGATIVE = Reason("negative", "为负", "negative")
DUE = Undefinedness(Status.NOT_DUE, (Reason("due", "迟", "late"),))
GONE = Undefinedness(Status.UNDEFINED, (Reason("gone", "无", "gone"),))
TWO, THREE = (Surd(Fraction(0), Fraction(1), Fraction(radicand), 2) for radicand in (2, 3))
LONG = 1 << 1024


def number(found: Value) -> Fraction:
    """The fraction of a pair; its denominator is positive."""
    assert isinstance(found, tuple)
    assert found[1] > 0
    return fraction(found)


def code(found: Value) -> str:
    """The reason why there is no number."""
    assert isinstance(found, Undefinedness)
    assert found.status is (Status.INVALID_VALUE if found is TOO_LONG else Status.UNDEFINED)
    return found.reasons[0].code


def test_a_fraction_and_its_pair() -> None:
    """There and back again; constants and measures are taken as they are."""
    assert [pair(Fraction(text)) for text in ("3/6", "-2", "0")] == [(1, 2), (-2, 1), (0, 1)]
    assert [fraction(value) for value in ((2, 4), (-6, 3), (0, 5))] == [Fraction(1, 2), -2, 0]
    assert EXACT.const(Fraction(-3, 4)) == (-3, 4)
    assert Exact({"x": (3, 6)}).input("x") == (3, 6)
    assert EXACT.named(Role.STEP, "x", (3, 6)) == (3, 6)


@pytest.mark.parametrize("left", PAIRS)
def test_operations_on_two_pairs(left: tuple[int, int]) -> None:
    """Sums, differences, products, quotients, least and greatest, of numbers of every sign and denominator."""
    a = fraction(left)
    for right in PAIRS:
        b = fraction(right)
        assert number(EXACT.add((left, right))) == a + b
        assert number(EXACT.sub(left, right)) == a - b
        assert number(EXACT.mul((left, right))) == a * b
        assert number(EXACT.min((left, right))) == min(a, b)
        assert number(EXACT.max((left, right))) == max(a, b)
        if b:
            assert number(EXACT.div(left, right, ZERO, None)) == a / b
        else:
            assert code(EXACT.div(left, right, ZERO, None)) == code(EXACT.div(left, right, ZERO, NEGATIVE)) == "zero"
        if b > 0:
            assert number(EXACT.div(left, right, ZERO, NEGATIVE)) == a / b
        elif b < 0:
            assert code(EXACT.div(left, right, ZERO, NEGATIVE)) == "negative"
        for belongs in Belongs:
            below = a < b or (a == b and belongs is Belongs.BELOW)
            assert EXACT.choose(left, [(right, belongs)], [(1, 1), (2, 1)]) == ((1, 1) if below else (2, 1))
            reached = (b < a) + (b == a and belongs is Belongs.ABOVE)
            assert EXACT.rank(left, Among([b]), belongs) == (reached, 1)


@pytest.mark.parametrize("values", list(product([(-1, 2), (1, 3), (2, 2)], repeat=3)))
def test_operations_on_three_pairs(values: tuple[tuple[int, int], ...]) -> None:
    """The order in which they come makes no difference."""
    numbers = [fraction(value) for value in values]
    assert number(EXACT.add(values)) == sum(numbers)
    assert number(EXACT.mul(values)) == numbers[0] * numbers[1] * numbers[2]
    assert number(EXACT.min(values)) == min(numbers)
    assert number(EXACT.max(values)) == max(numbers)


def test_the_least_and_the_greatest_are_one_of_the_values() -> None:
    """The pair itself, as it stands; of equal ones the first, as of Python's own; of one value, that."""
    for values in product([(2, 4), (1, 2), (3, 6), (4, 2)], repeat=3):
        assert EXACT.min(values) == min(values, key=fraction)
        assert EXACT.max(values) == max(values, key=fraction)
    assert EXACT.min([(2, 4)]) == EXACT.max([(2, 4)]) == (2, 4)


@pytest.mark.parametrize("on", [*range(5), TWO])
def test_the_first_edge_above_decides(on: int | Surd) -> None:
    """Of more than two branches the last is for what lies above all edges; equal roots lie on the edge."""
    value: Value = (on, 1) if isinstance(on, int) else on
    edges: list[tuple[Value, Belongs]] = [((1, 1), Belongs.ABOVE), (TWO, Belongs.ABOVE), ((3, 1), Belongs.ABOVE)]
    branches: list[Value] = [(place, 1) for place in range(4)]
    place = 2 if isinstance(on, Surd) else [0, 1, 2, 3, 3][on]
    assert EXACT.choose(value, edges, branches) == (place, 1)


def test_figures_of_one_denominator_keep_it() -> None:
    """Cents stay cents: nothing is reduced, and nothing grows."""
    assert EXACT.add([(10, 100), (20, 100), (30, 100)]) == (60, 100)
    assert EXACT.sub((30, 100), (10, 100)) == (20, 100)
    assert EXACT.mul([(10, 100), (2, 1)]) == (20, 100)
    assert EXACT.div((10, 100), (2, 1), ZERO, None) == (10, 200)


def test_long_denominators_are_reduced() -> None:
    """From 1024 bits on a pair is reduced, so that chains do not grow without end; below, that would be lost time."""
    assert EXACT.mul([(2, LONG // 2), (3, 1)]) == (6, LONG // 2)
    assert EXACT.mul([(6, LONG // 2), (1, 2)]) == (3, LONG // 2)
    assert EXACT.add([(2, LONG // 8), (2, 4)]) == (8 + LONG // 4, LONG // 2)
    assert EXACT.div((6, LONG), (2, 1), ZERO, None) == (3, LONG)
    assert EXACT.div((6, LONG), (-2, 1), ZERO, None) == (-3, LONG)
    assert EXACT.add([(6, LONG), (6, 2 * LONG)]) == (9, LONG)


def test_a_value_that_is_missing_speaks_for_the_whole() -> None:
    """On either side, in every operation, and the severest where there are several."""
    operations: list[Callable[[Value, Value], Value]] = [
        lambda p, q: EXACT.add((p, q)),
        EXACT.sub,
        lambda p, q: EXACT.mul((p, q)),
        lambda p, q: EXACT.div(p, q, ZERO, None),
        lambda p, q: EXACT.min((p, q)),
        lambda p, q: EXACT.max((p, q)),
        lambda p, q: EXACT.choose(p, [(q, Belongs.ABOVE)], [(1, 1), (2, 1)]),
    ]
    for operation in operations:
        for other in ((1, 2), TWO):
            assert operation(DUE, other) == DUE
            assert operation(other, DUE) == DUE
        assert operation(DUE, GONE) == GONE
        assert operation(GONE, DUE) == GONE
    assert EXACT.choose((1, 1), [((5, 1), Belongs.ABOVE), (DUE, Belongs.ABOVE)], [(1, 1), (2, 1), (3, 1)]) == (1, 1)
    missing = EXACT.choose((9, 1), [(DUE, Belongs.ABOVE), (GONE, Belongs.ABOVE)], [(1, 1), (2, 1), (3, 1)])
    assert missing == GONE  # an edge further up is looked at, too, before the reason is told
    assert code(EXACT.div(DUE, (0, 1), ZERO, None)) == "zero"


def test_statuses_are_asked_for() -> None:
    """What is missing is replaced, counted or told where it is asked for, and for nothing else."""
    assert EXACT.coalesce(DUE, frozenset({Status.NOT_DUE}), (7, 1)) == (7, 1)
    assert EXACT.coalesce(DUE, frozenset({Status.UNDEFINED}), (7, 1)) is DUE
    assert EXACT.coalesce((5, 1), frozenset({Status.NOT_DUE}), (7, 1)) == (5, 1)
    assert EXACT.defined(DUE, frozenset({Status.NOT_DUE}), frozenset()) == (0, 1)
    assert EXACT.defined(DUE, frozenset({Status.UNDEFINED}), frozenset()) == (1, 1)
    assert EXACT.defined((0, 1), frozenset({Status.NOT_DUE}), frozenset()) == (1, 1)
    assert EXACT.undefined(Status.NOT_DUE, DUE.reasons[0]) == DUE
    assert EXACT.rank(DUE, Among([1]), Belongs.ABOVE) is DUE
    cases: list[tuple[str, Value]] = [("A", (1, 1)), ("B", (2, 1))]
    assert [EXACT.match(grade, cases, (3, 1)) for grade in ("A", "B", "C", DUE)] == [(1, 1), (2, 1), (3, 1), DUE]


def test_roots_meet_rationals_in_every_place() -> None:
    """A root is added, multiplied, divided and compared with rationals and with multiples of itself."""
    one = (1, 1)
    assert EXACT.add((one, TWO, (1, 2))) == TWO + Fraction(3, 2)
    assert EXACT.add((TWO, EXACT.mul(((-1, 1), TWO)))) == (0, 1)
    assert EXACT.sub(TWO, one) == TWO - Fraction(1)
    assert EXACT.sub(one, TWO) == Fraction(1) - TWO
    assert EXACT.mul(((3, 1), TWO, (1, 2))) == TWO * Fraction(3, 2)
    assert EXACT.mul((TWO, TWO)) == (2, 1)
    assert EXACT.div(TWO, (2, 1), ZERO, None) == TWO / Fraction(2)
    assert EXACT.div((2, 1), TWO, ZERO, None) == TWO
    assert code(EXACT.div(TWO, (0, 1), ZERO, None)) == "zero"
    assert (EXACT.min((TWO, one)), EXACT.max((one, TWO))) == (one, TWO)
    assert (EXACT.min(((3, 2), one, TWO)), EXACT.max((TWO, one, (3, 2)))) == (one, (3, 2))
    assert [EXACT.rank(TWO, Among([1, 2, 3]), belongs) for belongs in Belongs] == [(1, 1)] * 2
    assert EXACT.rank(TWO, Among([1, 1, 2]), Belongs.ABOVE) == (2, 1)
    for on, at, wanted in (
        (TWO, (3, 2), 1),
        (TWO, one, 2),
        (one, TWO, 1),
        ((3, 2), TWO, 2),
        (TWO, THREE, 1),
        (THREE, TWO, 2),
    ):
        assert EXACT.choose(on, [(at, Belongs.ABOVE)], [(1, 1), (2, 1)]) == (wanted, 1)
    for found in (EXACT.add((TWO, THREE)), EXACT.sub(TWO, THREE), EXACT.mul((TWO, EXACT.add((THREE, one))))):
        assert code(found) == "irrational"
    assert code(EXACT.choose(TWO, [(EXACT.add((THREE, one)), Belongs.ABOVE)], [one, one])) == "irrational"


@pytest.mark.parametrize(
    "exponent", ["-3", "-1", "0", "1", "2", "5", "1/2", "3/2", "-1/2", "1/3", "2/3", "-2/3", "-1/3"]
)
def test_powers_are_what_their_roots_are(exponent: str) -> None:
    """The power to the denominator is the base to the numerator; the sign goes with the numerator."""
    power = Fraction(exponent)
    for base in (
        Fraction(4, 9),
        Fraction(64),
        Fraction(1, 64),
        Fraction(-8, 27),
        Fraction(-64),
        Fraction(-1),
        Fraction(0),
    ):
        found = EXACT.power(pair(base), power, None)
        if base < 0 and power.denominator == 2:
            assert code(found) == "root-of-negative"
        elif not base and power < 0:
            assert code(found) == "zero-to-negative"
        elif isinstance(found, Surd):
            sign = -1 if base < 0 and power.numerator % 2 else 1
            size = found * Fraction(sign)
            assert isinstance(size, Surd)
            assert size.power(power.denominator, 1) == abs(base) ** power.numerator
        else:
            assert number(found) ** power.denominator == base**power.numerator
            assert (number(found) < 0) is (base < 0 and power.numerator % 2 == 1)


def test_powers_of_roots_and_of_what_is_no_number() -> None:
    """A root of a root is one; with an offset there is none; what is missing stays so."""
    assert EXACT.power(TWO, Fraction(2), None) == (2, 1)
    assert EXACT.power(TWO, Fraction(0), None) == (1, 1)
    assert EXACT.power(TWO, Fraction(-2), None) == (1, 2)
    assert EXACT.power(TWO, Fraction(1, 2), None) == root(Fraction(2), 4)
    assert code(EXACT.power(EXACT.add((TWO, (1, 1))), Fraction(2), None)) == "irrational"
    assert code(EXACT.power((2, 1), Fraction(1, MAX_DEGREE + 1), None)) == "irrational"
    assert EXACT.power(DUE, Fraction(2), None) is DUE
    assert EXACT.power("A", Fraction(2), None) == "A"
    assert EXACT.power((-2, 1), Fraction(1, 3), None) == root(Fraction(2), 3) * Fraction(-1)


def test_what_cannot_be_computed_is_said_in_both_languages() -> None:
    """Each of the refusals of powers and roots has a sentence of its own in Chinese and in English."""
    one: Value = (1, 1)
    refused = (
        EXACT.add((TWO, THREE)),
        EXACT.power((2, 1), Fraction(1 << 20), None),
        EXACT.power((0, 1), Fraction(-1), None),
        EXACT.power((-1, 1), Fraction(1, 2), None),
        EXACT.div(one, (0, 1), ZERO, None),
    )
    reasons = [found.reasons[0] for found in refused if isinstance(found, Undefinedness)]
    assert len({reason.say("en") for reason in reasons}) == len({reason.say("zh") for reason in reasons}) == 5
    assert all(reason.say("en").isascii() and not reason.say("zh").isascii() for reason in reasons)


def test_powers_are_no_longer_than_other_numbers() -> None:
    """Up to as many bits as any number may have it is computed, beyond it is refused, for negative exponents alike."""
    most = LONGEST // 2
    assert EXACT.power((2, 1), Fraction(most), None) == (1 << most, 1)
    assert EXACT.power((1, 2), Fraction(-most), None) == (1 << most, 1)
    assert EXACT.power((3, 1), Fraction(-most), None) == (1, 3**most)
    for base in ((2, 1), (1, 2), (-2, 1), (2, 3), (3, 2)):
        assert code(EXACT.power(base, Fraction(most + 1), None)) == "too-many-digits"
        assert code(EXACT.power(base, Fraction(-most - 1), None)) == "too-many-digits"


@pytest.mark.parametrize("offset", [-1, 0, 1])
def test_a_root_on_an_edge_goes_where_the_edge_belongs(offset: int) -> None:
    """An edge may be a root itself, as where the edges are points; equal ones are one number."""
    at = Surd(Fraction(0), Fraction(1), Fraction(2), 2)
    for belongs in Belongs:
        on: Value = Surd(Fraction(offset), Fraction(1), Fraction(2), 2) if offset else at
        chosen = EXACT.choose(on, [(at, belongs)], [(1, 1), (2, 1)])
        assert (chosen == (1, 1)) is (offset < 0 or (offset == 0 and belongs is Belongs.BELOW))
