"""What a node hands to an interpreter, in which order a program runs its nodes, and what rebuilding keeps."""

from collections.abc import Callable
from fractions import Fraction
from typing import cast

import pytest

from perfkpi import Label
from perfkpi.language import (
    Add,
    Algebra,
    All,
    Among,
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
    Floor,
    If,
    Input,
    Kind,
    Match,
    Max,
    Min,
    Mul,
    Named,
    Not,
    Power,
    Program,
    Rank,
    Reason,
    Reference,
    Relation,
    Role,
    Round,
    RoundingMode,
    Sign,
    Status,
    Sub,
    Undefined,
    lift,
    substitute,
)

Spelled = tuple[object, ...]
"""An operation by its name, with all that it was given."""


def tupled(part: object) -> object:
    """A list as a tuple, which can be compared with one."""
    return tuple(cast("list[object]", part)) if isinstance(part, list) else part


def said(name: str) -> Callable[..., Spelled]:
    """An operation that says only its name and what it was given."""

    def say(_: object, *parts: object) -> Spelled:
        return (name, *map(tupled, parts))

    return say


SPELLING: Algebra[Spelled] = type(
    "Spelling", (Algebra,), {name: said(name) for name in (*Algebra.__abstractmethods__, "reference")}
)()

A, B, C, G = Input("a"), Input("b"), Input("c"), Input("grade", kind=Kind.CATEGORY)
a, b, c, g = ("input", "a"), ("input", "b"), ("input", "c"), ("input", "grade")
WHY = Reason("why", zh="为何", en="why")
QUOTIENT = Div(A, B)
INVERSE = Power(A, -1)
AMONG = Among([3, 1, 2])
NONE = frozenset[Status]()
LIMITS = (Edge(A), Edge(B, EdgeSide.BELOW))
MORE, LESS = Compare(A, Relation.MORE_THAN, C), Compare(B, Relation.LESS_THAN, A)
more, less = ("compare", a, Relation.MORE_THAN, c), ("compare", b, Relation.LESS_THAN, a)
COUNTED = Caption("met", Label(zh="达标", en="met"))

SPELLED: dict[str, tuple[Expr, Spelled]] = {
    "const": (Const("12%"), ("const", Fraction(3, 25))),
    "input": (A, a),
    "category": (G, g),
    "reference": (Reference(Role.POINTS, "roe"), ("reference", Role.POINTS, "roe")),
    "add": (Add((A, B, C)), ("add", (a, b, c))),
    "sub": (Sub(A, B), ("sub", a, b)),
    "mul": (Mul((A, B, A)), ("mul", (a, b, a))),
    "div": (Div(A, B), ("div", a, b, QUOTIENT.zero, QUOTIENT.negative)),
    "div by any": (Div(A, B, sign=Sign.ANY), ("div", a, b, QUOTIENT.zero, None)),
    "div by a number": (Div(A, Const(2)), ("div", a, ("const", 2), Div(A, Const(2)).zero, None)),
    "min": (Min((A, B, C)), ("min", (a, b, c))),
    "max": (Max((B, A)), ("max", (b, a))),
    "floor": (Floor(A), ("floor", a)),
    "round": (
        Round(A, "0.01", RoundingMode.HALF_EVEN),
        ("round", a, Fraction(1, 100), RoundingMode.HALF_EVEN),
    ),
    "round as usual": (Round(A, 1), ("round", a, 1, RoundingMode.HALF_UP)),
    "power": (Power(A, "1/2"), ("power", a, Fraction(1, 2), None)),
    "negative power": (INVERSE, ("power", a, -1, INVERSE.negative)),
    "negative power of any": (Power(A, -1, sign=Sign.ANY), ("power", a, -1, None)),
    "compare": (Compare(A, Relation.MORE_THAN, B), ("compare", a, Relation.MORE_THAN, b)),
    "compare the other way": (Compare(A, Relation.AT_MOST, B), ("compare", a, Relation.AT_MOST, b)),
    "all": (All((MORE, LESS)), ("all", (more, less), None)),
    "all, counted": (All((LESS, MORE), counted=COUNTED), ("all", (less, more), COUNTED)),
    "any": (Any((MORE, LESS)), ("any", (more, less), None)),
    "any, counted": (Any((MORE,), counted=COUNTED), ("any", (more,), COUNTED)),
    "not": (Not(MORE), ("negate", more)),
    "if": (If(MORE, C, B), ("decide", more, c, b)),
    "one edge": (
        Choose(A, (Edge(B, EdgeSide.BELOW),), (B, C)),
        ("choose", a, ((b, EdgeSide.BELOW),), (b, c)),
    ),
    "two edges": (
        Choose(C, LIMITS, (A, B, C)),
        ("choose", c, ((a, EdgeSide.ABOVE), (b, EdgeSide.BELOW)), (a, b, c)),
    ),
    "rank": (Rank(A, AMONG, EdgeSide.BELOW), ("rank", a, AMONG, EdgeSide.BELOW)),
    "rank as usual": (Rank(A, AMONG), ("rank", a, AMONG, EdgeSide.ABOVE)),
    "match": (Match(G, (("x", A), ("y", B)), C), ("match", g, (("x", a), ("y", b)), c)),
    "no cases": (Match(G, (), C), ("match", g, (), c)),
    "coalesce": (
        Coalesce(A, [Status.NOT_DUE], B),
        ("coalesce", a, frozenset({Status.NOT_DUE}), b),
    ),
    "defined": (Defined(A, [Status.UNDEFINED]), ("defined", a, frozenset({Status.UNDEFINED}), NONE)),
    "defined, unless wrong": (
        Defined(A, [Status.UNDEFINED], wrong=[Status.INVALID_VALUE]),
        ("defined", a, frozenset({Status.UNDEFINED}), frozenset({Status.INVALID_VALUE})),
    ),
    "defined as usual": (Defined(A), ("defined", a, frozenset(Status) - {Status.OK}, NONE)),
    "undefined": (Undefined(Status.INSUFFICIENT, WHY), ("undefined", Status.INSUFFICIENT, WHY)),
    "named": (Named(Role.CAP, "top", A), ("named", Role.CAP, "top", a)),
}


@pytest.mark.parametrize("name", SPELLED)
def test_a_node_hands_all_its_parts_on(name: str) -> None:
    """In their order, with their parameters, each with the spelling that it had."""
    node, spelled = SPELLED[name]
    found = node.fold(SPELLING)
    assert found == spelled
    if isinstance(node, Const):
        assert type(found[1]) is type(node.value) is not Fraction  # it is told from 0.12


@pytest.mark.parametrize("name", SPELLED)
def test_rebuilding_keeps_everything(name: str) -> None:
    """An input that is replaced by itself changes nothing, one that is swapped with another is swapped everywhere."""
    node, spelled = SPELLED[name]
    again = substitute(node, {"a": A, "b": B})
    assert again == node
    assert again.fold(SPELLING) == spelled
    swapped = substitute(node, {"a": B, "b": A})
    assert swapped.inputs() == tuple({A: B, B: A}.get(each, each) for each in node.inputs())
    assert substitute(swapped, {"a": B, "b": A}) == node


@pytest.mark.parametrize("name", SPELLED)
def test_a_node_is_not_equal_to_one_with_another_part(name: str) -> None:
    """Not even in a program, which compares structure."""
    node = SPELLED[name][0]
    others = [other for other, _ in SPELLED.values() if other is not node]
    assert node not in others
    for other in others:
        program = Program(node, other)
        assert [step for step, _ in program.steps].count(node) == 1
        assert program.steps[-1][0] in {node, other}
        assert other in [step for step, _ in program.steps]


def in_order(expression: Expr, seen: dict[Expr, int]) -> dict[Expr, int]:
    """Every part with its place, each after its children, the children from left to right."""
    if expression not in seen:
        for child in expression.children:
            in_order(child, seen)
        seen[expression] = len(seen)
    return seen


SHARED = (A + B) * 2
WHOLE: dict[str, tuple[Expr, ...]] = {
    "one": (A,),
    "shared": (SHARED / (SHARED - C),),
    "built twice": ((A + 1) * (A + 1),),
    "deep on the left": (Max((Floor(A + B * C), A, B)),),
    "deep on the right": (A - (B - (C - A)),),
    "several": (A + B, B + A, A + B, Floor(A)),
    "one inside another": (SHARED, Floor(SHARED), A),
    "a choice": (Choose(A - B, LIMITS, (A + B, A - B, C)),),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_program_runs_every_different_node_once_after_its_children(name: str) -> None:
    """From left to right, as a person would compute it; each step knows where the values of its children are."""
    places: dict[Expr, int] = {}
    for root in WHOLE[name]:
        in_order(root, places)
    program = Program(*WHOLE[name])
    assert [node for node, _ in program.steps] == list(places)
    for node, slots in program.steps:
        assert slots == tuple(places[child] for child in node.children)
    values = program.run(SPELLING)
    assert values == [node.fold(SPELLING) for node, _ in program.steps]


def test_a_chain_of_shared_nodes_is_a_step_each() -> None:
    """Parts that are the same object, and parts that are merely equal."""
    same: Expr = A
    equal: Expr = A
    for _ in range(12):
        same = same + same
        equal = equal + substitute(equal, {})
    assert len(Program(same).steps) == len(Program(equal).steps) == 13
    assert len(Program(same, equal).steps) == 13


def test_depth_and_reads_are_those_of_the_deepest_and_of_all() -> None:
    """A node is one level deeper than its deepest child, and reads what all its children read."""
    assert (A.depth, Const(1).depth, Floor(A).depth) == (1, 1, 2)
    node = Choose(Floor(Floor(A)), (Edge(B),), (Const(1), Floor(C)))
    assert node.depth == 4
    assert node.reads == {"a", "b", "c"}
    assert Match(G, (("x", A),), Const(1)).reads == {"grade", "a"}
    assert Undefined(Status.UNDEFINED, WHY).reads == frozenset()
    assert (A + B + 1).reads is not (A + B + C).reads


def test_a_zero_denominator_names_what_it_reads() -> None:
    """The measures of the denominator, sorted; where it reads none, nothing stands in brackets."""
    reason = Div(C, B + A).zero
    assert (reason.code, reason.names) == ("zero-denominator", ("a", "b"))
    assert reason.say("en") == "the denominator is 0 (a, b)"
    assert reason.say("zh") == "分母为零（a、b）"
    plain = Div(A, Const(0)).zero
    assert (plain.code, plain.names) == ("zero-denominator", ())
    assert (plain.say("en"), plain.say("zh")) == ("the denominator is 0", "分母为零")


def test_an_expression_is_lifted_as_it_is() -> None:
    """A number becomes a constant, with its percent sign."""
    assert lift(SHARED) is SHARED
    lifted = lift("12%")
    assert isinstance(lifted, Const)
    assert lifted == Const("12%")
    assert type(lifted.value) is not Fraction  # it remembers the sign
