"""What a node cannot be made of: the code of the error, the value that it carries, and what both sentences quote."""

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

import pytest

from perfkpi import PerfKpiError
from perfkpi.errors import Code, DefinitionError
from perfkpi.language import (
    Add,
    Among,
    Choose,
    Coalesce,
    Const,
    Defined,
    Div,
    Edge,
    Expr,
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
    Status,
    Undefined,
)
from perfkpi.language.expressions import MAX_DEPTH
from perfkpi.language.nodes import MAX_EXPONENT
from perfkpi.language.parsing.unparser import unparse

A, B, G = Input("a"), Input("b"), Input("grade", kind=Kind.CATEGORY)
WHY = Reason("why", zh="为何", en="why")
TIERS = Choose(A, (Edge(Const(1)), Edge(Const(2))), (A, B, A))
HALF_STEPS = Round(A, "0.5")
QUOTED = "\"'「“『"


def nested(depth: int) -> Expr:
    """Levels upon levels of minus."""
    expression: Expr = A
    for _ in range(depth - 1):
        expression = -expression
    return expression


class Refused(NamedTuple):
    """How something is refused."""

    make: Callable[[], object]
    value: object
    en: str
    zh: str
    code: Code = Code.EXPRESSION


REFUSED = {
    "a number as an operand": Refused(
        lambda: Add((A, 5)),  # type: ignore[arg-type]  # what the test is about
        5,
        "5 is not an expression; write Const(5) or Input('name')",
        "5 不是表达式；请写 Const(5) 或 Input('名称')",
    ),
    "too deep": Refused(
        lambda: nested(MAX_DEPTH + 1),
        201,
        "the expression is nested deeper than 200 levels; use fewer",
        "表达式嵌套超过 200 层；请减少层数",
    ),
    "a category in a sum": Refused(
        lambda: Add((A, G)),
        G,
        f"Add takes numbers, but {G!r} is a category; use Match",
        f"Add 只用于数字，而 {G!r} 是类别；请用 Match",
    ),
    "a category in a quotient": Refused(
        lambda: Div(G, A),
        G,
        f"Div takes numbers, but {G!r} is a category; use Match",
        f"Div 只用于数字，而 {G!r} 是类别；请用 Match",
    ),
    "a choice on a category": Refused(
        lambda: Choose(G, (Edge(A),), (A, B)),
        G,
        f"Choose takes numbers, but {G!r} is a category; use Match",
        f"Choose 只用于数字，而 {G!r} 是类别；请用 Match",
    ),
    "an edge that is a category": Refused(
        lambda: Choose(A, (Edge(B), Edge(G)), (A, B, A)),
        G,
        f"Choose takes numbers, but {G!r} is a category; use Match",
        f"Choose 只用于数字，而 {G!r} 是类别；请用 Match",
    ),
    "branches of two kinds": Refused(
        lambda: Choose(A, (Edge(B),), (A, G)),
        (A, G),
        "the branches of Choose are numbers and categories; make them all one kind",
        "Choose 的分支既有数字又有类别；请统一为一种",
    ),
    "cases of two kinds": Refused(
        lambda: Match(G, (("x", A),), G),
        (A, G),
        "the branches of Match are numbers and categories; make them all one kind",
        "Match 的分支既有数字又有类别；请统一为一种",
    ),
    "a fallback of another kind": Refused(
        lambda: Coalesce(A, Status.absences(), G),
        (A, G),
        "the branches of Coalesce are numbers and categories; make them all one kind",
        "Coalesce 的分支既有数字又有类别；请统一为一种",
    ),
    "a branch too few": Refused(
        lambda: Choose(A, (Edge(B), Edge(B)), (A, B)),
        (A, B),
        "2 edges need 3 branches, not 2",
        "2 个分界点需要 3 个分支，而不是 2 个",
    ),
    "a branch too many": Refused(
        lambda: Choose(A, (Edge(B),), (A, B, A)),
        (A, B, A),
        "1 edge needs 2 branches, not 3",
        "1 个分界点需要 2 个分支，而不是 3 个",
    ),
    "no edges": Refused(
        lambda: Choose(A, (), (A,)),
        (A,),
        "0 edges need 1 branch, not 1",
        "0 个分界点需要 1 个分支，而不是 1 个",
    ),
    "a match on a number": Refused(
        lambda: Match(A, (("x", A),), B),
        A,
        f"Match needs a category, not {A!r}; write Input('grade', kind=Kind.CATEGORY)",
        f"Match 需要类别，而不是 {A!r}；请写 Input('grade', kind=Kind.CATEGORY)",
    ),
    "nothing to multiply": Refused(
        lambda: Mul([]),
        [],
        "an operation needs at least one expression; give it a tuple such as (Input('a'), Input('b'))",
        "运算至少需要一个表达式；请给出如 (Input('a'), Input('b')) 的元组",
    ),
    "undefined but fine": Refused(
        lambda: Undefined(Status.OK, WHY),
        Status.OK,
        "an undefined value needs a status other than OK, such as Status.UNDEFINED",
        "无法计算的值需要 OK 以外的状态，如 Status.UNDEFINED",
    ),
    "a step of zero": Refused(
        lambda: Round(A, "0"),
        "0",
        "a rounding step is greater than 0, not '0'; write '0.01' for 2 places",
        "修约间隔必须大于 0，而不是 '0'；请写 '0.01'，即两位小数",
        Code.ROUNDING,
    ),
    "a step below zero": Refused(
        lambda: Round(A, "-0.5"),
        "-0.5",
        "a rounding step is greater than 0, not '-0.5'; write '0.01' for 2 places",
        "修约间隔必须大于 0，而不是 '-0.5'；请写 '0.01'，即两位小数",
        Code.ROUNDING,
    ),
    "a large exponent": Refused(
        lambda: Power(A, "-361"),
        "-361",
        "the exponent -361 is beyond 360; write it as a fraction of two small integers",
        "指数 -361 超过 360；请写成两个小整数之比",
    ),
    "a fine exponent": Refused(
        lambda: Power(A, "1/361"),
        "1/361",
        "the exponent 1/361 is beyond 360; write it as a fraction of two small integers",
        "指数 1/361 超过 360；请写成两个小整数之比",
    ),
    "no list to rank in": Refused(
        lambda: Rank(A, (1, 2)),  # type: ignore[arg-type]  # what the test is about
        (1, 2),
        "Rank counts among a list of numbers, not (1, 2); write Among([Fraction(1), Fraction(2)])",
        "Rank 需要一组数，而不是 (1, 2)；请写 Among([Fraction(1), Fraction(2)])",
    ),
    "a number that stands nowhere": Refused(
        lambda: Among([1, 2], [1, 0]),
        0,
        "a number stands in a list at least once, not 0",
        "列表中的数至少出现一次，而不是 0",
    ),
    "an empty name": Refused(
        lambda: Input(" "),
        " ",
        "a measure is named by text such as 'net_profit' or '净利润', not ' '",
        "指标数据的名称应为文字，如 'net_profit' 或 '净利润'，而不是 ' '",
        Code.CODE,
    ),
    "a number as a name": Refused(
        lambda: Input(5),  # type: ignore[arg-type]  # what the test is about
        5,
        "a measure is named by text such as 'net_profit' or '净利润', not 5",
        "指标数据的名称应为文字，如 'net_profit' 或 '净利润'，而不是 5",
        Code.CODE,
    ),
    "tiers as text": Refused(
        lambda: unparse(TIERS),
        TIERS,
        "Choose has no form in the text grammar; explain it in words instead",
        "Choose 无法写成文字公式；请改用文字说明",
    ),
    "a step that is no place as text": Refused(
        lambda: unparse(HALF_STEPS + 1),
        HALF_STEPS,
        "Round has no form in the text grammar; explain it in words instead",
        "Round 无法写成文字公式；请改用文字说明",
    ),
    "a long number as text": Refused(
        lambda: unparse(A + Const(Fraction(-1, 7**90))),
        Fraction(-1, 7**90),
        "a number of so many digits has no form in the text grammar; explain it in words instead",
        "位数过多的数字无法写成文字公式；请改用文字说明",
    ),
    "a name with every quotation mark as text": Refused(
        lambda: unparse(Input(QUOTED)),
        QUOTED,
        f"the name {QUOTED} has no form in the text grammar; explain it in words instead",
        f"名称 {QUOTED} 无法写成文字公式；请改用文字说明",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_error_carries_code_and_value_and_speaks_both_languages(name: str) -> None:
    """Whoever shows the error needs no parsing of sentences."""
    refused = REFUSED[name]
    with pytest.raises(PerfKpiError) as caught:
        refused.make()
    error = caught.value
    assert isinstance(error, DefinitionError)
    assert (error.code, error.value, error.where) == (refused.code, refused.value, "")
    assert error.en == refused.en
    assert error.zh.endswith(refused.zh)


def test_what_is_just_within_the_limits_is_built() -> None:
    """Each bound belongs to what is allowed."""
    assert nested(MAX_DEPTH).depth == MAX_DEPTH == 200
    for exponent in (MAX_EXPONENT, -MAX_EXPONENT, Fraction(1, MAX_EXPONENT), Fraction(MAX_EXPONENT, 359)):
        assert Power(A, exponent).exponent == exponent
    assert Round(A, Fraction(1, 10**9)).step == Fraction(1, 10**9)
    assert Among([1, 2], [1, 1]).count == 2


def test_categories_are_welcome_where_nothing_is_computed() -> None:
    """A letter may be counted, marked, replaced, matched and chosen, and what passes it on yields a letter."""
    assert Defined(G).yields is Kind.NUMBER
    passed_on = (
        Named(Role.RATING, "grade", G),
        Coalesce(G, Status.absences(), G),
        Match(G, (("x", G),), G),
        Choose(A, (Edge(B),), (G, G)),
    )
    assert {node.yields for node in passed_on} == {Kind.CATEGORY}
    numbers = (A, A + B, Min((A, B)), Max((A, B)), Coalesce(A, (), B), Match(G, (("x", A),), B), TIERS)
    assert {node.yields for node in numbers} == {Kind.NUMBER}
