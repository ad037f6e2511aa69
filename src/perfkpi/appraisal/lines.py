"""The lines of a result: immutable, exact, with the reason for every number and for every missing one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from perfkpi.inputs.lookup import PART, looked_up
from perfkpi.interpreters.surds import Surd
from perfkpi.labels import Label
from perfkpi.language import Reason, Status
from perfkpi.value_objects import ValueObject

Number: TypeAlias = Fraction | Surd
"""A figure of a result: rational, or (where a rule takes roots and does not round) an exact root."""


@frozen(eq=False)
class Part(ValueObject):
    """One of the parts that a rule exposes, such as achievement; ``value`` is ``None`` where it has none."""

    code: str
    value: Number | None
    status: Status
    reasons: tuple[Reason, ...]


@frozen(eq=False)
class Parts(ValueObject, Mapping[str, "Number | None"]):
    """The parts of a line by their code: ``line.parts["improvement"]`` is its value, or ``None``.

    ``line.parts.of("improvement")`` also tells why there is none.
    """

    members: tuple[Part, ...] = ()

    def of(self, code: str) -> Part:
        """Find one part with its status and its reasons.

        Raises:
            MeasureError: (also a ``KeyError``) the rule exposes no such part.
        """
        return looked_up(PART, code, {part.code: part for part in self.members}, "parts")

    def __getitem__(self, code: str) -> Number | None:
        return self.of(code).value

    def __iter__(self) -> Iterator[str]:
        return (part.code for part in self.members)

    def __len__(self) -> int:
        return len(self.members)


@frozen(eq=False)
class Line(ValueObject):
    """What became of one item of a scorecard.

    Figures are Fractions. Where a rule takes roots and does not round them, they are exact roots, which are compared,
    added and turned into a float like any number.

    Attributes:
        code: the item's code.
        name: the item's name.
        points: an indicator's points on its own scale, a section's score; ``None`` where there are none, whatever
            a policy then counts.
        nominal_weight: its share of the whole as declared.
        weight: its share after reweighting; ``None`` where nothing is left to weigh.
        contribution: its part of the total, after policies and conversions; a section's is that of everything in it.
        status: whether there are points, and if not, what sort of gap it is.
        reasons: why there are no points; empty where there are.
    """

    code: str
    name: Label
    points: Number | None
    nominal_weight: Fraction
    weight: Fraction | None
    contribution: Number | None
    status: Status
    reasons: tuple[Reason, ...]

    @property
    def reason(self) -> Reason | None:
        """The first reason why there are no points, or ``None``."""
        return self.reasons[0] if self.reasons else None


@frozen(eq=False)
class IndicatorLine(Line):
    """What became of one indicator: everything of a ``Line``, and its value and parts.

    Attributes:
        value: what the formula yields, of a category its text; ``None`` where there is none.
        parts: what the rule exposes, such as achievement and improvement.
    """

    value: Number | str | None
    parts: Parts = Parts()


@frozen(eq=False)
class SectionLine(Line):
    """What became of one section: everything of a ``Line``."""


@frozen(eq=False)
class AdjustmentLine(ValueObject):
    """What a step (bonus, coefficient, cap, veto) added to a running score.

    Attributes:
        code: the step's code.
        name: the step's name.
        points: what it added, on the scale of its section or scorecard; ``None`` where a figure is missing.
        contribution: its part of the total; ``None`` where its section is not a weighted sum.
        status: whether there are points, and if not, what sort of gap it is.
        reasons: why there are no points; empty where there are.
    """

    code: str
    name: Label
    points: Number | None
    contribution: Number | None
    status: Status
    reasons: tuple[Reason, ...]


def is_left_out(line: Line) -> bool:
    """Tell whether an item does not count: others carry its weight."""
    return line.weight == 0 and line.nominal_weight != 0
