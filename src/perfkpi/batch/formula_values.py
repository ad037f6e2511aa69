"""The value of a formula by itself, with no scorecard around it: of one row, or of every row of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias, cast, overload

import numpy as np
from attrs import evolve, frozen

from perfkpi.appraisal.lines import Number
from perfkpi.batch.outputs import read_only
from perfkpi.batch.scoring import score_tuned
from perfkpi.batch.tuning import STANDARD
from perfkpi.errors import expected
from perfkpi.foreign import is_a, looking_at
from perfkpi.inputs.binding import bind, found
from perfkpi.inputs.frames import columns_in
from perfkpi.inputs.keys import row_of
from perfkpi.inputs.rows import mapping_of
from perfkpi.inputs.series import AnyArray
from perfkpi.inputs.tables import Column, Table, bind_table
from perfkpi.interpreters.blame import merged
from perfkpi.interpreters.columns.arrays import Bytes
from perfkpi.interpreters.evaluation import Evaluation
from perfkpi.interpreters.values import fraction
from perfkpi.labels import Label
from perfkpi.language import Absent, Caption, Input, Kind, Named, Program, Reason, Role, Status, Undefinedness
from perfkpi.language.substitution import substitute
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.card.weighting import BeyondScale
from perfkpi.model.formulas.actual import as_formula
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.measurement.measures import Direction, Measure, notations_of, recorded_factors
from perfkpi.model.measurement.notation import Notation
from perfkpi.model.measurement.scales import UNLIMITED, Scale
from perfkpi.model.parameters.sequences import length_of
from perfkpi.model.parameters.validation import as_tuple
from perfkpi.model.scoring.computed import ComputedPoints
from perfkpi.model.spelling import cached_as_spelled
from perfkpi.value_objects import ValueObject

Figure: TypeAlias = float | Decimal | Fraction | str | timedelta | Absent | Undefinedness | None
"""What one person's data hold of a measure."""

_VALUE = Caption("value", Label(zh="指标值", en="value"))
_ANY_NUMBER = Scale(0, 1, up_to=UNLIMITED)
_THE_VALUE = ComputedPoints(
    "value", direction=Direction.HIGHER_IS_BETTER, scale=_ANY_NUMBER, floor=UNLIMITED, cap=UNLIMITED
)
"""Whatever the formula yields; its direction is one that fits the formula."""


@frozen(eq=False)
class FormulaValue(ValueObject):
    """The value of a formula for one person.

    Attributes:
        value: a Fraction (an exact root where the formula takes one), the text of a category, or ``None``.
        status: whether there is a value, and if not, what sort of gap it is.
        reasons: why there is none; empty where there is.
    """

    value: Number | str | None
    status: Status
    reasons: tuple[Reason, ...]


@frozen(eq=False, repr=False)
class FormulaValues:
    """The values of a formula for the rows of a table; ``values[row]`` is the exact one, with its reasons.

    Attributes:
        values: float64, read-only; the double nearest to the value, NaN where there is none. Of a formula that yields
            categories an array of objects: texts, and ``None``.
        status_codes: int8, read-only; the number of the ``Status``, 0 where there is a value.
    """

    values: AnyArray
    status_codes: Bytes
    _formula: _CompiledFormula
    _table: Table

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, row: int) -> FormulaValue:
        return self._formula.of_row(self._table.row(row_of(row, len(self))))

    def __iter__(self) -> Iterator[FormulaValue]:
        return map(self.__getitem__, range(len(self)))

    def __repr__(self) -> str:
        return f"<{len(self)} values of {self._formula.formula!r}>"


@frozen(eq=False)
class _CompiledFormula(ValueObject):
    """A formula, ready for rows and tables."""

    formula: Formula
    measures: tuple[Measure, ...]
    inputs: tuple[Input, ...]
    yields: Kind
    evaluation: Evaluation
    notations: Mapping[str, Notation]

    def of_row(self, data: Mapping[str, object]) -> FormulaValue:
        """Evaluate the formula exactly."""
        inputs = bind(self.inputs, data, self.notations)
        found = self.evaluation.run(inputs)[-1]
        if isinstance(found, Undefinedness):
            found = self.evaluation.told(inputs, {})[-1]
        if isinstance(found, Undefinedness):
            return FormulaValue(None, found.status, merged(found.reasons))
        return FormulaValue(fraction(found) if isinstance(found, tuple) else found, Status.OK, ())

    def of_table(self, data: Mapping[str, object]) -> FormulaValues:
        """Evaluate the formula in every row: numbers as points that are the value, categories one by one."""
        table = bind_table(self.inputs, data, self.notations, {})
        if self.yields is Kind.CATEGORY:
            rows = [self.of_row(table.row(row)) for row in range(table.rows)]
            values = np.array([each.value for each in rows], dtype=object)
            statuses = np.array([each.status for each in rows], dtype=np.int8)
            return FormulaValues(read_only(values), read_only(statuses), self, table)
        rule = evolve(_THE_VALUE, direction=self.formula.fits[0])
        item = Indicator(code="value", name=_VALUE.label, formula=self.formula, scoring=rule, weight=1)
        card = Scorecard(
            code="values",
            name=_VALUE.label,
            items=(item,),
            measures=self.measures,
            scale=_ANY_NUMBER,
            beyond_scale=BeyondScale.ALLOW,
        )
        scores = score_tuned(card, data, STANDARD)
        return FormulaValues(scores.points["value"], scores.status_codes, self, table)


@cached_as_spelled
def _compiled(formula: Formula, measures: tuple[Measure, ...]) -> _CompiledFormula:
    expression = substitute(formula.express(), recorded_factors(measures))
    program = Program(Named(Role.VALUE, _VALUE, expression))
    inputs = tuple(node for node, _ in program.steps if isinstance(node, Input))
    return _CompiledFormula(formula, measures, inputs, expression.yields, Evaluation(program), notations_of(measures))


def _declared(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    with looking_at(measures, "measures"):
        found = as_tuple(measures)
    for place, each in enumerate(found):
        if not is_a(each, Measure):
            asked = "a measure is declared by a Measure", "数据项应以 Measure 说明"
            raise expected(*asked, each, write="Measure('sold', grouping=',')", where=f"measures[{place}]")
    return found


def _checked(formula: Formula | str) -> Formula:
    found = as_formula(cast("str", formula)) if is_a(formula, str) else formula
    if is_a(found, Formula):
        return cast("Formula", found)
    asked = "what is evaluated is a formula", "要计算的应为公式"
    raise expected(*asked, formula, write="Ratio('sold', 'plan')", where="formula")


@overload
def value(formula: Formula | str, data: Mapping[str, Figure], *, measures: Iterable[Measure] = ()) -> FormulaValue: ...
@overload
def value(
    formula: Formula | str, data: object, *, measures: Iterable[Measure] = ()
) -> FormulaValue | FormulaValues: ...
def value(
    formula: Formula | str,
    data: Any,
    *,
    measures: Iterable[Measure] = (),  # a table of any library
) -> FormulaValue | FormulaValues:
    """Evaluate a formula by itself, for one person or for the rows of a table.

    Args:
        formula: the formula, or the name of a measure; it reads measures and no other indicators.
        data: by the names of the measures the figures of one person, as ``appraise`` takes them, or one column each, as
            ``score_batch`` does; or a data frame, or a list of rows.
        measures: how the data write them, where that has to be said.

    Returns:
        the value of a person; of a table all of them. What has no value has a status and reasons, never an exception.

    Raises:
        MeasureError: a name that the formula reads is not in the data.
        ColumnError: a column of another type or length, or a single figure beside columns.
        DefinitionError: ``formula`` is no formula, or reads other indicators, or ``data`` is no mapping.

    Examples:
        >>> import perfkpi as pk
        >>> pk.value(pk.Ratio("sold", "plan"), {"sold": 9, "plan": 12}).value
        Fraction(3, 4)
        >>> pk.value(pk.Ratio("sold", "plan"), {"sold": [9, 8], "plan": [12, 0]}).values
        array([0.75,  nan])
    """
    compiled = _compiled(_checked(formula), _declared(measures))
    with looking_at(data, "data"):
        row = mapping_of(data)
    if row is None:
        return compiled.of_table(columns_in(data))
    columns = any(is_a(each, Column) or length_of(each) is not None for _, each in found(compiled.inputs, row))
    return compiled.of_table(row) if columns else compiled.of_row(row)
