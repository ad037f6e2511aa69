"""Steps and notes go through every operation: nothing that was computed on the way is lost or told twice."""

from collections.abc import Callable
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
    Rank,
    Reason,
    Role,
    Round,
    Status,
    Undefined,
    Undefinedness,
)

A, B, C, G, M = Input("a"), Input("b"), Input("c"), Input("g", kind=Kind.CATEGORY), Input("m")
ABSENT = Undefinedness(Status.NOT_MEASURED, (Reason("absent", "无{names}", "no {names}", ("m",)),))
FIGURES: dict[str, Figure] = {"a": -2, "b": 3, "c": Fraction(1, 2), "g": "x", "m": ABSENT}


def reason(mark: str) -> Undefined:
    """A refusal with a sentence of its own."""
    return Undefined(Status.UNDEFINED, Reason(f"code-{mark}", zh=f"因{mark}", en=f"because {mark}"))


def told_of_somebody(mark: str, value: Expr) -> Expr:
    """A marked step with a note, as a person meets it: a substitute, with the reason for it."""
    return Coalesce(reason(mark), {Status.UNDEFINED}, Named(Role.STEP, mark, value))


def told_of_nobody(mark: str, value: Expr) -> Expr:
    """A marked step with a note, as the rule has it: the calculation, and why there may be none."""
    return Choose(A, (Edge(B),), (reason(mark), Named(Role.STEP, mark, value)))


def person(expression: Expr) -> Phrase:
    """The phrase of the person whose figures stand above."""
    return said(expression, FIGURES)


def rule(expression: Expr) -> Phrase:
    """The phrase of nobody in particular."""
    return said(expression)


def codes(phrase: Phrase) -> list[str]:
    """The codes of the steps beneath, in their order."""
    return [step.code for step in phrase.steps]


COMBINED: dict[str, Callable[[Expr, Expr], Expr]] = {
    "a sum": lambda p, q: p + q,
    "a sum with one of them twice": lambda p, q: p + q + p,
    "a difference": lambda p, q: p - q,
    "a product": lambda p, q: p * q,
    "a product of three": lambda p, q: Mul((p, q, C)),
    "a negative": lambda p, q: -(p + q),
    "a quotient": lambda p, q: p / q,
    "a least": lambda p, q: Min((p, q)),
    "a greatest": lambda p, q: Max((p, q, C)),
    "an amount": lambda p, q: Max((p + q, -(p + q))),
    "a whole number": lambda p, q: Floor(p + q),
    "a rounding": lambda p, q: Round(p + q, 1),
    "a power": lambda p, q: Power(p + q, 2),
    "a rank": lambda p, q: Rank(p + q, Among([1, 2])),
}


@pytest.mark.parametrize("name", COMBINED)
def test_operations_keep_the_steps_and_notes_of_their_parts(name: str) -> None:
    """Each step and each note beneath stands once, in the order of the calculation."""
    combine = COMBINED[name]
    somebody = person(combine(told_of_somebody("p", A), told_of_somebody("q", B)))
    nobody = rule(combine(told_of_nobody("p", A), told_of_nobody("q", B)))
    assert codes(somebody) == codes(nobody) == ["p", "q"]
    assert somebody.notes == ("because p", "because q")
    assert nobody.notes == ("or cannot be computed: because p", "or cannot be computed: because q")


def test_the_least_of_one_name_keeps_the_steps_of_all() -> None:
    """Steps that go by one name are all told, and so are their notes."""
    both = [told_of_somebody("p", A), Coalesce(reason("q"), {Status.UNDEFINED}, Named(Role.STEP, "p", A * 1))]
    phrase = person(Min(both))
    assert (phrase.names, codes(phrase), phrase.notes) == ("p", ["p", "p"], ("because p", "because q"))
    assert [step.phrase.names for step in phrase.steps] == ["a", "a × 1"]


def test_a_decision_of_a_person_keeps_what_led_to_it() -> None:
    """The figure and the edges that were looked at are told before the branch; other branches are not."""
    p, q, r, s = (told_of_somebody(mark, value) for mark, value in zip("pqrs", (B, A, C, A), strict=True))
    taken = person(Choose(p, (Edge(q),), (r, s)))
    assert (codes(taken), taken.notes) == (["p", "q", "s"], ("because s",))
    assert codes(person(Choose(q, (Edge(p),), (r, s)))) == ["q", "p", "r"]


def test_a_number_of_a_table_keeps_its_own_notes_first() -> None:
    """Where it was found comes after what was known of it; a calculation, or a marked step, needs no such note."""
    substitute = Coalesce(reason("p"), {Status.UNDEFINED}, Const(7))
    table = Choose(B, (Edge(Const(0)),), (Const(1), substitute))
    assert person(table).notes == ("because p", "b ≥ 0")
    for branch in (A, Named(Role.STEP, "s", Const(7))):
        assert person(Choose(B, (Edge(Const(0)),), (branch, Const(2)))).notes == ()
        assert person(Choose(B, (Edge(Const(0)),), (Const(1), branch))).notes == ()


def test_a_decision_that_cannot_be_taken_keeps_what_was_looked_at() -> None:
    """What led to the missing figure is told, the branches are not."""
    absent = Named(Role.STEP, "m", M)
    stopped = person(Choose(absent + told_of_somebody("p", A), (Edge(told_of_somebody("q", B)),), (A, Const(1))))
    assert (codes(stopped), stopped.notes) == (["m", "p", "q"], ("because p", "because q"))
    grade = said(Match(Named(Role.STEP, "grade", G), (("x", A),), B), {**FIGURES, "g": ABSENT})
    assert (codes(grade), value(grade)) == (["grade"], ABSENT)


def test_a_grade_keeps_the_steps_of_its_branch_only() -> None:
    """The grade comes first, then how its points came about; its note stands behind theirs."""
    grade = Named(Role.STEP, "grade", G)
    points = person(Match(grade, (("y", told_of_somebody("p", A)), ("x", told_of_somebody("q", B))), C))
    assert (codes(points), points.notes) == (["grade", "q"], ("because q", "rated “x”"))
    assert codes(rule(Match(grade, (("y", Named(Role.STEP, "p", A)),), Named(Role.STEP, "q", B)))) == [
        "grade",
        "p",
        "q",
    ]


def test_a_rule_tells_the_steps_of_all_branches() -> None:
    """Nobody knows yet which will be taken."""
    on, at = told_of_nobody("on", A), told_of_nobody("at", B)
    p, q, r = told_of_nobody("p", A), told_of_nobody("q", B), told_of_nobody("r", C)
    every = ["on", "at", "p", "q"]
    notes = tuple(f"or cannot be computed: because {mark}" for mark in every)
    for branches in ((p, q), (p, reason("q")), (reason("p"), q)):
        phrase = rule(Choose(on, (Edge(at),), branches))
        named = [mark for mark, branch in zip("pq", branches, strict=True) if not isinstance(branch, Undefined)]
        assert (codes(phrase), phrase.notes) == (["on", "at", *named], notes)
    truth = Choose(on, (Edge(at),), (Const(0), Const(1)))
    assert (codes(rule(truth)), rule(truth).notes) == (["on", "at"], notes[:2])
    case = rule(Choose(truth, (Edge(Const(1)),), (p, q)))
    assert (codes(case), case.notes) == (every, notes)
    assert codes(rule(Choose(on, (Edge(at), Edge(C)), (p, q, r)))) == [*every, "r"]


def test_substitutes_keep_steps_and_tell_reasons_last() -> None:
    """Of a rule both are told; of a person only what counts, with the reasons for it by the measures' labels."""
    either = Coalesce(Named(Role.STEP, "p", M), {Status.NOT_MEASURED}, Named(Role.STEP, "q", B))
    assert codes(rule(either)) == ["p", "q"]
    assert codes(person(either)) == ["q"]
    assert codes(person(Coalesce(Named(Role.STEP, "p", A), {Status.NOT_MEASURED}, B))) == ["p"]
    assert person(Coalesce(M, {Status.NOT_MEASURED}, told_of_somebody("q", B))).notes == ("because q", "no m")
    labels = {"m": Label(zh="利润", en="profit")}
    substitute = Coalesce(M, {Status.NOT_MEASURED}, B)
    assert said(substitute, FIGURES, labels=labels).notes == ("no profit", "b counts")
    assert said(substitute, FIGURES, "zh", labels=labels).notes == ("无利润", "取 b")
    assert person(Coalesce(Named(Role.POINTS, "p", M), {Status.NOT_MEASURED}, B)).notes == ("no m",)


def test_a_bound_that_was_reached_is_a_note_behind_the_others() -> None:
    """In Chinese and English, of caps and of floors; one that was not reached leaves the calculation as it is."""
    capped = Min((told_of_somebody("p", B), Named(Role.CAP, "cap", Const(1))))
    raised = Max((told_of_somebody("p", A), Named(Role.FLOOR, "floor", Const(1))))
    assert (person(capped).notes, codes(person(capped))) == (("because p", "capped at 1"), ["p", "cap"])
    assert (person(raised).notes, codes(person(raised))) == (("because p", "raised to the floor of 1"), ["p", "floor"])
    assert said(capped, FIGURES, "zh").notes[-1] == "已封顶（最高 1 分）"
    assert said(raised, FIGURES, "zh").notes[-1] == "已保底（最低 1 分）"
    free = person(Min((told_of_somebody("p", A), Named(Role.CAP, "cap", Const(1)))))
    assert (codes(free), free.notes, free.names) == (["p"], ("because p",), "p")


def test_a_bound_without_figures_or_without_a_number_is_written_whole() -> None:
    """Nobody's cap was reached yet; and a missing figure has not reached one."""
    cap = Named(Role.CAP, "cap", Const(1))
    assert (rule(Min((A, cap))).names, rule(Min((A, cap))).notes) == ("a, at most cap", ())
    assert codes(rule(Min((A, cap)))) == ["cap"]
    missing = person(Min((M, cap)))
    assert (missing.names, missing.figures, missing.notes) == ("m", "[not measured]", ())
    assert person(Min((cap, A))).names == "a"
    assert person(Max((cap, A))).names == "largest of (cap, a)"
    equal = person(Min((B * C, Named(Role.CAP, "cap", B / 2))))
    assert (equal.figures, equal.notes) == ("3 × 0.5", ())


def test_a_negative_percentage_of_a_marked_step_keeps_its_step() -> None:
    """A sign before a step changes neither its unit nor what is told beneath."""
    phrase = person(-Named(Role.WEIGHT, Caption("w", Label(zh="权重", en="weight"), percent=True), C))
    assert (phrase.figures, phrase.percent, codes(phrase)) == ("-50%", True, ["w"])
