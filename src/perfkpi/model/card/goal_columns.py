"""The columns of goals: all goals read columns of the same names, and each has its own on a card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from perfkpi.labels import Label
from perfkpi.language import Input, Kind
from perfkpi.model.card.checks.percentages import is_percentage
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.measurement.measures import Measure, Unit
from perfkpi.model.measurement.rounding import RoundingPolicy


def prefix_of(code: str) -> str:
    """Write what stands before the names of a goal's measures."""
    return f"{code}."


def as_goal(item: Indicator) -> Indicator:
    """Give an indicator columns of its own."""
    return evolve(item, prefix=prefix_of(item.code) + item.prefix)


def columns_of(goal: Indicator, measures: Iterable[Measure], rounding: RoundingPolicy) -> Iterator[Measure]:
    """Declare the columns of a goal: as they are declared for all goals, as far as that concerns it.

    Args:
        goal: the indicator, with columns of its own.
        measures: what is declared for all goals.
        rounding: of the card.
    """
    prefix, percent = prefix_of(goal.code), is_percentage(goal)
    declared = {measure.code: measure for measure in measures}
    nodes = {node.name: node for node in goal.express(rounding).inputs()}
    for name in declared:
        nodes.setdefault(prefix + name, Input(prefix + name))
    for node in nodes.values():
        column = node.name.removeprefix(prefix)
        yield _column(node, declared.get(column, Measure(column)), percent=percent)


def _column(node: Input, measure: Measure, *, percent: bool) -> Measure:
    """Declare one column; what is said of numbers is not said of grades, nor of amounts what is said of percentages."""
    label = measure.name or Label(zh=measure.code, en=measure.code)
    if node.kind is Kind.CATEGORY:
        return Measure(node.name, name=label, absent=measure.absent)
    concerned = measure.recorded_in is None or (measure.recorded_in in {Unit.PERCENT, Unit.NUMBER}) is percent
    return evolve(measure, code=node.name, name=label, recorded_in=measure.recorded_in if concerned else None)
