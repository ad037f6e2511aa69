"""The result of an appraisal: immutable, exact, with the reason for every number and for every missing one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from attrs import field, frozen

from perfkpi.appraisal.lookup import FIGURE, INDICATOR, PART, Lookup, name_of, unknown
from perfkpi.errors import Language, checked_language
from perfkpi.labels import Label
from perfkpi.language import Reason, Status
from perfkpi.meanings.exact import Value
from perfkpi.meanings.surds import Surd
from perfkpi.model.ratings import Band
from perfkpi.model.scorecards import Scorecard
from perfkpi.model.validation import placed

__all__ = ["AdjustmentLine", "Appraisal", "IndicatorLine", "Line", "Number", "Part", "Parts", "SectionLine"]

Number: TypeAlias = Fraction | Surd
"""A figure of a result: rational, or (where a rule takes roots and does not round) an exact root."""


@frozen(cache_hash=True)
class Part:
    """One of the parts that a rule exposes, such as achievement; ``value`` is ``None`` where it has none."""

    code: str
    value: Number | None
    status: Status
    reasons: tuple[Reason, ...]


@frozen(cache_hash=True)
class Parts(Mapping[str, "Number | None"]):
    """The parts of a line by their code: ``line.parts["improvement"]`` is its value, or ``None``.

    ``line.parts.of("improvement")`` also tells why there is none.
    """

    members: tuple[Part, ...] = ()

    def of(self, code: str) -> Part:
        """One part with its status and its reasons.

        Raises:
            MeasureError: (also a ``KeyError``) the rule exposes no such part.
        """
        name = name_of(code)
        for part in self.members:
            if part.code == name:
                return part
        raise unknown(PART, code, self, "parts")

    def __getitem__(self, code: str) -> Number | None:
        return self.of(code).value

    def __iter__(self) -> Iterator[str]:
        return (part.code for part in self.members)

    def __len__(self) -> int:
        return len(self.members)


@frozen(cache_hash=True)
class Line:
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


@frozen(cache_hash=True)
class IndicatorLine(Line):
    """What became of one indicator: everything of a ``Line``, and its value and parts.

    Attributes:
        value: what the formula yields; ``None`` for a category or where there is none.
        parts: what the rule exposes, such as achievement and improvement.
    """

    value: Number | None
    parts: Parts = Parts()


@frozen(cache_hash=True)
class SectionLine(Line):
    """What became of one section: everything of a ``Line``."""


@frozen(cache_hash=True)
class AdjustmentLine:
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


def _fixed(inputs: Mapping[str, Value]) -> Lookup[Value]:
    return inputs if isinstance(inputs, Lookup) else Lookup(dict(inputs), FIGURE)


@frozen(cache_hash=True, repr=False, field_transformer=placed)
class Appraisal:
    """The exact result for one person and period.

    The contributions of ``lines`` and ``adjustments`` and ``rounding`` add up to ``total``, exactly, where points are
    added up; lines below another aggregation (minimum, product, geometric mean) have no contribution.

    Attributes:
        card: the scorecard.
        subject: whom it is about, as given.
        period: what time it is about, as given.
        lines: one for each indicator, in the order of the sheet.
        sections: one for each section, in the order of the sheet.
        adjustments: what each step on a running score added, those of sections first.
        total: the rounded total, a Decimal (a Fraction where no rounding to decimals is declared); ``None`` where there
            is none, or where it is an exact root because no rounding is declared at all.
        unrounded: the total before its rounding.
        rounding: what closes the sum of ``lines`` and ``adjustments``; 0 where contributions are rounded and the total
            needs no rounding any more. ``rounding_effect`` tells what all roundings together have changed.
        band: the rating's band, or ``None``.
        completeness: the share of the declared weights that has points.
        status: whether there is a total, and if not, what sort of gap it is.
        reasons: why there is no total; empty where there is one.
        unrated: why there is no rating although there is a total (a ceiling that cannot be decided); mostly empty.
        inputs: the figures as they were read, for explanations; they cannot be changed either.
    """

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

    @property
    def rounding_effect(self) -> Number | None:
        """What all declared roundings changed: the total less the total without any stage; ``None`` without a total."""
        from perfkpi.appraisal.effects import rounding_effect  # noqa: PLC0415  # scores the sheet again, asked for rarely

        return rounding_effect(self)

    @property
    def rating(self) -> str | None:
        """The code of the rating, or ``None``; ``rating_label`` says it in a language."""
        return None if self.band is None else self.band.code

    def rating_label(self, language: Language = "zh") -> str | None:
        """The rating as HR reads it.

        Raises:
            DefinitionError: a language other than ``"zh"`` and ``"en"``.
        """
        language = checked_language(language)
        return None if self.band is None else self.band.say(language)

    @property
    def reason(self) -> Reason | None:
        """The first reason why there is no total, or ``None``."""
        return self.reasons[0] if self.reasons else None

    def line(self, code: str) -> IndicatorLine:
        """The line of one indicator.

        Raises:
            MeasureError: (also a ``KeyError``) there is no such indicator on the scorecard.
        """
        name = name_of(code)
        for line in self.lines:
            if line.code == name:
                return line
        raise unknown(INDICATOR, code, (line.code for line in self.lines), "lines")

    def explain(self, language: Language = "en") -> str:
        """The derivation in words: every step can be checked with a pocket calculator.

        Raises:
            DefinitionError: a language other than ``"zh"`` and ``"en"``.
        """
        from perfkpi.appraisal.explanation import explain  # noqa: PLC0415  # words cost time and are asked for rarely

        return explain(self, language)

    def __repr__(self) -> str:
        from perfkpi.appraisal.tables import text_table  # noqa: PLC0415  # as above

        return text_table(self)

    def _repr_html_(self) -> str:
        from perfkpi.appraisal.tables import html_table  # noqa: PLC0415  # as above

        return html_table(self)
