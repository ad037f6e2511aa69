"""What an appraisal found, as plain data: what explanations and displays are made of."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from attrs import field, frozen

from perfkpi.appraisal.lines import AdjustmentLine, IndicatorLine, Number, SectionLine
from perfkpi.inputs.lookup import FIGURE, Lookup
from perfkpi.interpreters.values import Value
from perfkpi.language import Reason, Status
from perfkpi.model.card.ratings import Band
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.parameters.validation import placed
from perfkpi.value_objects import ValueObject

Numbers: TypeAlias = Literal["text", "float"]
"""How numbers are written in plain data: as exact texts, or as the nearest doubles."""


def _fixed(inputs: Mapping[str, Value]) -> Lookup[Value]:
    return inputs if isinstance(inputs, Lookup) else Lookup(dict(inputs), FIGURE)


@frozen(eq=False, repr=False, field_transformer=placed)
class Result(ValueObject):
    """What one appraisal found, as data. ``Appraisal`` tells what each figure is, and adds what can be asked of it."""

    card: Scorecard
    subject: str
    period: str
    lines: tuple[IndicatorLine, ...]
    sections: tuple[SectionLine, ...]
    adjustments: tuple[AdjustmentLine, ...]
    total: Decimal | Fraction | None
    unrounded: Number | None
    rounding: Number | None
    band: Band | None
    completeness: Fraction
    status: Status
    reasons: tuple[Reason, ...]
    unrated: tuple[Reason, ...]
    inputs: Mapping[str, Value] = field(converter=_fixed, eq=False)
