"""The values of phrases: the words and the exact meaning never disagree, and what has no number says so."""

from fractions import Fraction

import pytest
from evaluated import Figure
from phrases import Phrase, said, value

from perfkpi.language import (
    Add,
    Among,
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
    Mul,
    Named,
    Power,
    Rank,
    Reason,
    Role,
    Round,
    RoundingMode,
    Status,
    Undefined,
    Undefinedness,
)

A, B, C, G, M = Input("a"), Input("b"), Input("c"), Input("g", kind=Kind.CATEGORY), Input("m")
ABSENT = Undefinedness(Status.NOT_MEASURED, (Reason("absent", "无{names}", "no {names}", ("m",)),))
FIGURES: dict[str, Figure] = {"a": -2, "b": 3, "c": Fraction(1, 2), "g": "x", "m": ABSENT}
CAP, FLOOR = Named(Role.CAP, "cap", C), Named(Role.FLOOR, "floor", C)

NUMBERS: dict[str, tuple[Expr, str]] = {
    "a constant": (Const("12%"), "3/25"),
    "a sum": (A + B + C, "3/2"),
    "a sum of one": (Add((A,)), "-2"),
    "a difference": (A - B, "-5"),
    "a product": (Mul((A, B, C)), "-3"),
    "a negative": (-A, "2"),
    "a negative sum": (-(A + C), "3/2"),
    "a quotient": (A / B, "-2/3"),
    "a least": (Min((B, C, A)), "-2"),
    "a greatest": (Max((A, B, C)), "3"),
    "the amount of a negative number": (Max((A, -A)), "2"),
    "the amount of a positive number": (Max((B, -B)), "3"),
    "a cap that was reached": (Min((B, CAP)), "1/2"),
    "a cap that was not reached": (Min((A, CAP)), "-2"),
    "a floor that was reached": (Max((A, FLOOR)), "1/2"),
    "a floor that was not reached": (Max((B, FLOOR)), "3"),
    "a whole number": (Floor(C - 2), "-2"),
    "a rounding": (Round(C, 1, RoundingMode.HALF_EVEN), "0"),
    "a rounding to a step": (Round(B + C, 2, RoundingMode.CEILING), "4"),
    "a power": (Power(A, 3), "-8"),
    "a root of a square": (Power(Const(9), "1/2"), "3"),
    "a decision": (Choose(A, (Edge(C), Edge(B)), (Const(7), Const(8), Const(9))), "7"),
    "a decision for the last": (Choose(B, (Edge(A), Edge(C)), (Const(7), Const(8), Const(9))), "9"),
    "a rank up to": (Rank(B, Among([1, 2, 3, 4])), "3"),
    "a rank below": (Rank(B, Among([1, 2, 3, 4]), EdgeSide.BELOW), "2"),
    "a grade": (Match(G, (("y", A), ("x", B)), C), "3"),
    "no grade of the list": (Match(G, (("y", A),), C), "1/2"),
    "a substitute": (Coalesce(M, {Status.NOT_MEASURED}, B), "3"),
    "no need of a substitute": (Coalesce(A, {Status.NOT_MEASURED}, B), "-2"),
    "presence": (Defined(A), "1"),
    "absence": (Defined(M), "0"),
    "a marked step": (Named(Role.STEP, "step", A * B), "-6"),
    "another indicator's figure": (Named(Role.REFERENCE, "x", A * B), "-6"),
}


def person(expression: Expr) -> Phrase:
    """The phrase of the person whose figures stand above."""
    return said(expression, FIGURES)


def rule(expression: Expr) -> Phrase:
    """The phrase of nobody in particular."""
    return said(expression)


@pytest.mark.parametrize("name", NUMBERS)
def test_a_phrase_has_the_value_of_its_calculation(name: str) -> None:
    """Every operation has its result beside its words, and a rule without figures has none."""
    expression, wanted = NUMBERS[name]
    assert value(person(expression)) == Fraction(wanted)
    assert (rule(expression).value, rule(expression).role) == (None, person(expression).role)


@pytest.mark.parametrize("name", NUMBERS)
def test_a_marked_phrase_shows_its_value(name: str) -> None:
    """Behind a name stands the number, not the calculation, and nothing where there are no figures."""
    expression, wanted = NUMBERS[name]
    marked = Named(Role.STEP, "marked", expression)
    shown = str(float(Fraction(wanted))).removesuffix(".0")
    assert person(marked).figures == {"-0.6666666666666666": "-2/3", "0.12": "12%"}.get(shown, shown)
    assert rule(marked).figures == ""


ABSENCES: dict[str, Expr] = {
    "a sum": A + M,
    "a difference": M - A,
    "a product": A * M,
    "a negative": -M,
    "a quotient": M / B,
    "a least": Min((A, M)),
    "a capped figure": Min((M, CAP)),
    "an amount": Max((M, -M)),
    "a whole number": Floor(M),
    "a rounding": Round(M, 1),
    "a power": Power(M, 2),
    "a decision": Choose(M, (Edge(A),), (B, C)),
    "a decision at an edge": Choose(A, (Edge(M),), (B, C)),
    "a chosen branch": Choose(A, (Edge(B),), (M, C)),
    "a rank": Rank(M, Among([1])),
    "a substitute for something else": Coalesce(M, {Status.NOT_DUE}, B),
    "a marked step": Named(Role.VALUE, "m", M),
}


@pytest.mark.parametrize("name", ABSENCES)
def test_a_phrase_without_a_number_says_why(name: str) -> None:
    """The status and the reason go through every operation and show in figures behind the next name."""
    assert value(person(ABSENCES[name])) == ABSENT
    assert person(Named(Role.STEP, "marked", ABSENCES[name])).figures == "[not measured]"


@pytest.mark.parametrize(
    ("grade", "wanted"), [(ABSENT, ABSENT), (Undefinedness(Status.NOT_DUE, ()), Undefinedness(Status.NOT_DUE, ()))]
)
def test_without_a_grade_there_is_no_number(grade: Undefinedness, wanted: Undefinedness) -> None:
    """The points of a grade that was not given have the status of the grade."""
    assert value(said(Match(G, (("x", A),), B), {**FIGURES, "g": grade})) == wanted


def test_a_refusal_has_its_own_status_and_reason() -> None:
    """What the rule itself refuses is told apart from what is missing, and a zero denominator from both."""
    why = Reason("why", zh="为何", en="because")
    refused = person(Undefined(Status.UNDEFINED, why))
    assert (value(refused), refused.names) == (Undefinedness(Status.UNDEFINED, (why,)), "[cannot be computed]")
    found = value(person(A / (B - B)))
    assert isinstance(found, Undefinedness)
    assert [reason.code for reason in found.reasons] == ["zero-denominator"]


def test_a_sum_of_one_is_no_sum() -> None:
    """It binds as tightly as what it is of."""
    assert (rule(Add((A,)) * B).names, person(Add((A,)) * B).figures) == ("a × b", "(-2) × 3")


FORMS: dict[str, Expr] = {
    "a condition": Choose(A, (Edge(B),), (Const(0), Const(1))),
    "a choice by a condition": Choose(Choose(A, (Edge(B),), (Const(0), Const(1))), (Edge(Const(1)),), (A, B)),
    "cases": Choose(A, (Edge(B),), (B, C)),
    "grades": Match(G, (("x", A),), B),
    "a substitute": Coalesce(A, {Status.NOT_DUE}, B),
    "presence": Defined(A),
    "a count": Rank(A, Among([1])),
    "a measure": A,
}


@pytest.mark.parametrize("name", FORMS)
def test_a_rule_has_no_figures(name: str) -> None:
    """Where no person is concerned, there is nothing to show but the names."""
    phrase = rule(FORMS[name])
    assert (phrase.figures, phrase.value) == ("", None)


def test_a_decision_that_cannot_be_taken_shows_only_its_status() -> None:
    """There is no branch to show, neither in names nor in figures, in either language."""
    decision, grade = Choose(M, (Edge(A),), (B, C)), Match(G, (("x", A),), B)
    for stopped in (decision, grade):
        english, chinese = (said(stopped, {**FIGURES, "g": ABSENT}, language) for language in ("en", "zh"))
        assert (english.names, english.figures) == ("[not measured]",) * 2
        assert (chinese.names, chinese.figures) == ("[缺少数据]",) * 2


def test_a_root_is_shown_to_six_places() -> None:
    """A step whose value no fraction is has a decimal that says so."""
    marked = person(Named(Role.STEP, "r", Power(B, "1/2")))
    assert marked.figures == "≈1.732051"
    assert person(Rank(Power(B, "1/2"), Among([1, 2]))).figures == "1"


def test_an_amount_is_an_atom() -> None:
    """The strokes around an amount are its brackets."""
    amount = Max((A + B, -(A + B)))
    assert (person(amount * C).names, person(amount * C).figures) == ("|a + b| × c", "|-2 + 3| × 0.5")
    assert rule(amount * C).names == "|a + b| × c"
    assert rule(Max((A, B, -A))).names == "largest of (a, b, -a)"
    assert rule(Max((-A, A))).names == "largest of (-a, a)"
    assert rule(Max((A, -B))).names == "largest of (a, -b)"


@pytest.mark.parametrize(
    ("expression", "percent"),
    [
        (Const("12%"), True),
        (Const("0.12"), False),
        (-Const("12%"), True),
        (Floor(Const("12%")), True),
        (Round(Const("12%") + B, 1), True),
        (Floor(B), False),
        (Max((Const("12%") * 1, B)), False),
        (Power(Const("12%"), 2), False),
        (Choose(A, (Edge(B),), (Const("12%"), B)), True),
        (Choose(B, (Edge(A),), (Const("12%"), B)), False),
        (Named(Role.STEP, "step", Const("12%") + B), True),
        (Named(Role.STEP, "step", B), False),
    ],
)
def test_percent_is_kept_by_what_keeps_the_unit(expression: Expr, *, percent: bool) -> None:
    """A rounded percentage is one, and so is the chosen one, in names as in figures."""
    assert person(expression).percent is percent
