"""What only a whole scorecard can see: a bare number that is compared with the percentage of another indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

import attrs

from perfkpi.language import Expr
from perfkpi.model.conditions import Comparison
from perfkpi.model.formulas import Formula
from perfkpi.model.indicators import Indicator
from perfkpi.model.measures import Unit
from perfkpi.model.percents import check_percent
from perfkpi.model.references import ValueOf

__all__ = ["check_links"]


def check_links(parts: Mapping[str, object], indicators: Mapping[str, Indicator]) -> None:
    """A number that is compared with another indicator's value is written with its sign where that is a percentage.

    Args:
        parts: whatever may compare, by its place.
        indicators: of the scorecard, by their codes; their references are known to end.

    Raises:
        DefinitionError: a bare number such as ``LessThan(ValueOf("roe"), 12)``.
    """
    for place, part in parts.items():
        for where, value in _within(part, place):
            if isinstance(value, Comparison) and _is_percent(value.operand, indicators):
                check_percent(value.threshold, f"{where}.threshold")
            elif isinstance(value, Indicator) and _is_percent(value.formula, indicators):
                for name, parameter, difference in value.scoring.in_units_of_the_value():
                    check_percent(parameter, f"{where}.scoring.{name}", difference=difference)


def _is_percent(operand: object, indicators: Mapping[str, Indicator]) -> bool:
    """Whether something is a percentage, or leads to one by whatever references."""
    while isinstance(operand, ValueOf):
        operand = indicators[operand.code].formula
    return isinstance(operand, Formula) and operand.unit == Unit.PERCENT


def _within(value: object, place: str) -> Iterator[tuple[str, object]]:
    """A value and everything that it is made of, each with its place."""
    if isinstance(value, tuple):
        several = cast("tuple[object, ...]", value)
        for position, each in enumerate(several):
            yield from _within(each, f"{place}[{position}]")
        return
    kind = type(value)
    if attrs.has(kind) and not isinstance(value, (Expr, Unit)):
        yield place, value
        for field in attrs.fields(kind):
            if field.init:
                yield from _within(getattr(value, field.name), f"{place}.{field.name}")
