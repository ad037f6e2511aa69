"""A program that is made ready for many evaluations gives each step the value that the exact meaning gives it."""

import pytest

from perfkpi.interpreters.evaluation import Evaluation
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.values import Value
from perfkpi.language import (
    Choose,
    Coalesce,
    Const,
    Defined,
    Edge,
    Expr,
    Floor,
    Input,
    Max,
    Named,
    Program,
    Reason,
    Role,
    Status,
    Undefined,
    Undefinedness,
)

A, B = Input("a"), Input("b")
ABSENT = Undefinedness(Status.NOT_DUE, ())
PEOPLE: list[dict[str, Value]] = [{"a": (1, 2), "b": (3, 1)}, {"a": (-4, 1), "b": (0, 1)}, {"a": ABSENT, "b": (1, 1)}]
PROGRAMS: dict[str, tuple[Expr, ...]] = {
    "a constant": (Const(7),),
    "a named constant": (Named(Role.STEP, "x", Const(7)) * 2,),
    "a calculation with constants only": (Floor(Const(7) / 2) + 1,),
    "a measure": (A,),
    "a named measure": (Named(Role.VALUE, "a", A),),
    "a name of a name": (Named(Role.POINTS, "p", Named(Role.VALUE, "a", A)) - Named(Role.VALUE, "b", B),),
    "one operand": (Floor(A),),
    "two operands": (A - B,),
    "constants and measures": ((A + Const(1)) * (Const(2) * Const(3)),),
    "a shared step": ((A * B) + (A * B), A * B),
    "several results": (A + 1, B, Const(3), Named(Role.TOTAL, "", A + 1)),
    "decisions": (Choose(A, (Edge(Const(0)), Edge(B)), (Const(1), A, B)), Defined(A)),
    "substitutes": (Coalesce(A, {Status.NOT_DUE}, Const(5)) / B,),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_step_has_its_value(name: str) -> None:
    """Constants, measures, calculations and names, in the order of the program, for one person after another."""
    program = Program(*PROGRAMS[name])
    prepared = Evaluation(program)
    for inputs in (*PEOPLE, *reversed(PEOPLE)):
        assert prepared.run(inputs) == program.run(Exact(inputs))


@pytest.mark.parametrize("name", PROGRAMS)
def test_an_evaluation_stops_anywhere_and_goes_on(name: str) -> None:
    """However many steps come first, with those that are left they are what all steps are at once."""
    program = Program(*PROGRAMS[name])
    for inputs in PEOPLE:
        whole = program.run(Exact(inputs))
        for until in range(len(program.steps) + 1):
            evaluation = Evaluation(program, until)
            first = evaluation.run(inputs)
            assert first == whole[:until]
            assert evaluation.finish(inputs, first) == whole


def test_people_do_not_see_each_other() -> None:
    """What was found for one person stays as it is when the next one is evaluated."""
    prepared = Evaluation(Program(A * 2))
    first = prepared.run({"a": (1, 1)})
    kept = list(first)
    prepared.run({"a": (5, 1)})
    assert first == kept


def test_constants_are_computed_once() -> None:
    """A calculation of constants is ready before anybody is evaluated: one value for all."""
    prepared = Evaluation(Program(Const(2) * Const(3) + A))
    one, other = prepared.run({"a": (1, 1)}), prepared.run({"a": (1, 1)})
    product = one.index((6, 1))
    assert one[product] is other[product]
    assert one[-1] is not other[-1]


NO_FIGURE = Undefined(Status.NOT_DUE, Reason("not-due-yet", zh="未到期", en="not due yet"))
NO_SETTING = Undefined(Status.INVALID_PARAMETER, Reason("no-setting", zh="未设定", en="not set"))


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        (Coalesce(NO_FIGURE, {Status.NOT_DUE}, NO_SETTING), ()),  # nothing was asked
        (Max((NO_FIGURE, A)), ()),  # nobody decided
        (Coalesce(Choose(A, (Edge(Const(0)),), (NO_FIGURE, A)), {Status.NOT_DUE}, NO_SETTING), ("a",)),
    ],
    ids=["a refusal of a refusal", "a refusal among others", "a refusal that a measure decides on"],
)
def test_a_refusal_names_the_measures_that_it_was_decided_by(expression: Expr, names: tuple[str, ...]) -> None:
    """And none where no measure has a part in it."""
    found = Evaluation(Program(expression)).told({"a": (-1, 1)}, {})[-1]
    assert isinstance(found, Undefinedness)
    assert [reason.names for reason in found.reasons] == [names]
