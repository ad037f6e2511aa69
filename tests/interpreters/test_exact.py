"""The exact meaning of every node, against fractions and by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfkpi.interpreters.evaluation import Evaluation
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.surds import Surd
from perfkpi.interpreters.values import Value, fraction, pair
from perfkpi.language import (
    Add,
    Among,
    Belongs,
    Choose,
    Coalesce,
    Const,
    Defined,
    Div,
    Edge,
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
    Program,
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


def value(expression: Expr, **inputs: Fraction | str | Undefinedness) -> Value | Fraction:
    """What an expression is worth, rationals as fractions."""
    bound: dict[str, Value] = {n: pair(v) if isinstance(v, Fraction) else v for n, v in inputs.items()}
    folded = expression.fold(Exact(bound))
    prepared = Evaluation(Program(expression)).run(bound)[-1]
    assert repr(folded) == repr(prepared)
    return fraction(folded) if isinstance(folded, tuple) else folded


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


@given(numbers, st.lists(numbers, max_size=8), st.sampled_from(Belongs))
def test_a_rank_is_the_branch_of_a_choice(a: Fraction, members: list[Fraction], belongs: Belongs) -> None:
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
        assert value(Rank(Const(number), among, Belongs.BELOW)) == below
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
    for belongs, wanted in ((Belongs.ABOVE, above), (Belongs.BELOW, below)):
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
    assert isinstance(value(Max((ROOT_2, Const("1.41")))), Surd)
    assert value(Choose(ROOT_2, (Edge(Const("1.4")),), (Const(0), Const(1)))) == 1
    assert value(Choose(ROOT_2, (Edge(Const("1.5")),), (Const(0), Const(1)))) == 0
    assert value(Power(ROOT_2, 2)) == 2
    assert isinstance(value(Power(ROOT_2, "1/3")), Surd)


def test_different_roots_do_not_add_up() -> None:
    """What cannot be decided exactly is undefined and says what to do."""
    for expression in (ROOT_2 + ROOT_3, ROOT_2 - ROOT_3, Power(ROOT_2 + 1, 2)):
        assert code(value(expression)) == "irrational"
    compared = Choose(ROOT_2 + 1, (Edge(ROOT_3),), (Const(0), Const(1)))
    assert code(value(compared)) == "irrational"
