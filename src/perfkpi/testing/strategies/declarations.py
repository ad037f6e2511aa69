"""How the columns that parts of a scorecard read are recorded: 12 for 12 %, or the numbers themselves."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.language import Input, Kind
from perfkpi.language.validation import Placeholder
from perfkpi.model.conditions.comparisons import Comparison
from perfkpi.model.parts import parts_of

_VALUE = Placeholder("\2value")
"""Stands for the value of a rule; no measure has such a name."""


def _read(parts: tuple[object, ...]) -> Iterator[Input]:
    for _, part in parts_of(parts, ""):
        if isinstance(part, pk.Formula):
            yield from part.express().inputs()
        elif isinstance(part, pk.Scoring):
            yield from part.express(Input(_VALUE, kind=Kind.CATEGORY if part.takes_category else Kind.NUMBER)).inputs()
        elif isinstance(part, pk.Field):
            yield Input(part.column)
        elif isinstance(part, Comparison) and isinstance(part.operand, str):
            yield Input(part.operand)


def _names(parts: tuple[object, ...]) -> list[str]:
    """List the columns of numbers; what stands for a value or speaks of another part has an unprintable name."""
    return sorted(
        {node.name for node in _read(parts) if node.kind is Kind.NUMBER and not isinstance(node.name, Placeholder)}
    )


def declared(*parts: object) -> tuple[pk.Measure, ...]:
    """Declare every column of numbers that parts of a card read, holding the numbers themselves: 0.88 for 88 %."""
    return tuple(pk.Measure(name, recorded_in=pk.Unit.NUMBER) for name in _names(parts))


@st.composite
def declarations(draw: st.DrawFn, *parts: object) -> tuple[pk.Measure, ...]:
    """Draw declarations, now and then of percent numbers: 88 for 88 %."""
    units = st.sampled_from((pk.Unit.NUMBER, pk.Unit.NUMBER, pk.Unit.NUMBER, pk.Unit.PERCENT))
    return tuple(pk.Measure(name, recorded_in=draw(units)) for name in _names(parts))
