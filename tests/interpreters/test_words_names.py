"""What marked steps are called: by the item, by the vocabulary or by their code, in Chinese and in English."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import phrases
import pytest
from evaluated import Figure
from phrases import Phrase

from perfkpi import Label
from perfkpi.language import (
    All,
    Any,
    Caption,
    Choose,
    Coalesce,
    Compare,
    Const,
    Defined,
    Edge,
    Expr,
    If,
    Input,
    Kind,
    Match,
    Named,
    Not,
    Reason,
    Relation,
    Role,
    Round,
    RoundingMode,
    Status,
    Undefined,
    Undefinedness,
    choice,
    opposite,
)

A, B, GRADE = Input("a"), Input("b"), Input("g", kind=Kind.CATEGORY)
SALES = Label(zh="销售", en="sales")
WHY = Undefined(Status.UNDEFINED, Reason("why", zh="缺{names}", en="no {names}", names=("a",)))
LATER = Undefined(Status.NOT_DUE, Reason("later", zh="以后", en="later"))


def said(
    expression: Expr,
    language: Literal["en", "zh"] = "en",
    *,
    titles: dict[str, Label] | None = None,
    figures: Mapping[str, Figure] | None = None,
    percents: frozenset[str] = frozenset(),
) -> Phrase:
    """The phrase of an expression whose measure ``a`` is called revenue."""
    labels = {"a": Label(zh="收入", en="revenue")}
    return phrases.said(expression, figures, language, labels=labels, titles=titles, percents=percents)


ROLES: list[tuple[Role, str, str, str, str]] = [
    # role, what stands in a calculation and how the step is called with a title, the same without one
    (Role.VALUE, "value", "value", "value", "指标值"),
    (Role.TARGET, "x", "x", "x", "x"),
    (Role.STEP, "x", "x", "x", "x"),
    (Role.PART, "sales", "sales", "x", "x"),
    (Role.POINTS, "points", "points", "points", "得分"),
    (Role.WEIGHT, "weight", "weight", "weight", "权重"),
    (Role.COUNTED, "counted points of sales", "counted points", "counted points", "计入得分"),
    (Role.CONTRIBUTION, "contribution of sales", "contribution", "contribution", "加权得分"),
    (Role.CONDITION, "sales: condition holds", "sales: condition holds", "condition holds", "条件成立"),
    (Role.GATE, "sales", "sales", "points behind the gate", "门槛后得分"),
    (Role.SECTION, "section score", "section score", "section score", "类别得分"),
    (Role.ADJUSTMENT, "sales", "sales", "adjustment", "加减分"),
    (Role.UNROUNDED, "sum", "sum", "sum", "合计"),
    (Role.TOTAL, "total", "total", "total", "总分"),
    (Role.CEILING, "rating ceiling", "sales", "rating ceiling", "等级上限"),
    (Role.RATING, "rating", "rating", "rating", "等级"),
]


POINTS = Caption("x", Label(zh="得分", en="points"))


@pytest.mark.parametrize("figures", [None, {"a": Fraction(1, 4)}])
@pytest.mark.parametrize(("role", "names", "step", "plain", "chinese"), ROLES)
def test_a_step_goes_by_its_item_its_role_or_its_code(
    role: Role, names: str, step: str, plain: str, chinese: str, *, figures: Mapping[str, Figure] | None
) -> None:
    """Contributions and the like go by the item in calculations; most of them are called so as a step, too."""
    expression = Named(role, Caption("x", Label(zh=chinese, en=plain)), A)
    titled = said(expression, titles={"x": SALES, "y": SALES}, figures=figures)
    assert (titled.names, titled.steps[0].name, titled.title, titled.role) == (names, step, "sales", role)
    untitled = said(expression, titles={"y": SALES}, figures=figures)
    assert (untitled.names, untitled.steps[0].name, untitled.title) == (plain, plain, "")
    assert said(expression, "zh", figures=figures).names == chinese
    assert said(Named(role, "x", A), titles={"y": SALES}, figures=figures).steps[0].name == "x"
    (line,) = titled.steps
    assert (line.role, line.code, line.phrase.names) == (role, "x", "revenue")
    assert line.phrase.figures == ("" if figures is None else "0.25")


def test_titles_and_codes_speak_both_languages() -> None:
    """A caption with a code, a recorded reason, a condition and another indicator's figure."""
    titles = {"x": SALES}
    for caption in (Caption("mend", Label(zh="更正", en="mended")), Caption.of(Label(zh="更正", en="mended"))):
        marked = Named(Role.STEP, caption, A)
        assert (said(marked).names, said(marked, "zh").names) == ("mended", "更正")
    assert [Caption.of(Label(**words)) for words in ({"zh": "更正", "en": "mended"}, {"zh": "更正"})] == [
        "更正 / mended",
        "更正",
    ]
    holds = Named(Role.CONDITION, Caption("x", Label(zh="条件成立", en="condition holds")), A)
    assert said(holds, "zh", titles=titles).names == "销售：条件成立"
    other = Named(Role.REFERENCE, "x", A)
    assert said(other, titles=titles).names == "revenue of sales"
    assert said(other, "zh", titles=titles).names == "销售的收入"
    assert said(Named(Role.CONTRIBUTION, "x", A), "zh", titles=titles).names == "销售x"


def test_another_indicators_figure_is_told_where_it_belongs() -> None:
    """A reference brings the number, but neither the steps nor the notes nor the role of what it refers to."""
    figures: dict[str, Figure] = {"a": Fraction(1, 4), "b": 2}
    inner = Named(Role.VALUE, Caption("x", Label(zh="指标值", en="value")), A)
    noted = Coalesce(WHY, {Status.UNDEFINED}, inner)
    for value in (inner, noted):
        phrase = said(Named(Role.REFERENCE, "x", value), titles={"x": SALES}, figures=figures, percents=frozenset("x"))
        assert (phrase.names, phrase.figures) == ("value of sales", "25%")
        assert (phrase.steps, phrase.notes, phrase.role) == ((), (), None)


def test_points_that_no_policy_touched_are_not_told_twice() -> None:
    """A quiet step is one only where a policy had something to do, or where the rule stands alone."""
    quiet = Caption("counted", Label(zh="计入得分", en="counted points"), quiet=True)
    figures: dict[str, Figure] = {"a": Fraction(1, 4), "b": 2}
    counted = Named(Role.STEP, quiet, A)
    assert (said(counted, figures=figures).names, said(counted, figures=figures).steps) == ("revenue", ())
    assert said(counted).names == "counted points"
    touched = said(Named(Role.STEP, quiet, Coalesce(WHY, {Status.UNDEFINED}, B)), figures=figures)
    assert (touched.names, touched.steps[0].phrase.notes) == ("counted points", ("no revenue",))
    assert said(Named(Role.STEP, "other", A), figures=figures).names == "other"
    assert said(Named(Role.PART, "counted", A), figures=figures).steps[0].code == "counted"


def test_an_open_gate_leaves_the_points_as_they_are() -> None:
    """Points that were not touched keep their name; what the gate made of them is a step of its own."""
    points = Named(Role.POINTS, POINTS, A)
    for figures in (None, {"a": Fraction(1, 4)}):
        behind = said(Named(Role.GATE, "x", points), figures=figures)
        assert (behind.names, behind.role, [step.role for step in behind.steps]) == (
            "points",
            Role.POINTS,
            [Role.POINTS],
        )
        made = said(Named(Role.GATE, "x", points * 2), figures=figures)
        assert [step.role for step in made.steps] == [Role.POINTS, Role.GATE]
    assert [step.role for step in said(Named(Role.STEP, "x", points)).steps] == [Role.POINTS, Role.STEP]


SHARE = Caption("share", Label(zh="占比", en="share"), percent=True)


@pytest.mark.parametrize(
    ("role", "code", "figures"),
    [
        (Role.VALUE, "x", "25%"),
        (Role.VALUE, "other", "0.25"),
        (Role.POINTS, "x", "0.25"),
        (Role.WEIGHT, "other", "0.25"),
        (Role.WEIGHT, SHARE, "25%"),
        (Role.PART, SHARE, "25%"),
        (Role.PART, POINTS, "0.25"),
    ],
)
def test_values_and_what_says_so_are_shown_in_percent(role: Role, code: str, figures: str) -> None:
    """A value where its code says so, a step where its caption does; the step beneath knows it as well."""
    phrase = said(Named(role, code, A), figures={"a": Fraction(1, 4)}, percents=frozenset({"x"}))
    percent = figures.endswith("%")
    assert (phrase.figures, phrase.percent, phrase.steps[0].phrase.percent) == (figures, percent, percent)


def test_reasons_stand_behind_the_step_of_a_rule() -> None:
    """All of them, in the language asked for and by the labels of the measures; a person's step has them as notes."""
    refused = Choose(A, (Edge(B), Edge(Const(9))), (WHY, A * 2, LATER))
    marked = Named(Role.POINTS, "x", refused)
    assert said(marked).steps[0].phrase.names == "revenue × 2  (or cannot be computed: no revenue; or not due: later)"
    assert said(marked, "zh").steps[0].phrase.names == "收入 × 2  (否则无法计算：缺收入；否则未到考核期：以后)"
    assert said(marked).notes == ()
    substitute = Named(Role.POINTS, "x", Coalesce(WHY, {Status.UNDEFINED}, B))
    (step,) = said(substitute, figures={"a": Fraction(1, 4), "b": 2}).steps
    assert (step.phrase.names, step.phrase.notes) == ("b", ("no revenue",))


def test_presence_is_asked_of_the_item_where_it_has_a_title() -> None:
    """An item goes by its title, a measure by its label."""
    for figures, shown in ((None, ""), ({"a": Fraction(1, 4)}, "1")):
        item = said(Defined(Named(Role.POINTS, "x", A)), titles={"x": SALES}, figures=figures)
        assert (item.names, item.figures) == ("[sales has a figure]", shown)
        assert said(Defined(Named(Role.POINTS, POINTS, A)), figures=figures).names == "[points has a figure]"
        assert said(Defined(A), "zh", figures=figures).names == "[收入有数据]"


def test_presence_looks_at_the_gaps_it_is_given() -> None:
    """What is refused for another reason is there."""
    absent = {"a": Undefinedness(Status.NOT_DUE, ())}
    assert said(Defined(A), figures=absent).figures == "0"
    assert said(Defined(A, frozenset({Status.NOT_MEASURED})), figures=absent).figures == "1"


IS_LEAST_B = Compare(A, Relation.AT_LEAST, B)
ASKED: dict[Relation, str] = {
    Relation.AT_LEAST: "[revenue ≥ b]",
    Relation.MORE_THAN: "[revenue > b]",
    Relation.AT_MOST: "[revenue ≤ b]",
    Relation.LESS_THAN: "[revenue < b]",
}


@pytest.mark.parametrize("relation", ASKED)
def test_what_holds_or_not_is_written_as_the_condition(relation: Relation) -> None:
    """A comparison is what it asks, either way round, and a choice by it is one by the interval."""
    asked = Compare(A, relation, B)
    for condition in (asked, Not(opposite(asked)), Not(Not(asked))):
        assert (said(condition).names, said(condition).truth) == (ASKED[relation], True)
        assert said(If(condition, A * 2, B)) == said(choice(asked, A * 2, B))
        assert said(If(condition, WHY, B)) == said(choice(asked, WHY, B))
        for number in range(4):
            figures: dict[str, Figure] = {"a": number, "b": 2}
            assert said(condition, figures=figures) == said(asked, figures=figures)
            assert said(If(condition, A * 2, B), figures=figures) == said(choice(asked, A * 2, B), figures=figures)


def test_an_equality_says_once_what_lies_beside() -> None:
    """Three intervals, of which the outer two are the same."""
    equal = Compare(A, Relation.EQUAL, B)
    assert said(equal).names == "[0 if revenue < b; 1 if revenue ≤ b; else 0]"
    assert said(Not(equal)).names == f"[{said(equal).names} < 1]"
    assert said(If(equal, B, A)).names == f"[revenue if {said(equal).names} < 1; else b]"
    assert said(If(equal, B, A), figures={"a": 2, "b": 2}).names == "b"
    assert said(If(equal, A, B * 2), figures={"a": 1, "b": 2}).names == "b × 2"


def test_numbers_that_are_chosen_are_the_condition_too() -> None:
    """A choice between 0 and 1 is written as what it asks; other numbers are cases."""
    holds = Choose(A, (Edge(B),), (Const(0), Const(1)))
    fails = Choose(A, (Edge(B),), (Const(1), Const(0)))
    assert (said(holds).names, said(holds).truth) == ("[revenue ≥ b]", True)
    assert (said(fails).names, said(fails).truth) == ("[revenue < b]", True)
    for other in (Const(2), Const("100%")):
        assert not said(Choose(A, (Edge(B),), (Const(0), other))).truth
    assert said(Choose(holds, (Edge(Const(1)),), (A, B))).names == "[revenue if [revenue ≥ b] < 1; else b]"
    assert said(Choose(A, (Edge(Const(1)),), (A, B))).names == "[revenue if revenue < 1; else b]"


def test_a_choice_by_a_marked_condition_says_if_and_else() -> None:
    """By the name of the condition, in either language; a choice between 0 and 1, or a refusal, needs no cases."""
    mark = Caption("x", Label(zh="条件成立", en="condition holds"))
    named = Named(Role.CONDITION, mark, IS_LEAST_B)
    chosen = If(named, B, A)
    assert said(chosen, titles={"x": SALES}).names == "[b if sales: condition holds; else revenue]"
    assert said(chosen, "zh", titles={"x": SALES}).names == "[销售：条件成立时 b；否则 收入]"
    assert [step.code for step in said(chosen).steps] == ["x"]
    assert not said(chosen).truth
    assert said(If(named, WHY, A)).names == "revenue"
    assert said(If(named, A, WHY)).names == "revenue"
    assert said(If(named, WHY, LATER)).names == "[[cannot be computed] if condition holds; else [not due]]"
    assert said(If(named, Const(1), Const(0))).names == "[condition holds ≥ 1]"
    assert said(If(named, Const(1), Const(2))).names == "[1 if condition holds; else 2]"
    assert said(chosen, figures={"a": 1, "b": 2}).names == "revenue"
    assert said(chosen, figures={"a": 2, "b": 2}).names == "b"
    assert said(Not(named)).names == "[condition holds < 1]"
    assert said(Not(named), figures={"a": 1, "b": 2}).names == "1"


def test_several_conditions_are_counted() -> None:
    """So many must hold; where the count has a name, it is a step."""
    counted = Caption("met", Label(zh="达标", en="met"))
    conditions = (IS_LEAST_B, Compare(B, Relation.MORE_THAN, Const(0)))
    figures: dict[str, Figure] = {"a": 1, "b": 2}
    for joined, needed, taken in ((All, 2, "revenue"), (Any, 1, "b")):
        plain, named = joined(conditions), joined(conditions, counted=counted)
        assert (said(plain).names, said(plain).truth) == (f"[[revenue ≥ b] + [b > 0] ≥ {needed}]", True)
        assert said(named).names == f"[met ≥ {needed}]"
        assert said(Not(named)).names == f"[met < {needed}]"
        assert said(If(named, B, A)).names == f"[revenue if met < {needed}; else b]"
        assert said(If(Not(named), B, A)).names == f"[b if met < {needed}; else revenue]"
        for chosen in (If(named, B, A), If(plain, B, A), If(Not(plain), A, B)):
            assert said(chosen, figures=figures).names == taken
        (step,) = said(If(named, B, A), figures=figures).steps
        assert (step.role, step.code, step.name, step.phrase.names) == (Role.STEP, "met", "met", "0 + 1")
        assert said(Named(Role.STEP, "x", plain)).truth


def test_what_was_chosen_asks_nothing_any_more() -> None:
    """A condition that a choice, a case or a policy has picked is told with the steps by which it was picked."""
    mark = Named(Role.STEP, "picked", B)
    grade = Input("grade", kind=Kind.CATEGORY)
    picked = (
        Choose(mark, (Edge(Const(0)),), (Const(0), IS_LEAST_B)),
        Match(grade, (("x", IS_LEAST_B),), Const(0)),
        Coalesce(WHY, {Status.UNDEFINED}, IS_LEAST_B),
    )
    for condition in picked:
        for figures in (None, {"a": 1, "b": 2, "grade": "x"}):
            assert said(condition, figures=figures).question is None
    assert [step.code for step in said(If(picked[0], A, B), figures={"a": 1, "b": 2}).steps] == ["picked"]


def test_a_rule_that_has_no_number_at_all_is_no_number_further_up() -> None:
    """Refusals in refusals stay refusals: the one calculation beside them is still the only one."""
    never = Choose(A, (Edge(B),), (WHY, LATER))
    assert said(never).refuses
    assert said(Choose(A, (Edge(Const(5)),), (never, B))).names == "b"
    assert not said(Choose(A, (Edge(B),), (A, B))).refuses
    assert not said(Choose(A, (Edge(B),), (WHY, B))).refuses
    assert not said(WHY, figures={"a": 1}).refuses


@pytest.mark.parametrize(
    ("mode", "step", "zh", "en"),
    [
        (RoundingMode.HALF_UP, "0.05", "四舍五入到 0.05 的倍数", "rounded half up to multiples of 0.05"),
        (RoundingMode.HALF_UP, "1/3", "四舍五入到 1/3 的倍数", "rounded half up to multiples of 1/3"),
        (RoundingMode.HALF_EVEN, "0.1", "四舍六入五成双保留一位小数", "rounded half to even to 1 place"),
        (RoundingMode.HALF_DOWN, "0.01", "五舍六入保留两位小数", "rounded half down to 2 places"),
        (RoundingMode.HALF_UP, "1e-12", "四舍五入保留12位小数", "rounded half up to 12 places"),
        (RoundingMode.HALF_UP, 1, "四舍五入取整", "rounded half up to a whole number"),
        (RoundingMode.UP, 1, "进整（不足 1 个按 1 个计）", "in started units"),
        (RoundingMode.DOWN, 1, "取整（不足 1 个不计）", "in full units"),
        (RoundingMode.FLOOR, 1, "向下取整", "rounded down to a whole number"),
        (RoundingMode.UP, "0.5", "只入不舍到 0.5 的倍数", "rounded away from 0 to multiples of 0.5"),
    ],
)
def test_a_rounding_names_its_mode_and_step(mode: RoundingMode, step: str | int, zh: str, en: str) -> None:
    """With figures and without, it stands behind what is rounded."""
    rounding = Round(A, step, mode)
    assert said(rounding, "zh").names == f"收入 {zh}"
    phrase = said(rounding, figures={"a": Fraction(1, 3)})
    assert (phrase.names, phrase.figures) == (f"revenue {en}", f"1/3 {en}")
    assert said(rounding * 2).names == f"(revenue {en}) × 2"


def test_a_rounded_percentage_says_its_step_in_percent() -> None:
    """The places of 12.34% are not those of 0.1234."""
    assert said(Round(A + Const("1%"), "0.0001")).names == "revenue + 1% rounded half up to multiples of 0.01%"


def test_figures_are_given_as_they_are() -> None:
    """A number, a grade, and the status of what is missing, in either language."""
    figures: dict[str, Figure] = {"a": Fraction(-5, 4), "g": "x", "m": Undefinedness(Status.NOT_DUE, ())}
    for language, missing in (("en", "[not due]"), ("zh", "[未到考核期]")):
        shown = [said(each, language, figures=figures).figures for each in (A, GRADE, Input("m"))]
        assert shown == ["-1.25", "x", missing]
