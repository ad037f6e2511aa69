"""The exact meaning of every node, against fractions and by hand."""

from fractions import Fraction
from itertools import combinations, product

import pytest
from evaluated import evaluated
from hypothesis import given
from hypothesis import strategies as st

from perfkpi.language import (
    LONGEST,
    Add,
    Among,
    Choose,
    Coalesce,
    Const,
    Defined,
    Div,
    Edge,
    EdgeSide,
    Expr,
    Floor,
    Input,
    Kind,
    Match,
    Max,
    Min,
    Mul,
    Named,
    Power,
    Rank,
    Reason,
    Role,
    Round,
    RoundingMode,
    Sign,
    Status,
    Sub,
    Undefined,
    Undefinedness,
)

A, B, C = Input("a"), Input("b"), Input("c")
ROOT_2, ROOT_3 = Power(Const(2), "1/2"), Power(Const(3), "1/2")
numbers = st.fractions(max_denominator=50, min_value=-50, max_value=50)


def missing(status: Status = Status.NOT_MEASURED, name: str = "a") -> Undefinedness:
    """A value without a number."""
    return Undefinedness(status, (Reason("why", "为何", "why", (name,)),))


def value(expression: Expr, **inputs: Fraction | str | Undefinedness) -> object:
    """What an expression is worth, or why it has no worth."""
    return evaluated(expression, inputs)


def status(found: object) -> Status:
    """The status of a value that has no number."""
    assert isinstance(found, Undefinedness)
    return found.status


def code(found: object) -> str:
    """The first reason of a value that has no number."""
    assert isinstance(found, Undefinedness)
    return found.reasons[0].code


@given(numbers, numbers, numbers)
def test_arithmetic_is_rational(a: Fraction, b: Fraction, c: Fraction) -> None:
    """Every operation agrees with fractions."""
    x = {"a": a, "b": b, "c": c}
    assert value(Add((A, B, C)), **x) == a + b + c
    assert value(Sub(A, B), **x) == a - b
    assert value(Mul((A, B, C)), **x) == a * b * c
    assert value(Min((A, B, C)), **x) == min(a, b, c)
    assert value(Max((A, B, C)), **x) == max(a, b, c)
    assert value(Floor(A), **x) == a.__floor__()
    assert value(-A + 1 - (2 - B) * 3 / 4 + 5, **x) == -a + 1 - (2 - b) * Fraction(3, 4) + 5
    assert value(2 + A * 3, **x) == 2 + a * 3
    if b:
        assert value(Div(A, B, sign=Sign.ANY), **x) == a / b
        assert value(Power(B, -1, sign=Sign.ANY), **x) == 1 / b
    if b > 0:
        assert value(A / B, **x) == a / b
        assert value(1 / B, **x) == value(Power(B, -1), **x) == 1 / b
    elif b < 0:
        assert code(value(A / B, **x)) == code(value(Power(B, -1), **x)) == "negative-denominator"


@pytest.mark.parametrize("absent", [s for s in Status if s is not Status.OK])
def test_undefined_goes_through_every_operation(absent: Status) -> None:
    """No operation makes a number of what has none, on either side."""
    x = {"a": missing(absent), "b": Fraction(3)}
    for expression in (A + B, B + A, A - B, B - A, A * B, B * A, A / B, B / A, Min((A, B)), Min((B, A)), Max((A, B))):
        assert status(value(expression, **x)) is absent
    for expression in (Floor(A), Round(A, 1), Power(A, 2), Named(Role.STEP, "x", A), -A, Rank(A, Among([1]))):
        assert status(value(expression, **x)) is absent


def test_the_severest_status_speaks_wherever_it_stands() -> None:
    """Position cannot be seen in status and reasons, and reasons of the same status are all kept."""
    x = {"a": missing(Status.NOT_DUE), "b": missing(Status.UNDEFINED, "b"), "c": missing(Status.UNDEFINED, "c")}
    found = [value(Add(terms), **x) for terms in ((A, B, C), (C, B, A), (B, A, C))]
    assert found[0] == found[1] == found[2]
    assert isinstance(found[0], Undefinedness)
    assert found[0].status is Status.UNDEFINED
    assert [reason.names for reason in found[0].reasons] == [("b",), ("c",)]


@given(numbers, st.lists(numbers, max_size=8), st.sampled_from(EdgeSide))
def test_a_rank_is_the_branch_of_a_choice(a: Fraction, members: list[Fraction], belongs: EdgeSide) -> None:
    """Counting among a list is choosing between its members as edges; also next to one that shares its double."""
    for each in (a, *members, *(member + Fraction(1, 10**40) for member in members)):
        edges = [Edge(Const(member), belongs) for member in sorted(members)]
        chosen = value(Choose(A, edges, list(map(Const, range(len(edges) + 1)))), a=each) if edges else 0
        assert value(Rank(A, Among(members), belongs), a=each) == chosen


def test_a_rank_of_a_root_and_beyond_the_doubles() -> None:
    """Roots stand between their decimals, and numbers that no double holds are told apart."""
    among = Among(["1.41421356237309504880", "1.41421356237309504881", "1e399", "-1e399", "1e-399"])
    assert value(Rank(Power(Const(2), Fraction(1, 2)), among)) == 3
    for number, below, reached in (("1e399", 4, 5), ("-1e399", 0, 1), ("1e-399", 1, 2), ("1e398", 4, 4), (0, 1, 1)):
        assert value(Rank(Const(number), among, EdgeSide.BELOW)) == below
        assert value(Rank(Const(number), among)) == reached


def test_a_zero_denominator_names_its_measures() -> None:
    """Division by zero is undefined; the reason names the measures of the denominator in both languages."""
    found = value(Div(A, B - C), a=Fraction(1), b=Fraction(2), c=Fraction(2))
    assert isinstance(found, Undefinedness)
    assert found.reasons[0].say("en") == "the denominator is 0 (b, c)"
    assert found.reasons[0].say("zh") == "分母为零（b、c）"
    assert status(value(A / B, a=missing(), b=Fraction(0))) is Status.UNDEFINED
    assert code(value(A / Const(0), a=Fraction(1))) == "zero-denominator"
    assert code(value(ROOT_2 / B, b=Fraction(0))) == "zero-denominator"


@pytest.mark.parametrize(
    ("number", "above", "below"),
    [("4", "low", "low"), ("5", "middle", "low"), ("6", "middle", "middle"), ("9", "high", "middle")],
)
def test_edges_belong_to_one_side(number: str, above: str, below: str) -> None:
    """An edge belongs to the branch that it says."""
    names = {"low": 1, "middle": 2, "high": 3}
    for belongs, wanted in ((EdgeSide.ABOVE, above), (EdgeSide.BELOW, below)):
        edges = (Edge(Const(5), belongs), Edge(Const(9), belongs))
        chosen = Choose(A, edges, (Const(1), Const(2), Const(3)))
        assert value(chosen, a=Fraction(number)) == names[wanted]


def test_a_branch_that_is_not_chosen_does_not_matter() -> None:
    """Only the condition and the chosen branch count."""
    refused = Undefined(Status.UNDEFINED, Reason("no", "否", "no"))
    chosen = Choose(A, (Edge(Const(0)),), (refused, B))
    assert value(chosen, a=Fraction(1), b=Fraction(7)) == 7
    assert code(value(chosen, a=Fraction(-1), b=Fraction(7))) == "no"
    assert status(value(chosen, a=missing(), b=Fraction(7))) is Status.NOT_MEASURED
    personal = Choose(A, (Edge(B),), (Const(1), Const(2)))
    assert status(value(personal, a=Fraction(1), b=missing(Status.NOT_DUE))) is Status.NOT_DUE


def test_an_edge_further_up_is_looked_at_before_a_reason_is_told() -> None:
    """The first edge that a number lies below decides, whatever stands behind it; the severest speaks of the others."""
    due, gone = missing(Status.NOT_DUE, "b"), missing(Status.UNDEFINED, "c")
    chosen = Choose(A, (Edge(Const(5)), Edge(B), Edge(C)), tuple(map(Const, (1, 2, 3, 4))))
    assert value(chosen, a=Fraction(1), b=due, c=gone) == 1
    assert value(chosen, a=Fraction(9), b=due, c=gone) == gone
    assert value(chosen, a=Fraction(9), b=due, c=Fraction(7)) == due


def test_categories_are_matched() -> None:
    """A letter finds its case, an unknown one the rest, an absent one stays absent."""
    letter = Match(Input("g", kind=Kind.CATEGORY), (("A", Const(100)), ("B", Const(80))), Const(0))
    assert [value(letter, g=name) for name in "ABX"] == [100, 80, 0]
    assert status(value(letter, g=missing())) is Status.NOT_MEASURED


def test_policies_look_at_the_status() -> None:
    """Coalesce replaces what it names and nothing else; Defined counts."""
    filled = Coalesce(A, {Status.NOT_MEASURED}, Const(60))
    assert value(filled, a=missing()) == 60
    assert value(filled, a=Fraction(1)) == 1
    assert status(value(filled, a=missing(Status.UNDEFINED))) is Status.UNDEFINED
    assert value(Defined(A), a=missing()) == 0
    assert value(Defined(A), a=Fraction(0)) == 1


@pytest.mark.parametrize(
    ("base", "exponent", "wanted"),
    [
        ("2", "3", 8),
        ("9", "1/2", 3),
        ("-8", "1/3", -2),
        ("-8", "2/3", 4),
        ("2", "-2", Fraction(1, 4)),
        ("5", "0", 1),
        ("0", "2", 0),
        ("0", "-1", "zero-to-negative"),
        ("-4", "1/2", "root-of-negative"),
    ],
)
def test_powers(base: str, exponent: str, wanted: object) -> None:
    """Powers and roots are exact; what has no value says why."""
    found = value(Power(A, exponent), a=Fraction(base))
    assert (code(found) if isinstance(found, Undefinedness) else found) == wanted


def test_powers_of_powers_are_bounded() -> None:
    """A tower of powers is refused before it takes long, and so is a root of a root without end."""
    tower = root = A
    for _ in range(6):
        tower, root = Power(tower, 36), Power(root, "1/36")
    assert code(value(tower, a=Fraction(3))) == "too-many-digits"
    assert code(value(root, a=Fraction(3))) == "irrational"


def test_roots_are_carried_exactly() -> None:
    """A root may be scaled, moved, bounded, compared and rounded without losing anything."""
    assert value(Mul((ROOT_2, ROOT_2))) == 2
    assert value(Round(ROOT_2, "0.0001")) == Fraction("1.4142")
    assert value(Round(ROOT_2, "0.0001", RoundingMode.UP)) == Fraction("1.4143")
    assert value(Round(-1 * ROOT_3, "0.01")) == Fraction("-1.73")
    assert value(Floor(ROOT_3 * 10)) == 17
    assert value(Min((ROOT_2, Const("1.41")))) == Fraction("1.41")
    assert value(Max((ROOT_2, Const("1.41")))) == value(ROOT_2)
    assert value(Choose(ROOT_2, (Edge(Const("1.4")),), (Const(0), Const(1)))) == 1
    assert value(Choose(ROOT_2, (Edge(Const("1.5")),), (Const(0), Const(1)))) == 0
    assert value(Power(ROOT_2, 2)) == 2
    assert value(Power(ROOT_2, "1/3")) == value(Power(Const(2), "1/6"))


def test_different_roots_do_not_add_up() -> None:
    """What cannot be decided exactly is undefined and says what to do."""
    for expression in (ROOT_2 + ROOT_3, ROOT_2 - ROOT_3, Power(ROOT_2 + 1, 2)):
        assert code(value(expression)) == "irrational"
    compared = Choose(ROOT_2 + 1, (Edge(ROOT_3),), (Const(0), Const(1)))
    assert code(value(compared)) == "irrational"


def test_roots_meet_rationals_in_every_place() -> None:
    """A root is added, multiplied, divided and compared with rationals and with multiples of itself."""
    two = value(ROOT_2)
    assert value(Add((Const(1), ROOT_2, Const("1/2")))) == two + Fraction(3, 2)
    assert value(ROOT_2 - 1) == two - 1
    assert value(1 - ROOT_2) == 1 - two
    assert value(Mul((Const(3), ROOT_2, Const("1/2")))) == two * Fraction(3, 2)
    assert value(ROOT_2 / 2) == two / 2
    assert value(2 / ROOT_2) == two
    assert value(ROOT_2 - ROOT_2) == 0
    assert (value(Min((ROOT_2, Const(1)))), value(Max((Const(1), ROOT_2)))) == (1, two)
    assert (value(Min((Const("3/2"), Const(1), ROOT_2))), value(Max((ROOT_2, Const(1), Const("3/2"))))) == (
        1,
        Fraction(3, 2),
    )
    for among, counted in (((1, 2, 3), 1), ((1, 1, 2), 2)):
        assert [value(Rank(ROOT_2, Among(among), belongs)) for belongs in EdgeSide] == [counted] * 2
    ascending = (Const(1), ROOT_2, Const("3/2"), ROOT_3)
    for low, high in combinations(ascending, 2):
        assert value(Choose(low, (Edge(high),), (Const(1), Const(2)))) == 1
        assert value(Choose(high, (Edge(low),), (Const(1), Const(2)))) == 2
    for belongs, wanted in ((EdgeSide.ABOVE, 2), (EdgeSide.BELOW, 1)):
        assert value(Choose(ROOT_2, (Edge(Power(Const(4), "1/4"), belongs),), (Const(1), Const(2)))) == wanted
    assert code(value(ROOT_2 * (ROOT_3 + 1))) == "irrational"


def test_a_divisor_that_is_a_negative_root_is_refused() -> None:
    """Unless any sign is meant: 1 / -√2 is the root of a half, negative."""
    below = -1 * Power(A, "1/2")
    assert code(value(Div(Const(1), below), a=Fraction(2))) == "negative-denominator"
    assert value(Div(Const(1), below, sign=Sign.ANY), a=Fraction(2)) == value(-1 * Power(Const("1/2"), "1/2"))


@pytest.mark.parametrize(
    "exponent", ["-3", "-1", "0", "1", "2", "5", "1/2", "3/2", "-1/2", "1/3", "2/3", "-2/3", "-1/3"]
)
@pytest.mark.parametrize("base", ["4/9", "64", "1/64", "-8/27", "-64", "-1", "0", "-2", "3"])
def test_powers_are_what_their_roots_are(base: str, exponent: str) -> None:
    """The power to the denominator is the base to the numerator; the sign goes with the numerator."""
    power, number = Fraction(exponent), Fraction(base)
    root = Power(A, exponent, sign=Sign.ANY)
    found = value(root, a=number)
    if number < 0 and power.denominator == 2:
        assert code(found) == "root-of-negative"
    elif not number and power < 0:
        assert code(found) == "zero-to-negative"
    else:
        negative = number < 0 and power.numerator % 2 == 1
        assert (found < 0) is negative
        size = -1 * root if negative else root
        assert value(Power(size, power.denominator), a=number) == abs(number) ** power.numerator


def test_powers_are_no_longer_than_other_numbers() -> None:
    """Up to as many bits as any number may have it is computed, beyond it is refused, for negative exponents alike."""
    most = 1 << LONGEST // 2 - 1
    square, inverse = Power(A, 2, sign=Sign.ANY), Power(A, -2, sign=Sign.ANY)
    for sign, number in product((1, -1), (Fraction(most), Fraction(1, most))):
        assert value(square, a=sign * number) == number**2
        assert value(inverse, a=sign * number) == 1 / number**2
        longer = number * 2 if number > 1 else number / 2
        assert code(value(square, a=sign * longer)) == code(value(inverse, a=sign * longer)) == "too-many-digits"


def test_roots_that_become_too_long_are_an_invalid_value() -> None:
    """Of sixty thousand digits twice in front of a root, and the one root of a seventh and an eleventh root."""
    longer, common = Mul((Power(B, "1/2"), A, A)), Power(A, "1/7") * Power(B, "1/11")
    long = Fraction(1 << 200_000)
    for found in (value(longer, a=long, b=Fraction(2)), value(common, a=long + 1, b=long + 7)):
        assert (status(found), code(found)) == (Status.INVALID_VALUE, "too-many-digits")
    for power in (2, 36):
        found = value(Power(Power(A, "1/7"), power), a=long + 1)
        assert (status(found), code(found)) == (Status.INVALID_VALUE, "too-many-digits")
    assert code(value(Power(Power(A, "1/7") + 1, 2), a=Fraction(2))) == "irrational"


def test_what_cannot_be_computed_is_said_in_both_languages() -> None:
    """Each of the refusals of powers and roots has a sentence of its own in Chinese and in English."""
    long = Fraction(1 << LONGEST // 2)
    refused = (ROOT_2 + ROOT_3, Power(A, 2), Power(Const(0), -1), Power(Const(-1), "1/2"), A / 0)
    reasons = [found.reasons[0] for each in refused if isinstance(found := value(each, a=long), Undefinedness)]
    assert len({reason.say("en") for reason in reasons}) == len({reason.say("zh") for reason in reasons}) == 5
    assert all(reason.say("en").isascii() and not reason.say("zh").isascii() for reason in reasons)
