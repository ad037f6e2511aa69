"""Scoring one person, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction
from typing import TypeAlias

from perfkpi.appraisal.appraisals import Appraisal
from perfkpi.appraisal.compiled_card import Leaf, compiled_card
from perfkpi.appraisal.contributions import Worth, counted, worth_of_leaves, worth_of_steps
from perfkpi.appraisal.lines import AdjustmentLine, IndicatorLine, Number, Part, Parts, SectionLine
from perfkpi.appraisal.populations import with_population
from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.inputs.binding import bind
from perfkpi.inputs.rows import Row
from perfkpi.interpreters.blame import merged
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.surds import Surd
from perfkpi.interpreters.values import Value
from perfkpi.labels import Label
from perfkpi.language import Reason, Status, Undefinedness
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.scorecards import Scorecard, checked_card
from perfkpi.population.population import Population
from perfkpi.wording.places import words_of

_Common: TypeAlias = tuple[
    str, Label, Number | None, Fraction, Fraction | None, Number | None, Status, tuple[Reason, ...]
]

_NO_PARTS = Parts()
_EXACT = Exact({})
_WIDE = Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX, clamp=0, traps=[])  # nothing is left to be inherited


def appraise(
    card: Scorecard,
    data: Row,
    *,
    subject: object = "",
    period: object = "",
    population: Population | None = None,
) -> Appraisal:
    """Score one person exactly.

    Args:
        card: the scorecard.
        data: the raw figures by name, in a mapping, a pandas ``Series`` (``df.iloc[0]``), a named tuple or a
            ``sqlite3.Row``: numbers (int, float, Decimal, Fraction, text such as ``"12%"``, NumPy
            scalars), grades as text, ``None`` or NaN for what was not measured, or an ``Absent`` reason. Texts are
            read as the scorecard's ``measures`` declare it.
            Figures that the scorecard does not read are ignored.
        subject: whom the appraisal is about, for the record; kept as text.
        period: the period, for the record; kept as text.
        population: among whom is ranked; needed where a rule ranks, and without effect elsewhere.

    Returns:
        the result with every line; a figure that is wrong or absent gives a status there, never an exception.

    Raises:
        MeasureError: a name that the scorecard reads is not in ``data``, or stands there twice.
        DefinitionError: ``card`` is not a scorecard, or ``data`` no row with names, ``subject`` or ``period`` cannot be
            written as text, or a rule ranks and ``population`` is missing or does not fit.
    """
    card = with_population(checked_card(card), population)
    compiled = compiled_card(card)
    inputs = bind(compiled.inputs, data, compiled.notations)
    values = compiled.evaluation.run(inputs)
    lacking = compiled.lacks(values)
    if lacking:
        values = compiled.evaluation.told(inputs, compiled.titles)  # with all that can be told
    lines: list[IndicatorLine] = []
    sections: list[SectionLine] = []
    worths = worth_of_leaves(compiled, values)
    added = worth_of_steps(compiled, worths, values)
    for leaf, worth in zip(compiled.leaves, worths, strict=True):
        if isinstance(leaf.item, Indicator):
            lines.append(_indicator_line(leaf, values, worth))
        else:
            sections.append(SectionLine(*_line(leaf, values, worth)))
    total = values[compiled.total]
    rating = None if compiled.rating is None else values[compiled.rating]
    status, reasons = _status(total)
    return Appraisal(
        card=card,
        subject=_text(subject, "subject"),
        period=_text(period, "period"),
        lines=tuple(lines),
        sections=tuple(sections),
        adjustments=tuple(
            AdjustmentLine(
                step.step.code, step.step.name, _number(values[step.slot]), _number(worth), *_status(values[step.slot])
            )
            for step, worth in zip(compiled.steps, added, strict=True)
        ),
        total=_total(compiled.places, total),
        unrounded=_number(values[compiled.unrounded]),
        rounding=_rounding(total, counted(compiled, worths, added, values)),
        band=card.ratings.bands[rating[0]] if card.ratings is not None and isinstance(rating, tuple) else None,
        completeness=compiled.completeness(inputs, values, lacking=lacking),
        status=status,
        reasons=reasons,
        unrated=_status(rating)[1] if rating is not None and not reasons else (),
        inputs=inputs,
    )


def _text(value: object, where: str) -> str:
    try:
        return str(value)
    except Exception:  # noqa: BLE001  # whatever a foreign object raises, it has no text to record
        en = f"the {where} is kept as text, and {shown(value)} has none; give a name or a number"
        zh = f"{words_of('', where)[1]}以文字记录，而 {shown(value, 'zh')} 无法转换为文字；请给出名称或编号"
        raise DefinitionError(Code.WRONG_TYPE, en=en, zh=zh, where=where) from None


def _number(value: Value | None) -> Number | None:
    if isinstance(value, tuple):
        return Fraction(value[0], value[1])
    return value if isinstance(value, Surd) else None


def _status(value: Value) -> tuple[Status, tuple[Reason, ...]]:
    return (value.status, merged(value.reasons)) if isinstance(value, Undefinedness) else (Status.OK, ())


def _indicator_line(leaf: Leaf, values: Sequence[Value], worth: Worth) -> IndicatorLine:
    found = None if leaf.value is None else values[leaf.value]
    value = found if isinstance(found, str) else _number(found)
    parts = _NO_PARTS
    if leaf.parts:
        parts = Parts(tuple(Part(code, _number(values[slot]), *_status(values[slot])) for code, slot in leaf.parts))
    return IndicatorLine(*_line(leaf, values, worth), value, parts)


def _line(leaf: Leaf, values: Sequence[Value], worth: Worth) -> _Common:
    """Collect what indicators and sections have in common, in the order of the attributes of a line."""
    points = values[leaf.points]
    status, reasons = _status(points)
    weights = leaf.nominal, _weight(leaf, worth.weight)
    return leaf.item.code, leaf.item.name, _number(points), *weights, _number(worth.contribution), status, reasons


def _weight(leaf: Leaf, weight: Value | None) -> Fraction | None:
    if not isinstance(weight, tuple):
        return None
    # Compared crosswise, because pairs are not reduced; most weights are as declared.
    unmoved = weight[0] * leaf.nominal.denominator == weight[1] * leaf.nominal.numerator
    return leaf.nominal if unmoved else Fraction(weight[0], weight[1])


def _rounding(total: Value, terms: Sequence[Value]) -> Number | None:
    """Compute the total less everything that adds up to it; ``None`` where that is not one exact number."""
    return _number(_EXACT.sub(total, _EXACT.add(terms)))


def _total(places: int | None, total: Value) -> Decimal | Fraction | None:
    if not isinstance(total, tuple):
        return None
    if places is None:
        return Fraction(total[0], total[1])
    scaled = total[0] * 10**places // total[1]
    return Decimal(scaled).scaleb(-places, _WIDE)
