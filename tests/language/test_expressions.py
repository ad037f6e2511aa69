"""Expressions: what they refuse, how shared parts are visited, and how inputs are replaced."""

import inspect
from abc import ABC
from collections.abc import Callable
from fractions import Fraction

import pytest
from evaluated import worth
from hypothesis import given
from hypothesis import strategies as st

from perfkpi import Label, PerfKpiError
from perfkpi.errors import Code
from perfkpi.language import (
    Add,
    Algebra,
    All,
    Among,
    Any,
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
    Status,
    Sub,
    Undefined,
    by_sign,
    decide,
    lift,
    opposite,
    substitute,
    with_any_divisor,
)
from perfkpi.language.expressions import MAX_DEPTH
from perfkpi.language.parsing.unparser import unparse

A, B, G = Input("a"), Input("b"), Input("grade", kind=Kind.CATEGORY)
WHY = Reason("why", zh="为何", en="why")

NODES: dict[str, Expr] = {
    "Const": Const("0.1"),
    "Input": A,
    "Reference": Reference(Role.VALUE, "roe"),
    "Add": Add((A, B)),
    "Sub": Sub(A, B),
    "Mul": Mul((A, B)),
    "Div": Div(A, B),
    "Min": Min((A, B)),
    "Max": Max((A, B)),
    "Floor": Floor(A),
    "Round": Round(A, "0.01", RoundingMode.HALF_EVEN),
    "Power": Power(A, "1/2"),
    "Compare": Compare(A, Relation.AT_MOST, B),
    "All": All((Compare(A, Relation.MORE_THAN, B), Defined(A))),
    "Any": Any((Compare(A, Relation.MORE_THAN, B), Defined(A))),
    "Not": Not(Compare(A, Relation.EQUAL, B)),
    "If": If(Compare(A, Relation.LESS_THAN, B), B, A),
    "Choose": Choose(A, (Edge(B),), (A, B)),
    "Rank": Rank(A, Among([3, 1, 2]), EdgeSide.BELOW),
    "Match": Match(G, (("x", A),), B),
    "Coalesce": Coalesce(A, Status.absences(), B),
    "Defined": Defined(A),
    "Undefined": Undefined(Status.UNDEFINED, WHY),
    "Named": Named(Role.VALUE, "a", A),
}


def test_every_node_is_tried_here() -> None:
    """A node of the language that this file forgets fails here."""
    kinds, waiting = set[str](), [Expr]
    while waiting:
        waiting += (below := waiting.pop().__subclasses__())
        kinds.update(kind.__name__ for kind in below if not inspect.isabstract(kind) and ABC not in kind.__bases__)
    assert kinds == set(NODES)


@pytest.mark.parametrize("name", NODES)
def test_a_node_tells_what_it_is_made_of(name: str) -> None:
    """Equal values are equal nodes with one hash, and a node differs from every other."""
    node = NODES[name]
    again = substitute(node, {"a": A, "b": B})
    assert again == node
    assert hash(again) == hash(node)
    assert type(node).__name__ in repr(node)
    assert sum(other == node for other in NODES.values()) == 1


@pytest.mark.parametrize("name", [name for name, node in NODES.items() if A in node.children or node == A])
def test_inputs_are_replaced_everywhere(name: str) -> None:
    """An input gives way to an expression wherever it stands, and nothing else changes."""
    replaced = substitute(NODES[name], {"a": B * 100})
    assert all(node != A for node, _ in Program(replaced).steps)
    assert {"b"} <= {node.name for node in replaced.inputs()}
    assert substitute(replaced, {"b": Input("b")}) == replaced


@pytest.mark.parametrize("name", [name for name in NODES if name not in {"Div", "Power"}])
def test_any_divisor_matters_only_to_what_divides(name: str) -> None:
    """Everything else is built again as it was, refusals and constants included."""
    assert with_any_divisor(NODES[name]) == NODES[name]


def test_operators_build_nodes_with_numbers_on_either_side() -> None:
    """Arithmetic reads as it is written."""
    assert Add((A, Const(1))) == A + 1
    assert Add((Const(1), A)) == 1 + A
    assert Sub(A, B) == A - B
    assert Sub(Const("0.5"), A) == "0.5" - A
    assert Mul((A, B)) == A * B
    assert Mul((Const(2), A)) == 2 * A
    assert Div(A, Const(Fraction(1, 10))) == A / 0.1
    assert Div(Const(1), A) == 1 / A
    assert Mul((Const(-1), A)) == -A
    assert lift(A) is A


REFUSED: dict[str, Callable[[], object]] = {
    "a number is no expression": lambda: Sub(A, 5),  # type: ignore[arg-type]  # what the test is about
    "nothing to add": lambda: Add(()),
    "nothing to compare": lambda: Min(()),
    "a category in arithmetic": lambda: A + G,
    "what is no condition": lambda: If(A, A, B),
    "what is none of all": lambda: All((Compare(A, Relation.EQUAL, B), A)),
    "what is none of any": lambda: Any((Const(2),)),
    "the opposite of what is none": lambda: Not(Choose(A, (Edge(B),), (Const(0), A))),
    "nothing joined": lambda: All(()),
    "a category compared": lambda: Compare(G, Relation.EQUAL, A),
    "two kinds by a condition": lambda: If(Compare(A, Relation.EQUAL, B), A, G),
    "branches of two kinds": lambda: Choose(A, (Edge(B),), (A, G)),
    "cases of two kinds": lambda: Match(G, (("x", A),), G),
    "a fallback of another kind": lambda: Coalesce(A, Status.absences(), G),
    "an edge that is a category": lambda: Choose(A, (Edge(G),), (A, B)),
    "too few branches": lambda: Choose(A, (Edge(B),), (A,)),
    "a list that was not made one": lambda: Rank(A, (1, 2)),  # type: ignore[arg-type]  # what the test is about
    "a number that stands nowhere": lambda: Among([1, 2], [1, 0]),
    "no edges": lambda: Choose(A, (), (A,)),
    "a match on a number": lambda: Match(A, (("x", A),), B),
    "undefined but fine": lambda: Undefined(Status.OK, WHY),
    "a step of zero": lambda: Round(A, 0),
    "a large exponent": lambda: Power(A, 361),
    "a fine exponent": lambda: Power(A, "1/361"),
    "an empty name": lambda: Input(" "),
    "a number as a name": lambda: Input(5),  # type: ignore[arg-type]  # what the test is about
    "text that is no number": lambda: A + "b",
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_expression_that_makes_no_sense_cannot_be_built(name: str) -> None:
    """The error is typed and speaks both languages."""
    with pytest.raises(PerfKpiError) as caught:
        REFUSED[name]()
    assert caught.value.code in {Code.EXPRESSION, Code.ROUNDING, Code.CODE, Code.NOT_A_NUMBER}
    assert any("\u4e00" <= character <= "\u9fff" for character in caught.value.zh)


def test_depth_is_bounded() -> None:
    """A deep expression is refused as it is built, before any recursion could break."""
    expression: Expr = A
    for _ in range(MAX_DEPTH - 1):
        expression = -expression
    assert expression.depth == MAX_DEPTH
    with pytest.raises(PerfKpiError, match="nested deeper than 200"):
        _ = -expression


class Count(Algebra[int]):
    """Counts how often any node is visited; every value is the number of visits so far."""

    def __init__(self) -> None:
        self.visits = 0

    def _visit(self, *_: object) -> int:
        self.visits += 1
        return self.visits

    const = input = add = sub = mul = div = min = max = floor = round = power = _visit  # type: ignore[assignment]  # any operation is a visit
    compare = all = any = negate = decide = _visit  # type: ignore[assignment]  # as above
    choose = rank = match = coalesce = defined = undefined = named = _visit  # type: ignore[assignment]  # as above


def test_a_shared_part_is_visited_once() -> None:
    """A hundred doublings are a hundred and one visits, and the exact meaning is as quick."""
    expression: Expr = A
    for _ in range(100):
        expression = expression + expression
    count = Count()
    expression.fold(count)
    assert count.visits == 101
    assert worth(expression, a=1) == 2**100
    assert expression.inputs() == (A,)
    assert substitute(expression, {"a": B}).inputs() == (B,)


def test_a_large_expression_is_shown_by_what_it_reads() -> None:
    """Written out it would fill pages: a few measures, and how deep it is."""
    assert repr(A + B) == f"Add(terms=({A!r}, {B!r}))"
    large: Expr = Add([Input(f"m{at}") for at in range(600)])
    assert repr(large) == "<Add of m0, m1, m10, m100, m101, …, on 2 levels>"
    few: Expr = A
    for _ in range(10):
        few = few + few
    assert repr(few) == "<Add of a, on 11 levels>"


def test_long_quotients_are_reduced_on_the_way() -> None:
    """Sixty quotients of equals, whose figures would otherwise double in length each time."""
    expression: Expr = A
    for _ in range(60):
        expression = expression / expression
    assert worth(expression, a=Fraction(3, 7)) == 1
    total = Add([Input(f"m{at}") for at in range(300)])
    numbers = {f"m{at}": Fraction(1, 10_007 + at) for at in range(300)}
    assert worth(total, **numbers) == sum(numbers.values())


def test_an_expression_knows_what_it_reads() -> None:
    """The names of its inputs, each once; parts that read the same share one set."""
    expression = (B + A) * (Input("c") - B)
    assert expression.reads == {"a", "b", "c"} == {node.name for node in expression.inputs()}
    assert (expression + A).reads is expression.reads
    assert Const(1).reads == frozenset()


def test_equal_parts_that_were_built_twice_are_one_step() -> None:
    """A program compares structure, not identity; 12% and 0.12 stay apart because they print differently."""
    program = Program((Input("a") + 1) * (Input("a") + 1), Input("a") + 1)
    assert len(program.steps) == 4
    assert len(Program(Const("12%") + Const("0.12")).steps) == 3


def test_inputs_come_in_the_order_of_first_use() -> None:
    """The order of the text is the order of the inputs."""
    assert [node.name for node in ((B + A) * (Input("c") - B)).inputs()] == ["b", "a", "c"]


@given(st.integers(-5, 5), st.integers(-5, 5), st.sampled_from(("<", "up to")))
def test_a_decision_among_constants_is_taken_at_once(on: int, at: int, side: str) -> None:
    """Known numbers leave no choice in the rule, also under a name, and it is the choice itself that would be made."""
    belongs = EdgeSide.ABOVE if side == "<" else EdgeSide.BELOW
    known = Named(Role.TARGET, "target", Const(on))
    taken = decide(known, [Edge(Const(at), belongs)], [Const(1), Const(2)])
    assert isinstance(taken, Const)
    assert worth(Choose(known, [Edge(Const(at), belongs)], [Const(1), Const(2)])) == taken.value
    assert isinstance(decide(A, [Edge(Const(at))], [Const(1), Const(2)]), Choose)
    assert isinstance(decide(known, [Edge(A)], [Const(1), Const(2)]), Choose)
    sign = by_sign(Const(on), negative=Const(-1), zero=Const(0), positive=Const(1))
    assert sign == Const((on > 0) - (on < 0))


def test_a_list_is_known_by_its_members() -> None:
    """Order and spelling do not matter, how often a number stands there does; a list prints short."""
    among = Among([2, "0.5", 2, Fraction(1, 3), "50%"])
    again = Among([Fraction(1, 3), Fraction(1, 2), 2], [1, 2, 2])
    assert among == again
    assert hash(among) == hash(again)
    assert among != Among([Fraction(1, 3), Fraction(1, 2), 2])
    assert among.distinct() == Among([Fraction(1, 3), Fraction(1, 2), 2])
    assert among.distinct().distinct() is among.distinct() or among.distinct().counts() == [1, 1, 1]
    assert among != (2, 2)
    assert {type(value) for value in among.values} == {Fraction}
    assert (among.count, among.counts(), repr(among)) == (5, [1, 2, 2], "<5 numbers>")
    assert Among([Fraction(1), 1 + Fraction(1, 10**30)]) != Among([Fraction(1), 1 + Fraction(2, 10**30)])


NOT_TEXT: dict[str, Expr] = {
    "a policy that covers one status": Coalesce(A, {Status.NOT_DUE}, B),
    "an equality beside unequal branches": Choose(A, (Edge(B), Edge(B, EdgeSide.BELOW)), (A, B, A)),
    "tiers": Choose(A, (Edge(Const(1)), Edge(Const(2))), (Const(1), Const(2), Const(3))),
    "a rank": NODES["Rank"],
    "a step that is no place": Round(A, "0.5"),
    "a long number": Const(Fraction(1, 7**90)),
    "a long decimal": Const("12345." + "1" * 48),
    "a name with every quotation mark": Input("\"'「“『"),
}


@pytest.mark.parametrize("name", NOT_TEXT)
def test_what_the_grammar_has_no_words_for_is_not_printed(name: str) -> None:
    """Printing refuses rather than print something else."""
    with pytest.raises(PerfKpiError, match="no form in the text grammar"):
        unparse(NOT_TEXT[name])


def test_a_named_part_prints_as_what_it_is() -> None:
    """The mark of a part is no part of the text."""
    assert unparse(Named(Role.VALUE, "x", A / B) + 1) == "a / b + 1"


C = Input("c")
OWNERS: dict[str, Callable[[Expr], Expr]] = {
    "c * x": lambda inner: Mul((C, inner)),
    "x * c": lambda inner: Mul((inner, C)),
    "c / x": lambda inner: Div(C, inner),
    "x / c": lambda inner: Div(inner, C),
    "c - x": lambda inner: Sub(C, inner),
    "x - c": lambda inner: Sub(inner, C),
    "x ^ 2": lambda inner: Power(inner, 2),
}
INNER = [A, Add((A, B)), Sub(A, B), Mul((A, B)), Div(A, B), Const(3), Const("-3"), Const("1/3"), Power(A, 2)]


@pytest.mark.parametrize("owner", OWNERS)
@pytest.mark.parametrize("inner", range(len(INNER)))
def test_a_named_part_is_bracketed_like_any_other(owner: str, inner: int) -> None:
    """With a mark, or with two, a part reads back as without."""
    make, plain = OWNERS[owner], INNER[inner]
    twice = Named(Role.VALUE, "x", Named(Role.STEP, "y", plain))
    assert unparse(make(twice)) == unparse(make(plain))


def test_statuses_are_ordered_by_severity_and_speak() -> None:
    """Every status has words in both languages."""
    assert min(Status) is Status.OK
    assert max(Status) is Status.INVALID_PARAMETER
    assert len({status.label.zh for status in Status}) == len({status.label.en for status in Status}) == len(Status)
    assert max(Status.absences()) < Status.UNDEFINED


def test_a_reason_calls_measures_by_their_labels_in_its_language() -> None:
    """What has no label goes by its name."""
    reason = Reason("gap", zh="缺少{names}", en="{names} are missing", names=("profit", "cost"))
    labels = {"profit": Label(zh="利润", en="Profit")}
    assert reason.say("zh", labels) == "缺少利润、cost"
    assert reason.say("en", labels) == "Profit, cost are missing"


def test_the_opposite_of_a_condition() -> None:
    """The other comparison, and of an opposite what it is the opposite of."""
    above, both = Compare(A, Relation.MORE_THAN, B), All((Compare(A, Relation.MORE_THAN, B), Defined(A)))
    assert opposite(above) == Compare(A, Relation.AT_MOST, B)
    assert opposite(both) == Not(both)
    assert opposite(opposite(both)) is both
