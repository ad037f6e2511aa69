"""What has a number of its own in every row: columns and formulas, in the place of a parameter or of a figure."""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction

from attrs import evolve, field, frozen

from perfkpi.asking import Asking
from perfkpi.labels import Label
from perfkpi.language import Coalesce, Const, Expr, Input, Reason, Status, Undefined
from perfkpi.model.parameters.validation import checked_code, placed
from perfkpi.numerals import written

_NOT_SET = Reason("missing-parameter", zh="目标值（标准）未设定", en="no target or standard is set")
_WRONG = Reason("wrong-parameter", zh="目标值或标准有误", en="a personal parameter is not a valid number")


class Varying(Asking, ABC):
    """The base of what stands where a number may stand, and is another one for every person."""

    __slots__ = ()

    @abstractmethod
    def express(self) -> Expr:
        """Express the number in terms of measures."""


@frozen(eq=False, field_transformer=placed)
class Field(Varying):
    """A parameter that varies by person (A17, 个性化目标): the column that holds it.

    Source, scheme for account directors: 根据客户总监的实际情况进行个性化目标的制定. A cell that is empty or no
    number is an invalid parameter; ``Absent.NOT_APPLICABLE`` says that there is none for this person, which a policy
    may cover.
    """

    column: str = field(converter=checked_code)

    def express(self) -> Expr:
        return Input(self.column)


def quoted(value: Fraction | Varying) -> str:
    """Quote a parameter as a message does: a number as it is written, a column by its name, a formula by its kind."""
    if isinstance(value, Fraction):
        return written(value)
    return value.column if isinstance(value, Field) else type(value).__name__


def express_parameter(value: Fraction | Varying, called: Label | None = None) -> Expr:
    """Turn a parameter into an expression.

    Args:
        value: the parameter.
        called: what a person calls it where it is neither a target nor a standard.

    Returns:
        the expression.

    One that varies by person and was not filled in, or is wrong, is an invalid parameter of the row, which no policy
    covers. One that does not apply to a person, is not due yet or has too little data keeps that status.
    """
    if isinstance(value, Fraction):
        return Const(value)
    names = (value.column,) if isinstance(value, Field) else ()
    reasons = (_NOT_SET, _WRONG) if called is None else _reasons(called)
    not_set, wrong = (Undefined(Status.INVALID_PARAMETER, evolve(reason, names=names)) for reason in reasons)
    return Coalesce(Coalesce(value.express(), {Status.NOT_MEASURED}, not_set), {Status.INVALID_VALUE}, wrong)


def _reasons(called: Label) -> tuple[Reason, Reason]:
    """Build the reasons why a parameter of some name is not set, or wrong."""
    en, zh = called.en, called.zh
    return (
        evolve(_NOT_SET, zh=f"{zh}未设定", en=f"no {en} is set"),
        evolve(_WRONG, zh=f"{zh}有误", en=f"the {en} is not a valid number"),
    )


def express_operand(operand: str | Varying) -> Expr:
    """Express a measure by its name, or the formula that stands in its place."""
    return Input(operand) if isinstance(operand, str) else operand.express()
