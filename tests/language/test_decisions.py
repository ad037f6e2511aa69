"""Decisions among constants, against the interval in which a number lies; what became of several undefined values."""

import pickle
from copy import copy, deepcopy
from fractions import Fraction
from itertools import permutations, product

import pytest
from evaluated import worth
from phrases import said

from perfkpi import Label
from perfkpi.errors import Code, DefinitionError
from perfkpi.language import (
    Absent,
    Add,
    All,
    Any,
    Caption,
    Choose,
    Coalesce,
    Compare,
    Const,
    Defined,
    Div,
    Edge,
    EdgeSide,
    Expr,
    If,
    Input,
    Kind,
    Match,
    Named,
    Not,
    Reason,
    Reference,
    Relation,
    Role,
    Sign,
    Status,
    Undefined,
    Undefinedness,
    by_sign,
    combine,
    decide,
    decide_by,
    minds_signs,
    references,
    substitute,
    with_any_divisor,
)
from perfkpi.language.conditions import is_condition

A, X, Y, Z = Input("a"), Input("x"), Input("y"), Input("z")


def below(on: int, at: int, belongs: EdgeSide) -> bool:
    """Whether a number lies below an edge."""
    return on < at or (on == at and belongs is EdgeSide.BELOW)


@pytest.mark.parametrize("sides", list(product(EdgeSide, repeat=2)))
def test_known_numbers_leave_no_choice(sides: tuple[EdgeSide, EdgeSide]) -> None:
    """The branch is that of the first edge that a number lies below; the choice itself would be the same."""
    for on, low, high in product((-1, 0, 1, 2), (0, 1), (1, 2)):
        edges = [Edge(Const(low), sides[0]), Edge(Const(high), sides[1])]
        if low == high and sides == (EdgeSide.BELOW, EdgeSide.ABOVE):
            continue  # edges ascend
        expected = X if below(on, low, sides[0]) else Y if below(on, high, sides[1]) else Z
        assert decide(Const(on), edges, [X, Y, Z]) is expected
        chosen = worth(Choose(Const(on), edges, [X, Y, Z]), x=1, y=2, z=3)
        assert chosen == {X: 1, Y: 2, Z: 3}[expected]
        marked = Named(Role.VALUE, "inner", Named(Role.TARGET, "outer", Const(on)))
        assert decide(marked, edges, (X, Y, Z)) is expected


def test_a_decision_waits_for_the_first_edge_that_is_not_known() -> None:
    """What lies below a known edge is decided whatever comes behind it, and no more."""
    edges = [Edge(Const(0)), Edge(A), Edge(Const(9))]
    branches = [X, Y, Z, A]
    assert decide(Const(-1), edges, branches) is X
    for on in (Const(0), Const(10), A, Named(Role.VALUE, "a", A), Add((Const(1),))):
        assert decide(on, edges, branches) == Choose(on, edges, branches)
    assert decide(Named(Role.VALUE, "known", Const(-1)), [Edge(Named(Role.TARGET, "t", Const(0)))], [X, Y]) is X


@pytest.mark.parametrize("number", ["-2", "-0.001", "0", "0.001", "2"])
def test_a_sign_has_three_branches(number: str) -> None:
    """Zero is neither negative nor positive; an unknown number keeps all three."""
    value = Fraction(number)
    expected = X if value < 0 else Z if value > 0 else Y
    assert by_sign(Const(value), negative=X, zero=Y, positive=Z) is expected
    open_choice = by_sign(A, negative=Const(1), zero=Const(2), positive=Const(3))
    assert worth(open_choice, a=value) == {X: 1, Y: 2, Z: 3}[expected]


REASONS = [Reason(code, zh="", en=text, names=names) for code in "ab" for text in "xy" for names in ((), ("m",))]


def test_the_severest_status_speaks() -> None:
    """With every reason of that status once and sorted; the order of the causes cannot be seen."""
    causes = [
        Undefinedness(Status.NOT_DUE, (REASONS[3], REASONS[0])),
        Undefinedness(Status.UNDEFINED, (REASONS[5], REASONS[2])),
        Undefinedness(Status.UNDEFINED, (REASONS[2], REASONS[1])),
    ]
    for several in permutations(causes):
        assert combine(iter(several)) == Undefinedness(Status.UNDEFINED, (REASONS[1], REASONS[2], REASONS[5]))
    assert combine([causes[0]]) == Undefinedness(Status.NOT_DUE, (REASONS[0], REASONS[3]))
    for first, second in product(Status, repeat=2):
        met = combine([Undefinedness(first, ()), Undefinedness(second, ())])
        assert met.status is max(first, second, key=lambda status: status.value)


def test_an_absence_is_no_wrong_figure() -> None:
    """Four statuses say that there is no figure; each may be given in place of a number."""
    absences = {Status.NOT_DUE, Status.NOT_APPLICABLE, Status.NOT_MEASURED, Status.INSUFFICIENT}
    assert Status.absences() == absences == {absent.value for absent in Absent}


def test_a_reason_names_measures_everywhere() -> None:
    """As often as the sentence does, also without labels, and without names nothing."""
    reason = Reason("gap", zh="{names}与{names}", en="{names} and {names}", names=("a", "b", "c"))
    assert (reason.say("zh"), reason.say("en")) == ("a、b、c与a、b、c", "a, b, c and a, b, c")
    assert reason.say("en", {"b": Label(zh="乙", en="B")}) == "a, B, c and a, B, c"
    assert reason.say("zh", {"b": Label(zh="乙", en="B")}) == "a、乙、c与a、乙、c"
    assert Reason("gap", zh="（{names}）", en="({names})").say("en") == "()"


def test_a_reference_is_found_by_its_role_and_code() -> None:
    """In the order of first use; what is no reference is not found, whatever its name is."""
    points, total = Reference(Role.POINTS, "利润"), Reference(Role.TOTAL, "a.b")
    assert len({points, total, Reference(Role.POINTS, "a.b"), Input("points利润"), Input("利润")}) == 5
    expression: Expr = A + total * points - total
    assert references(expression) == (total, points)
    assert expression.refers == {points, total}
    assert references(A + Input("points")) == ()
    assert references(points) == (points,)


def test_a_reference_gives_way_to_what_it_stands_for() -> None:
    """Only the one that is meant, wherever it stands; inputs stay what they are, and so do other references."""
    points, total = Reference(Role.POINTS, "x"), Reference(Role.TOTAL, "x")
    expression: Expr = Input("x") + points / total
    assert substitute(expression, {points: A}) == Input("x") + A / total
    assert substitute(expression, {"x": A}) == A + points / total
    assert substitute(expression, {Reference(Role.POINTS, "y"): A}) is expression
    assert with_any_divisor(expression) == Input("x") + Div(points, total, sign=Sign.ANY)


def test_a_reference_varies_and_has_no_value_by_itself() -> None:
    """So a quotient by it minds the sign; whoever evaluates it is told to put it on a scorecard."""
    points = Reference(Role.POINTS, "利润")
    assert (points.varies, A.varies, Const(1).varies, (Const(1) + points).varies) == (True, True, False, True)
    assert minds_signs(1 / points)
    assert not minds_signs(1 / Const(2))
    for read in (worth, said):
        with pytest.raises(DefinitionError, match="has no value by itself") as caught:
            read(points)
        assert (caught.value.code, caught.value.value) == (Code.UNKNOWN_REFERENCE, "利润")
        assert "利润" in caught.value.zh


def test_known_conditions_leave_no_choice() -> None:
    """A constant, also under a mark, is decided at once; anything else is a choice by the condition."""
    for known, taken in ((Const(1), X), (Const(0), Y), (Named(Role.CONDITION, "c", Const(1)), X)):
        assert decide_by(known, X, Y) is taken
    asked = Compare(A, Relation.EQUAL, X)
    assert decide_by(asked, X, Y) == If(asked, X, Y)


def test_what_is_1_or_0_is_a_condition() -> None:
    """Comparisons, what is there at all, refusals, and choices among nothing else."""
    asked = Compare(A, Relation.AT_MOST, X)
    grade = Input("grade", kind=Kind.CATEGORY)
    conditions = (
        asked,
        Not(asked),
        All((asked,)),
        Any((asked, Const(0))),
        Defined(A),
        Undefined(Status.UNDEFINED, REASONS[0]),
        Named(Role.CONDITION, "c", asked),
        If(asked, Const(1), Not(asked)),
        Coalesce(asked, {Status.NOT_DUE}, Const(0)),
        Choose(A, [Edge(X)], [Const(0), asked]),
        Match(grade, [("x", Const(1))], asked),
    )
    assert all(map(is_condition, conditions))
    others = (
        A,
        Const(2),
        Named(Role.CONDITION, "c", A),
        If(asked, Const(1), A),
        Coalesce(A, {Status.NOT_DUE}, Const(0)),
        Choose(A, [Edge(X)], [Const(0), A]),
        Match(grade, [("x", A)], Const(1)),
        Match(grade, [("x", Const(1))], A),
        asked + asked,
    )
    assert not any(map(is_condition, others))


def test_a_caption_travels_with_its_words() -> None:
    """It is the code, and keeps what it is called through a copy and a pickle."""
    caption = Caption("share", Label(zh="占比", en="share"), percent=True, quiet=True)
    for again in (copy(caption), deepcopy(caption), pickle.loads(pickle.dumps(caption))):  # noqa: S301  # its own
        assert again == "share"
        assert (again.label, again.percent, again.quiet) == (caption.label, True, True)
        assert type(again) is Caption


def test_twelve_percent_and_its_decimal_print_differently() -> None:
    """They are equal numbers, and no program takes one for the other."""
    percent, decimal = Const("12%"), Const("0.12")
    assert percent == decimal
    assert percent.parameters != decimal.parameters
