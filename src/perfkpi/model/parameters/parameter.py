"""Numeric parameters of a rule: a number, a column that varies by person, or a formula."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias, cast

from perfkpi.errors import NumberError, shown
from perfkpi.foreign import is_a
from perfkpi.labels import Label
from perfkpi.language import Caption, Expr, Max, Min, Named, Role
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.parameters.varying import Field, express_parameter
from perfkpi.numbers import Numeric, exact

_TARGET = Caption("target", Label(zh="目标值", en="target"))
FLOOR = Caption("floor", Label(zh="保底分", en="floor"))
CAP = Caption("cap", Label(zh="封顶分", en="cap"))

Parameter: TypeAlias = Fraction | Field | Formula


def as_parameter(value: Numeric | Field | Formula) -> Parameter:
    """Convert a parameter, for attrs: a number becomes exact, a field or a formula stays what it is."""
    if isinstance(value, (Field, Formula)):
        return value
    try:
        return exact(value)
    except NumberError as error:
        if is_a(value, str) and str.isidentifier(cast("str", value)):
            name = shown(value)
            error.en += f"; where {name} is a column, write Field({name}), or Actual({name}) for a formula"
            error.zh += f"；如果 {name} 是数据列，请写 Field({name})，用作公式请写 Actual({name})"
        raise


def optional_parameter(value: Numeric | Field | Formula | None) -> Parameter | None:
    """Convert a parameter that may be left out."""
    return None if value is None else as_parameter(value)


def declared_ends(value: Parameter) -> tuple[Fraction | None, Fraction | None]:
    """Tell between which numbers a parameter is declared to lie; ``None`` for an end that nobody knows."""
    if isinstance(value, Fraction):
        return value, value
    return (None, None) if isinstance(value, Field) else value.declared_ends


def marked_target(target: Parameter) -> Expr:
    """Mark the target of a rule."""
    return Named(Role.TARGET, _TARGET, express_parameter(target))


def marked_floor(points: Expr) -> Expr:
    """Mark the points below which nobody falls."""
    return Named(Role.FLOOR, FLOOR, points)


def marked_cap(points: Expr) -> Expr:
    """Mark the points beyond which nobody gets."""
    return Named(Role.CAP, CAP, points)


def between(points: Expr, floor: Expr | None, cap: Expr | None) -> Expr:
    """Hold points between a floor and a cap, each of them marked; ``None`` is no limit."""
    if floor is not None:
        points = Max((points, marked_floor(floor)))
    return points if cap is None else Min((points, marked_cap(cap)))


def varies(*parameters: object) -> bool:
    """Tell whether any of them is no number, nor the absence of one, that the constructor has already checked."""
    return any(isinstance(parameter, (Field, Formula)) for parameter in parameters)
