"""Numeric parameters of a rule: a number, a column that varies by person, or a formula."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from attrs import evolve

from perfkpi.labels import Label
from perfkpi.language import (
    Caption,
    Coalesce,
    Const,
    Expr,
    Input,
    Max,
    Min,
    Named,
    Reason,
    Role,
    Status,
    Undefined,
)
from perfkpi.model.measures import Field
from perfkpi.model.operands import Formula
from perfkpi.numbers import Numeric, exact
from perfkpi.numerals import written

__all__ = [
    "Parameter",
    "as_parameter",
    "between",
    "declared_ends",
    "express_parameter",
    "marked_cap",
    "marked_floor",
    "marked_target",
    "optional_parameter",
    "quoted",
    "varies",
]

_TARGET = Caption("target", Label(zh="目标值", en="target"))
_FLOOR = Caption("floor", Label(zh="保底分", en="floor"))
_CAP = Caption("cap", Label(zh="封顶分", en="cap"))

Parameter: TypeAlias = Fraction | Field | Formula

_NOT_SET = Reason("missing-parameter", zh="没有给出目标值或标准", en="a personal parameter is not given")
_WRONG = Reason("wrong-parameter", zh="目标值或标准有误", en="a personal parameter is not a valid number")


def as_parameter(value: Numeric | Field | Formula) -> Parameter:
    """An attrs converter: a number becomes exact, a field or a formula stays what it is."""
    return value if isinstance(value, (Field, Formula)) else exact(value)


def optional_parameter(value: Numeric | Field | Formula | None) -> Parameter | None:
    """The same where the parameter may be left out."""
    return None if value is None else as_parameter(value)


def quoted(value: Parameter) -> str:
    """A parameter as a message quotes it: a number as it is written, a column by its name, a formula by its kind."""
    if isinstance(value, Fraction):
        return written(value)
    return value.column if isinstance(value, Field) else type(value).__name__


def declared_ends(value: Parameter) -> tuple[Fraction | None, Fraction | None]:
    """The numbers between which a parameter is declared to lie; ``None`` for an end that nobody knows."""
    if isinstance(value, Fraction):
        return value, value
    return (None, None) if isinstance(value, Field) else value.declared_ends


def express_parameter(value: Parameter) -> Expr:
    """A parameter as an expression.

    One that varies by person and was not filled in, or is wrong, is an invalid parameter of the row, which no policy
    covers. One that does not apply to a person, is not due yet or has too little data keeps that status.
    """
    if isinstance(value, Fraction):
        return Const(value)
    given = value.express() if isinstance(value, Formula) else Input(value.column)
    names = () if isinstance(value, Formula) else (value.column,)
    not_set, wrong = (Undefined(Status.INVALID_PARAMETER, evolve(reason, names=names)) for reason in (_NOT_SET, _WRONG))
    return Coalesce(Coalesce(given, {Status.NOT_MEASURED}, not_set), {Status.INVALID_VALUE}, wrong)


def marked_target(target: Parameter) -> Expr:
    """The target of a rule, marked as such."""
    return Named(Role.TARGET, _TARGET, express_parameter(target))


def marked_floor(points: Expr) -> Expr:
    """The points below which nobody falls, marked as such."""
    return Named(Role.FLOOR, _FLOOR, points)


def marked_cap(points: Expr) -> Expr:
    """The points beyond which nobody gets, marked as such."""
    return Named(Role.CAP, _CAP, points)


def between(points: Expr, floor: Expr | None, cap: Expr | None) -> Expr:
    """Points held between a floor and a cap, each of them marked; ``None`` is no limit."""
    if floor is not None:
        points = Max((points, marked_floor(floor)))
    return points if cap is None else Min((points, marked_cap(cap)))


def varies(*parameters: object) -> bool:
    """Whether any of them is no number, nor the absence of one, that the constructor has already checked."""
    return any(isinstance(parameter, (Field, Formula)) for parameter in parameters)
