"""The meaning in words, node by node: brackets, signs, cases and notes as a person would write them."""

from fractions import Fraction

import pytest
from evaluated import Figure
from phrases import Phrase, said, value

from perfkpi import Label
from perfkpi.language import (
    Among,
    Caption,
    Choose,
    Coalesce,
    Const,
    Defined,
    Edge,
    EdgeSide,
    Expr,
    Floor,
    Input,
    Kind,
    Match,
    Max,
    Min,
    Named,
    Power,
    Rank,
    Reason,
    Role,
    Round,
    RoundingMode,
    Status,
    Undefined,
)

A, B, C, G = Input("a"), Input("b"), Input("c"), Input("g", kind=Kind.CATEGORY)
FIGURES: dict[str, Figure] = {"a": -2, "b": 3, "c": Fraction(1, 2), "g": "x"}
WHY = Undefined(Status.UNDEFINED, Reason("why", zh="为何", en="because"))
LATER = Undefined(Status.NOT_DUE, Reason("later", zh="以后", en="later"))
NUMBERS = Choose(A, (Edge(Const(0)), Edge(Const(10), EdgeSide.BELOW)), (Const(1), Const(2), Const(3)))


CALCULATIONS: dict[str, tuple[Expr, str, str]] = {
    "a sum": (A + B, "a + b", "-2 + 3"),
    "a negative number behind a sign": (B + A, "b + a", "3 + (-2)"),
    "a sum behind minus": (A - (B + C), "a - (b + c)", "-2 - (3 + 0.5)"),
    "a difference before minus": ((A - B) - C, "a - b - c", "-2 - 3 - 0.5"),
    "a difference behind minus": (A - (B - C), "a - (b - c)", "-2 - (3 - 0.5)"),
    "a difference behind plus": (A + (B - C), "a + b - c", "-2 + 3 - 0.5"),
    "a product of a sum": (A * (B + C), "a × (b + c)", "(-2) × (3 + 0.5)"),
    "a product behind plus": (B + A * C, "b + a × c", "3 + (-2) × 0.5"),
    "a product behind the stroke": (A / (B * C), "a ÷ (b × c)", "(-2) ÷ (3 × 0.5)"),
    "a quotient before the stroke": ((A / B) / C, "a ÷ b ÷ c", "(-2) ÷ 3 ÷ 0.5"),
    "a quotient in a product": (B * (A / C), "b × a ÷ c", "3 × (-2) ÷ 0.5"),
    "a fraction": (A / "1/3", "a ÷ (1/3)", "(-2) ÷ (1/3)"),
    "a fraction in a sum": (A + "1/3", "a + 1/3", "-2 + 1/3"),
    "a negative": (-A, "-a", "-(-2)"),
    "a negative sum": (-(A + B), "-(a + b)", "-(-2 + 3)"),
    "a negative behind a sign": (B - -C, "b - (-c)", "3 - (-0.5)"),
    "an amount": (Max((A, -A)), "|a|", "|-2|"),
    "a least": (Min((A, B)), "smallest of (a, b)", "smallest of (-2, 3)"),
    "a greatest": (Max((A, B, C)), "largest of (a, b, c)", "largest of (-2, 3, 0.5)"),
    "the least of one and the same": (Min((A, A)), "a", "-2"),
    "a whole number": (Floor(A / B), "a ÷ b rounded down to a whole number", "(-2) ÷ 3 rounded down to a whole number"),
    "a rounding": (
        Round(A, "0.01", RoundingMode.HALF_EVEN),
        "a rounded half to even to 2 places",
        "-2 rounded half to even to 2 places",
    ),
    "a root": (Power(B, "1/2"), "b ^ 0.5", "3 ^ 0.5"),
    "a third root": (Power(B, "1/3"), "b ^ (1/3)", "3 ^ (1/3)"),
    "a power of a sum": (Power(B + C, 2), "(b + c) ^ 2", "(3 + 0.5) ^ 2"),
    "a power of a negative number": (Power(A, 2), "a ^ 2", "(-2) ^ 2"),
    "a power of a fraction": (Power(Const("1/3"), 2), "(1/3) ^ 2", "(1/3) ^ 2"),
    "a power of a power": (Power(Power(B, 2), 3), "(b ^ 2) ^ 3", "(3 ^ 2) ^ 3"),
    "a negative power": (-Power(B, 2), "-b ^ 2", "-3 ^ 2"),
    "a power in a product": (A * Power(B, 2), "a × b ^ 2", "(-2) × 3 ^ 2"),
    "percent": (Const("12%") + B, "12% + b", "12% + 3"),
}


@pytest.mark.parametrize("name", CALCULATIONS)
def test_a_calculation_reads_as_it_is_computed(name: str) -> None:
    """Brackets stand where the order of operations needs them, in names and in figures alike."""
    expression, names, figures = CALCULATIONS[name]
    rule, person = said(expression), said(expression, FIGURES)
    assert (rule.names, rule.figures, rule.value) == (names, "", None)
    assert (person.names, person.figures) == (names, figures)


@pytest.mark.parametrize("kind", [Min, Max])
def test_percent_survives_sums_and_bounds_but_no_product(kind: type[Min | Max]) -> None:
    """12% and a number are a percentage together, 12% of a number is not."""
    twelve = Const("12%")
    assert [said(each).percent for each in (twelve, twelve + B, B - twelve, -twelve, kind((B, twelve)))] == [True] * 5
    assert [said(each).percent for each in (B, B * twelve, twelve / B, Power(twelve, 2), A + B)] == [False] * 5


RULES: dict[str, tuple[Expr, str, str]] = {
    "numbers by interval": (NUMBERS, "[1 if a < 0; 2 if a ≤ 10; else 3]", "[a < 0 时 1；a ≤ 10 时 2；否则 3]"),
    "the only number": (Choose(A, (Edge(B),), (WHY, C)), "c", "c"),
    "no number at all": (
        Choose(A, (Edge(B),), (WHY, LATER)),
        "[[cannot be computed] if a < b; else [not due]]",
        "[a < b 时 [无法计算]；否则 [未到考核期]]",
    ),
    "cases": (
        Match(G, (("x", A), ("y", B)), C),
        "[a if g is x; b if g is y; else c]",
        "[g 为 x 时 a；g 为 y 时 b；否则 c]",
    ),
    "a substitute": (
        Coalesce(A, {Status.NOT_DUE, Status.UNDEFINED}, B),
        "[a (or b if not due, cannot be computed)]",
        "[a（未到考核期、无法计算时取 b）]",
    ),
    "presence": (Defined(A), "[a has a figure]", "[a有数据]"),
    "a count up to": (Rank(A, Among([1])), "count up to a", "不超过a的个数"),
    "a count below": (Rank(A, Among([1]), EdgeSide.BELOW), "count below a", "低于a的个数"),
    "no number": (WHY, "[cannot be computed]", "[无法计算]"),
    "a rounding": (Round(A, 1, RoundingMode.HALF_UP), "a rounded half up to a whole number", "a 四舍五入取整"),
}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_written_down_whole(name: str) -> None:
    """Without anybody's figures all cases are told, in either language."""
    expression, en, zh = RULES[name]
    assert (said(expression).names, said(expression, language="zh").names) == (en, zh)


def test_reasons_stand_beside_the_rule() -> None:
    """Why there may be no number is a note, once, and with all parts that have one."""
    assert said(WHY).notes == ("or cannot be computed: because",)
    assert said(WHY, language="zh").notes == ("否则无法计算：为何",)
    assert said(Choose(A, (Edge(B),), (WHY, C))).notes == ("or cannot be computed: because",)
    assert said(Choose(A, (Edge(B),), (WHY, WHY))).notes == ("or cannot be computed: because",)
    assert said(Choose(A, (Edge(B),), (WHY, LATER)) + WHY).notes == (
        "or cannot be computed: because",
        "or not due: later",
    )
    assert said(Named(Role.VALUE, "a", Choose(A, (Edge(B),), (WHY, C)))).steps[0].phrase.names == (
        "c  (or cannot be computed: because)"
    )


@pytest.mark.parametrize(
    ("value", "figures", "note"),
    [(-1, "1", "a < 0"), (0, "2", "0 ≤ a ≤ 10"), (10, "2", "0 ≤ a ≤ 10"), (11, "3", "a > 10")],
)
def test_a_number_of_a_table_tells_where_it_was_found(value: int, figures: str, note: str) -> None:
    """The signs are those of the sides that the edges belong to."""
    phrase = said(NUMBERS, {"a": value})
    assert (phrase.figures, phrase.notes) == (figures, (note,))


def test_a_table_of_calculations_tells_only_the_calculation() -> None:
    """Where a branch is computed, its figures say enough."""
    phrase = said(Choose(A, (Edge(B),), (A + B, Const(1))), FIGURES)
    assert (phrase.names, phrase.figures, phrase.notes) == ("a + b", "-2 + 3", ())


def test_the_other_signs_of_an_interval() -> None:
    """An edge that belongs above at the top, and one that belongs below at the bottom."""
    table = Choose(A, (Edge(Const(0), EdgeSide.BELOW), Edge(Const(10))), (Const(1), Const(2), Const(3)))
    notes = [said(table, {"a": value}).notes for value in (0, 5, 10)]
    assert notes == [("a ≤ 0",), ("0 < a < 10",), ("a ≥ 10",)]


@pytest.mark.parametrize("first", EdgeSide)
@pytest.mark.parametrize("second", EdgeSide)
def test_a_number_of_a_table_lies_between_its_edges(first: EdgeSide, second: EdgeSide) -> None:
    """Strict is the sign on the side to which an edge does not belong."""
    table = Choose(A, (Edge(B, first), Edge(C, second)), (Const(1), Const(2), Const(3)))
    above = {EdgeSide.ABOVE: "≥", EdgeSide.BELOW: ">"}
    below = {EdgeSide.ABOVE: "<", EdgeSide.BELOW: "≤"}
    behind = {EdgeSide.ABOVE: "≤", EdgeSide.BELOW: "<"}
    notes = [said(table, {"a": a, "b": 0, "c": 10}).notes for a in (-1, 5, 11)]
    assert notes == [(f"a {below[first]} b",), (f"b {behind[first]} a {below[second]} c",), (f"a {above[second]} c",)]


def test_grades_and_substitutes_of_a_person() -> None:
    """A person's grade is named; a substitute brings the reasons for it; a value that is there needs none."""
    grades = Match(G, (("x", A), ("y", B)), C)
    assert [said(grades, {**FIGURES, "g": grade}).figures for grade in "xyz"] == ["-2", "3", "0.5"]
    assert said(grades, {**FIGURES, "g": "y"}).notes == ("rated “y” by g",)
    assert said(grades, {**FIGURES, "g": "y"}, "zh").notes == ("g 评定为“y”",)
    asked = Match(G, (("z", A), ("y", A)), C)
    assert said(asked, {**FIGURES, "g": "y"}).notes == ("“g is z, y” holds (y)", "a counts")
    assert said(asked, {**FIGURES, "g": "w"}, "zh").notes == ("“g 为 z、y”不成立（w）", "取 c")
    missing = Coalesce(WHY, {Status.UNDEFINED}, B)
    assert (said(missing, FIGURES).figures, said(missing, FIGURES).notes) == ("3", ("because",))
    assert said(missing, FIGURES, "zh").notes == ("为何",)
    assert said(Coalesce(LATER, {Status.UNDEFINED}, B), FIGURES).figures == "[not due]"
    assert said(Coalesce(WHY, {Status.UNDEFINED}, LATER), FIGURES).figures == "[not due]"
    assert said(Coalesce(A, {Status.UNDEFINED}, B), FIGURES).notes == ()


def test_the_least_of_two_values_with_one_name_is_the_least_one() -> None:
    """Two items may share a name, not a number."""
    items = [Named(Role.POINTS, "quality", Const(points)) for points in (80, 60)]
    assert said(Named(Role.TOTAL, "total", Min(tuple(items))), {}).figures == "60"
    assert said(Named(Role.TOTAL, "total", Max(tuple(items[::-1]))), {}).figures == "80"
    assert said(Min((items[0], Named(Role.POINTS, "quality", Const(80)))), {}).figures == "80"


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (A / 2, A * 2 / 4, True),  # not reduced
        (A / 2, A / 3, False),
        (Power(B, "1/2"), Power(B * B, "1/4"), True),
        (Power(B, "1/2"), Power(B, "1/3"), False),
        (Power(B, "1/2"), B, False),
        (B, Power(B, "1/2"), False),
        (WHY, WHY, True),
        (WHY, B, False),
    ],
)
def test_values_of_one_name_are_one_where_they_are_the_same(left: Expr, right: Expr, *, same: bool) -> None:
    """By their number, however it came about: then there is nothing to compare."""
    one, other = (Named(Role.POINTS, "quality", each) for each in (left, right))
    for bound, name in ((Min, "smallest"), (Max, "largest")):
        assert said(bound((one, other)), FIGURES).names == ("quality" if same else f"{name} of (quality, quality)")


def _names(expression: Expr) -> str:
    """A calculation in names."""
    return said(expression, FIGURES).names


def test_a_limit_stands_behind_its_number() -> None:
    """In brackets where anything follows; another limit follows without any."""
    limited = Max((A + B, Const(0)))
    assert _names(limited) == "a + b, at least 0"
    assert _names(limited * C) == "(a + b, at least 0) × c"
    assert _names(C - limited) == "c - (a + b, at least 0)"
    assert _names(Min((limited, Const(9)))) == "a + b, at least 0, at most 9"
    assert _names(Min((limited, B))) == "smallest of ((a + b, at least 0), b)"
    assert _names(Round(limited, 1)) == "(a + b, at least 0) rounded half up to a whole number"
    assert said(Max((Const(0), -limited)), FIGURES, "zh").figures == "-(-2 + 3，最低为 0)，最低为 0"


def test_a_bound_among_several_values_is_one_of_them() -> None:
    """Only beside a single number is a cap told as the cap of that number."""
    phrase = said(Min((B, A, Named(Role.CAP, "cap", Const("1/2")))), FIGURES)
    assert (phrase.figures, value(phrase)) == ("smallest of (3, -2, 0.5)", -2)


@pytest.mark.parametrize(
    ("bound", "figures", "notes"),
    [
        (Min((A, Named(Role.CAP, "cap", Const(5)))), "-2", ()),
        (Min((A, Named(Role.CAP, "cap", Const(-2)))), "-2", ()),
        (Min((A, Named(Role.CAP, "cap", Const(-5)))), "-2, at most -5", ("capped at -5",)),
        (Max((A, Named(Role.FLOOR, "floor", Const(-5)))), "-2", ()),
        (Max((A, Named(Role.FLOOR, "floor", Const(7)))), "-2, at least 7", ("raised to the floor of 7",)),
        (Max((A, Named(Role.CAP, "cap", Const(7)))), "largest of (-2, 7)", ()),
    ],
)
def test_a_bound_is_told_where_it_was_reached(bound: Expr, figures: str, notes: tuple[str, ...]) -> None:
    """A cap that is far away is not mentioned; one that cut something is."""
    phrase = said(bound, FIGURES)
    assert (phrase.figures, phrase.notes) == (figures, notes)


def test_names_of_steps_and_items() -> None:
    """A contribution goes by its item, a step by what it is; a value is in percent where the card says so."""
    titles = {"a": Label(zh="甲", en="first"), "roe": Label(zh="回报", en="return")}
    labels = {"a": Label(zh="收入", en="revenue")}

    def words(expression: Expr) -> Phrase:
        return said(expression, {"a": Fraction(1, 4)}, labels=labels, titles=titles, percents=frozenset({"roe"}))

    share = Caption("share", Label(zh="占比", en="share"), percent=True)
    value = words(Named(Role.VALUE, Caption("roe", Label(zh="指标值", en="value")), A))
    assert (value.names, value.figures, value.percent, value.role) == ("value", "25%", True, Role.VALUE)
    assert (value.steps[0].name, value.steps[0].phrase.names) == ("value", "revenue")
    other = words(Named(Role.VALUE, "b", A))
    assert (other.figures, other.percent) == ("0.25", False)
    assert words(Named(Role.WEIGHT, share, A)).figures == "25%"
    contribution = words(Named(Role.CONTRIBUTION, "a", A))
    assert (contribution.names, contribution.title) == ("a of first", "first")
    assert words(Named(Role.PART, share, A)).figures == "25%"
    assert words(Named(Role.PART, "roe", A)).names == "return"
